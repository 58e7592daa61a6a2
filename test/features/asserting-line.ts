/** Finds the line of a proof in its rehearsal file. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readRehearsal } from '#rehearsal/read-rehearsal.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'
import type { Proof } from './feature.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** Throws unless exactly one line has this text and the expectation. */
export function assertingLine({ file, line, expects }: Proof): number {
  const path = join(ROOT, 'examples', file)
  const written = readFileSync(path, 'utf8').split('\n')
  const numbers = readRehearsal(path, WHOLE)
    .steps.flatMap(({ expectations }) => expectations)
    .filter((expectation) => expectation.key === expects)
    .map(({ spot }) => spot.line)
    .filter((number) => written[number - 1]?.trim() === line)
  const [number] = numbers
  if (number === undefined || numbers.length > 1) {
    throw new Error(`${numbers.length} lines of examples/${file} expect ${expects} and read “${line}”`)
  }
  return number
}

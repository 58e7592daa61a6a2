import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../examples')

/** The example files: a readable name and the path. */
export const exampleFiles = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .toSorted()
  .map((name) => ({ name, path: join('examples', name) }))

let opened = 0

/** A name for a world of a test; tests of several files run at once on the same servers. */
export function worldName(): string {
  opened += 1
  return `rehearsal_test_${process.pid}_${opened}`
}

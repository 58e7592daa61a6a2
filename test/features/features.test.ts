import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT, readDocument, rowsOf, sectionOf } from '../docs/tables.ts'
import { featureRows, featureTable } from './feature-table.ts'
import { FEATURES } from './features.ts'

/** The product: features are removed there, never in the code that plays rehearsals. */
const ROOMS = ['domain', 'workflows', 'activities', 'api', 'db', 'wire']

const patches = FEATURES.flatMap(({ name, proofs }) =>
  proofs.flatMap(({ without }) => without.map((patch) => ({ name, ...patch }))),
)

describe('docs/features.md', () => {
  it('has the same rows as the data, each with its asserting lines', () => {
    const written = rowsOf(sectionOf(readDocument('docs/features.md'), '## The table 对照表'))
    expect(written, `The table is to read:\n\n${featureTable()}\n`).toEqual(featureRows())
  })
})

describe('every feature', () => {
  it('is named once', () => {
    const names = FEATURES.map(({ name }) => name)
    expect(names).toEqual([...new Set(names)])
  })

  it.each(patches)('$name can be removed in $file', ({ file, find, replace }) => {
    expect(ROOMS).toContain(file.split('/')[0])
    expect(readFileSync(join(ROOT, file), 'utf8').split(find)).toHaveLength(2)
    expect(replace).not.toBe(find)
  })
})

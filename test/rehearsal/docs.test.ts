import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRehearsal } from '#scripts/rehearsal/read-rehearsal.ts'
import { actRows, expectationRows, keyRows } from './reference-rows.ts'

const CHECKOUT = join(import.meta.dirname, '../..')
const doc = readFileSync(join(CHECKOUT, 'docs/rehearsal.md'), 'utf8')

describe('docs/rehearsal.md', () => {
  it.each([
    ['act', actRows()],
    ['expectation', expectationRows()],
    ['key of a file', keyRows()],
  ])('has a row for every %s, as the code knows it', (_what, rows) => {
    expect(rows.filter((row) => !doc.includes(row))).toEqual([])
  })

  it('names every example', () => {
    const examples = readdirSync(join(CHECKOUT, 'examples')).filter((name) => name.endsWith('.yaml'))
    expect(examples.length).toBeGreaterThan(7)
    expect(examples.filter((name) => !doc.includes(`../examples/${name}`))).toEqual([])
  })

  it('shows a first file that makes sense', () => {
    const [, text = ''] = /<!-- rehearsal: first -->\s+```yaml\n(.*?)```/s.exec(doc) ?? []
    expect(readRehearsal('docs/rehearsal.md', text).steps).toHaveLength(2)
  })
})

/** The tables of the procedure match the code, and its pictures and text name only what exists. */

import { describe, expect, test } from 'vitest'
import { KINDS } from '#domain/kinds.ts'
import { PLAN_STATUSES } from '#domain/national-plan/status.ts'
import { STAGES_OF_TRACK } from '#domain/project/approval/words.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { PROJECT_STATUSES } from '#domain/project/status.ts'
import { DOCUMENTS_WITH_TABLES, tablesFor, withTables } from '#scripts/project/doc-tables.ts'
import { markdownOf } from '#scripts/project/markdown-table.ts'
import { readDocument, rowsOf, sectionOf } from './tables.ts'

const procedure = readDocument('docs/procedure.md')

test.each(DOCUMENTS_WITH_TABLES)('all tables in %s match the code (`npm run docs` writes them)', (path) => {
  expect(readDocument(path)).toBe(withTables(path))
})

test.each(DOCUMENTS_WITH_TABLES)('%s has in every row as many cells as its table has headings', (path) => {
  const tables = Object.values(tablesFor(path))
  expect(tables.length).toBeGreaterThan(0)
  const uneven = tables.flatMap(([head = [], ...rows]) => rows.filter(({ length }) => length !== head.length))
  expect(uneven).toEqual([])
})

test('a bar in a cell does not end the cell', () => {
  expect(markdownOf([['a | b', 'c']]).split('\n')).toEqual(['| a \\| b | c |', '| --- | --- |'])
})

test('every period of the rulebook on approval is a deadline, or says why it is none', () => {
  const catalogue = readDocument('docs/rulebook.md')
  const heading = catalogue.split('\n').find((line) => line.startsWith('## 3. Deadline catalogue')) ?? ''
  const [, ...periods] = rowsOf(sectionOf(catalogue, heading)).map(([step = '']) => step)
  const [, ...rows] = rowsOf(sectionOf(procedure, '### Periods of the approval, and those that do not apply'))
  // The rows after them are on construction, acceptance, operation and the budget.
  expect(rows.map(([period]) => period)).toEqual(
    periods.slice(0, periods.indexOf('Annual performance report')),
  )
  for (const [period, deadline = '', how = ''] of rows) {
    const named = [...deadline.matchAll(/`(\w+)`/g)].map(([, kind = '']) => kind)
    expect(named.length > 0 || deadline === 'none', period).toBe(true)
    expect(named.filter((kind) => !Object.hasOwn(PROJECT.deadlines, kind))).toEqual([])
    expect(how, period).not.toBe('')
  }
})

describe('the description of the procedure', () => {
  test.each([
    ['## States', PROJECT_STATUSES],
    ['## The national plan 国家政务信息化建设规划', PLAN_STATUSES],
  ])('draws under “%s” every status, and no other', (heading, table) => {
    const arrows = [...sectionOf(procedure, heading).matchAll(/^ {2}(\S+) --> (\w+|\[\*\])/gm)]
    const drawn = new Set(arrows.flatMap(([, from, to]) => [from, to]).filter((name) => name !== '[*]'))
    const statuses = Object.keys(table).filter((status) => status !== 'unopened')
    expect([...drawn].toSorted()).toEqual(statuses.toSorted())
  })

  test('has every track', () => {
    for (const track of Object.keys(STAGES_OF_TRACK)) expect(procedure).toContain(`\`${track}\``)
  })

  test.each(['## Gates', '## Separation of duties'])(
    'names under “%s” only refusals that exist',
    (heading) => {
      const named = sectionOf(procedure, heading)
        .split('\n')
        .filter((line) => line.startsWith('- **'))
        .flatMap((line) => [...line.matchAll(/`(\w+)`/g)].map(([, code]) => code ?? ''))
      expect(named.length).toBeGreaterThan(0)
      expect(named.filter((code) => !Object.hasOwn(KINDS.refusals, code))).toEqual([])
    },
  )
})

/** The procedure's tables against the code that they describe. */

import { describe, expect, test } from 'vitest'
import { KINDS } from '#domain/kinds.ts'
import { ACTIONS, VERBS } from '#domain/project/actions.ts'
import { STAGES_OF_TRACK } from '#domain/project/approval/words.ts'
import { DEADLINES } from '#domain/project/deadline.ts'
import { GATE_SOURCES } from '#domain/project/evaluation/gates.ts'
import { GATE_TITLES } from '#domain/project/evaluation/words.ts'
import { POLICY_SOURCES, POLICY_V1, type PolicyValues } from '#domain/project/policy.ts'
import { PROJECT_STATUSES } from '#domain/project/status.ts'
import type { ReviewStep } from '#domain/project/steps.ts'
import { readDocument, rowsOf, sectionOf } from './tables.ts'

const procedure = readDocument('docs/procedure.md')
const rowsUnder = (heading: string): string[][] => rowsOf(sectionOf(procedure, heading))
const rowWith = (heading: string, cell: string): string[] => {
  const row = rowsUnder(heading).find((cells) => cells.includes(cell))
  if (!row) throw new Error(`no row with ${cell} under “${heading}”`)
  return row
}

describe('the procedure as it is described', () => {
  test.each(VERBS)('names who does “%s”, and whether it takes two', (verb) => {
    const [, zh, , roles, , two] = rowWith('## Acts', `\`${verb}\``)
    const { review, ...action } = ACTIONS[verb]
    const isTwo = review !== undefined && POLICY_V1.values.panels[review as ReviewStep].seats.length > 1
    expect(zh).toBe(action.zh)
    expect(roles).toBe(action.roles.join(', '))
    expect(two).toBe(review === undefined ? '' : isTwo ? review : `(${review})`)
  })

  test.each(Object.entries(DEADLINES))('gives the deadline “%s” its title and source', (kind, deadline) => {
    const row = rowWith('## Deadlines', `\`${kind}\``)
    expect(row[0]).toBe(deadline.zh)
    expect(row.at(-1)).toBe(deadline.source)
  })

  test.each(Object.keys(GATE_TITLES) as (keyof typeof GATE_TITLES)[])('describes the gate “%s”', (gate) => {
    const { zh, en } = GATE_TITLES[gate]
    expect(rowWith('## Gates', `\`${gate}\``)).toEqual([`\`${gate}\``, zh, en, GATE_SOURCES[gate]])
  })

  test.each(Object.keys(POLICY_SOURCES) as (keyof PolicyValues)[])('gives the policy value “%s”', (name) => {
    const value = POLICY_V1.values[name]
    const [, shown, source] = rowWith('## Policy', `\`${name}\``)
    expect(source).toBe(POLICY_SOURCES[name])
    if (typeof value !== 'object') expect(shown).toBe(String(value))
    if (Array.isArray(value)) expect(shown).toBe(value.join(', '))
  })

  test('draws every status, and no other', () => {
    const arrows = [...sectionOf(procedure, '## States').matchAll(/^ {2}(\S+) --> (\w+|\[\*\])/gm)]
    const drawn = new Set(arrows.flatMap(([, from, to]) => [from, to]).filter((name) => name !== '[*]'))
    const statuses = Object.keys(PROJECT_STATUSES).filter((status) => status !== 'unopened')
    expect([...drawn].toSorted()).toEqual(statuses.toSorted())
  })

  test('has a row for every track, and names only refusals that exist', () => {
    for (const track of Object.keys(STAGES_OF_TRACK)) expect(procedure).toContain(`\`${track}\``)
    const named = [...rowsUnder('## Gates'), ...rowsUnder('## Separation of duties')]
      .flatMap((row) => [...(row.at(-1) ?? '').matchAll(/`(\w+)`/g)].map(([, code]) => code ?? ''))
      .filter((code) => !Object.hasOwn(GATE_TITLES, code))
    expect(named.filter((code) => !Object.hasOwn(KINDS.refusals, code))).toEqual([])
  })
})

/** docs/operations.md has every variable that the processes read, every metric and every search attribute. */
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { TROUBLES } from '#db/schema/hosting.ts'
import { CONFIG, configFrom } from '#wire/config.ts'
import { SEARCH_ATTRIBUTES } from '#wire/search-attributes.ts'
import { ROOT, readDocument, rowsOf, sectionOf } from './tables.ts'

interface Rule {
  alert: string
  expr: string
  annotations: { summary: string; todo: string }
}

const operations = readDocument('docs/operations.md')
const names = Object.keys(CONFIG.properties ?? {})
const rows = rowsOf(sectionOf(operations, '## Configuration'))
const MANDATORY = { DATABASE_URL: 'postgres://x', TEMPORAL_ADDRESS: 'x:1', TEMPORAL_NAMESPACE: 'x' }

const metricsIn = (text: string): Set<string> => new Set(text.match(/\btongchou_[a-z_]+/g))
const sources = ['api', 'activities'].flatMap((room) =>
  readdirSync(resolve(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readDocument(`${room}/${file}`)),
)
const measured = new Set(
  sources.flatMap((source) =>
    [...source.matchAll(/name: '(tongchou_[a-z_]+)'/g)].map(([, name = '']) => name),
  ),
)

describe('the operators’ page', () => {
  test.each(names)('describes %s with its default', (name) => {
    const [, shown] = rows.find(([cell]) => cell === `\`${name}\``) ?? []
    const value = (configFrom(MANDATORY) as Record<string, unknown>)[name]
    const expected = name in MANDATORY ? 'required' : value === undefined ? '-' : `\`${value}\``
    expect(shown).toBe(expected)
  })

  test('describes nothing that no process reads', () => {
    const described = rows.slice(1).map(([cell = '']) => cell.replaceAll('`', ''))
    expect(described).toEqual(names)
  })

  test('names every variable that the launcher reads', () => {
    const folder = resolve(ROOT, 'stack')
    const sources = readdirSync(folder).map((file) => readDocument(`stack/${file}`))
    const read = sources.flatMap((source) => [
      ...source.matchAll(/\benv\.([A-Z][A-Z0-9_]+)/g),
      ...source.matchAll(/'(PORT_[A-Z_]+)'/g),
    ])
    const section = sectionOf(operations, '### What the launcher reads')
    const missing = [...new Set(read.map(([, name]) => name ?? ''))].filter(
      (name) => !section.includes(`\`${name}\``),
    )
    expect(missing).toEqual([])
  })

  test('names every metric of the API and the worker, and no other', () => {
    expect(measured.size).toBeGreaterThan(8)
    expect(metricsIn(sectionOf(operations, '## Health, metrics, logs'))).toEqual(measured)
  })

  test.each(Object.entries(SEARCH_ATTRIBUTES))(
    'shows the search attribute %s with its type',
    (name, type) => {
      const table = rowsOf(sectionOf(operations, '## What to look at in the Temporal UI'))
      const [, shown = ''] = table.find(([cell]) => cell === `\`${name}\``) ?? []
      expect(shown.toUpperCase()).toBe(type)
    },
  )
})

describe('the alert rules', () => {
  const { groups } = parse(readDocument('docs/alerts.yaml')) as { groups: { name: string; rules: Rule[] }[] }
  const rules = groups.flatMap((group) => group.rules)

  test.each(rules.map((rule) => [rule.alert, rule] as const))(
    '%s uses existing metrics, and says what to do',
    (_name, rule) => {
      const asked = metricsIn(rule.expr)
      expect(asked.size).toBe(1)
      expect([...asked].filter((name) => !measured.has(name))).toEqual([])
      for (const [, states = ''] of rule.expr.matchAll(/state=~?"([^"]+)"/g)) {
        for (const state of states.split('|')) expect([...TROUBLES, 'held', 'late']).toContain(state)
      }
      expect(rule.annotations.summary.length).toBeGreaterThan(20)
      expect(rule.annotations.todo.length).toBeGreaterThan(20)
    },
  )
})

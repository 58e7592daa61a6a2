/** Operators find every name that the processes read, and every search attribute. */
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CONFIG, configFrom } from '#wire/config.ts'
import { SEARCH_ATTRIBUTES } from '#wire/search-attributes.ts'
import { ROOT, readDocument, rowsOf, sectionOf } from './tables.ts'

const operations = readDocument('docs/operations.md')
const names = Object.keys(CONFIG.properties ?? {})
const rows = rowsOf(sectionOf(operations, '## Configuration'))
const MANDATORY = { DATABASE_URL: 'postgres://x', TEMPORAL_ADDRESS: 'x:1', TEMPORAL_NAMESPACE: 'x' }

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
    const folder = resolve(ROOT, 'scripts/stack')
    const sources = readdirSync(folder).map((file) => readDocument(`scripts/stack/${file}`))
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
    const sources = [
      'api/operations/metrics.ts',
      'api/operations/pending-gauges.ts',
      'activities/telemetry.ts',
    ]
    const namesIn = (text: string) => new Set(text.match(/\btongchou_[a-z_]+/g))
    const measured = namesIn(
      sources
        .map(readDocument)
        .join('\n')
        .replaceAll(/help: .*/g, ''),
    )
    expect(measured.size).toBeGreaterThan(8)
    expect(namesIn(sectionOf(operations, '## Health, metrics, logs'))).toEqual(measured)
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

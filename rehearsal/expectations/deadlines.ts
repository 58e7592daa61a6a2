/** Due dates and the statutory clock. */

import { DEADLINES, type DeadlineKind } from '#domain/project/deadline.ts'
import { isPlainDate } from '#domain/values/plain-date.ts'
import type { SeenProject } from '../observation.ts'
import { shown } from '../problem.ts'
import { nearest, wordIn } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import { type Expectation, type Mismatch, type Reading, same } from './expectation.ts'
import { integer, NONE } from './reading.ts'

interface Due {
  kind: DeadlineKind | null
  /** `2027-02-01 provisional`; null: no such deadline is armed. */
  date: string | null
}

export const DUE = {
  due: {
    zh: '期限',
    en: 'the due date, or one per kind of deadline; with “provisional” when it may still move',
    read: (place, reading) => {
      const expected = dues(place, reading)
      return expected && (async (seen) => compare(expected, await seen.project()))
    },
  },
  clock: {
    zh: '计时',
    en: 'working days of the statutory clock: elapsed (net), remaining, gross; and whether it is paused',
    read: (place, reading) => {
      const expected = clockFields(place, reading)
      return (
        expected &&
        (async (seen) => {
          const { clock } = await seen.project()
          if (!clock) return [{ expected: 'a running clock', found: 'none' }]
          const found = { ...clock, paused: clock.isPaused }
          return Object.entries(expected).flatMap(([key, value]) =>
            same(value, found[key as keyof typeof found]).map(labelled(key)),
          )
        })
      )
    },
  },
} as const satisfies Record<string, Expectation>

const labelled =
  (label: string) =>
  ({ expected, found }: Mismatch): Mismatch => ({ expected: `${label} ${expected}`, found })

/** A single date is the one that comes first; `none` means that no deadline is armed at all. */
function dues(place: Place, reading: Reading): Due[] | undefined {
  const { source } = reading
  if (!source.isMap(place)) {
    const date = dueText(place, reading)
    return date === undefined ? undefined : [{ kind: null, date }]
  }
  const known = source.entries(place, 'due dates').map(([key, value]): Due | undefined => {
    const kind = wordIn(DEADLINES, key)
    const date = dueText(value, reading)
    if (kind !== undefined) return date === undefined ? undefined : { kind, date }
    return source.fail(value, `a kind of deadline such as ${nearest(DEADLINES, key)}`, shown(key))
  })
  return known.every((due) => due !== undefined) ? known : undefined
}

function dueText(place: Place, { source }: Reading): string | null | undefined {
  const text = source.text(place, 'a date, perhaps “provisional”, or none')
  if (text === undefined) return undefined
  if (NONE.includes(text)) return null
  const [date, mark, ...rest] = text.split(/\s+/)
  const isMarked = mark === 'provisional' || mark === '暂定'
  if (isPlainDate(date) && (mark === undefined || isMarked) && rest.length === 0) {
    return isMarked ? `${date} provisional` : date
  }
  return source.fail(place, 'a date such as 2026-03-09, perhaps “provisional” (暂定), or none', shown(text))
}

function compare(expected: readonly Due[], { deadlines }: SeenProject): Mismatch[] {
  const [first] = deadlines.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  return expected.flatMap(({ kind, date }) => {
    const armed = kind === null ? first : deadlines.find((deadline) => deadline.kind === kind)
    const found = armed ? `${armed.dueOn}${armed.provisional ? ' provisional' : ''}` : null
    return same(date, found).map(labelled(kind ?? 'due'))
  })
}

const CLOCK_WORDS = {
  elapsed: { zh: '已用' },
  remaining: { zh: '剩余' },
  gross: { zh: '总历时' },
  paused: { zh: '中止' },
}

function clockFields(place: Place, reading: Reading): Record<string, number | boolean> | undefined {
  const fields = reading.source.fields(place, CLOCK_WORDS, 'a clock such as {elapsed: 2, remaining: 18}')
  const expected: Record<string, number | boolean> = {}
  for (const [key, value] of Object.entries(fields)) {
    const given = reading.source.value(value)
    if (key === 'paused' && typeof given === 'boolean') expected[key] = given
    else if (key === 'paused') reading.source.fail(value, 'true or false')
    else expected[key] = integer(reading, value, 'a number of working days') ?? 0
  }
  return expected
}

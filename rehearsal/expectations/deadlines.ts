/** Due dates. */
import { isPlainDate } from '#domain/values/plain-date.ts'
import type { ObservedCase } from '../observation.ts'
import { shown } from '../problem.ts'
import { nearest, wordIn } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import { type Expectation, labelled, type Mismatch, type Reading, same } from './expectation.ts'
import { NONE } from './reading.ts'

interface Due {
  /** Null: the one that comes first. */
  kind: string | null
  /** `2027-02-01 provisional`; null: no such deadline is armed. */
  date: string | null
}

export const DUE = {
  due: {
    zh: '期限',
    en: 'the due date, or one per kind of deadline; with “provisional” when it may still move',
    read: (place, reading) => {
      const expected = dues(place, reading)
      return expected && (async (seen) => compare(expected, await seen.case()))
    },
  },
} as const satisfies Record<string, Expectation>

/** A single date is the one that comes first; `none` means that no deadline is armed at all. */
function dues(place: Place, reading: Reading): Due[] | undefined {
  const { source, kind: of } = reading
  if (!source.isMap(place)) {
    const date = dueText(place, reading)
    return date === undefined ? undefined : [{ kind: null, date }]
  }
  const known = source.entries(place, 'due dates').map(([key, value]): Due | undefined => {
    const kind = wordIn(of.deadlines, key)
    const date = dueText(value, reading)
    if (kind !== undefined) return date === undefined ? undefined : { kind, date }
    return source.fail(value, `a kind of deadline such as ${nearest(of.deadlines, key)}`, shown(key))
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

function compare(expected: readonly Due[], { deadlines }: ObservedCase): Mismatch[] {
  const [first] = deadlines.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  return expected.flatMap(({ kind, date }) => {
    const armed = kind === null ? first : deadlines.find((deadline) => deadline.kind === kind)
    const found = armed ? `${armed.dueOn}${armed.provisional ? ' provisional' : ''}` : null
    return same(date, found).map(labelled(kind ?? 'due'))
  })
}

/** Due dates. */

import type { Kind } from '#domain/engine/kind.ts'
import { isPlainDate } from '#domain/values/plain-date.ts'
import type { ObservedCase } from '../observation.ts'
import { NOTHING, shown, type Titles } from '../problem.ts'
import { named, wordIn } from '../words.ts'
import { keyOf, type Place } from '../yaml-source.ts'
import { differs, type Expectation, joined, type Mismatch, type Reading } from './expectation.ts'
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
      return expected && (async (seen) => compare(expected, reading.kind.deadlines, await seen.case()))
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
  const known = source.entries(place, DUE_DATE).map(([key, value]): Due | undefined => {
    const kind = wordIn(of.deadlines, key)
    const date = dueText(value, reading)
    if (kind !== undefined) return date === undefined ? undefined : { kind, date }
    return source.unknown(keyOf(value), key, of.deadlines, A_DEADLINE)
  })
  return known.every((due) => due !== undefined) ? known : undefined
}

function dueText(place: Place, { source }: Reading): string | null | undefined {
  const text = source.text(place, DUE_DATE)
  if (text === undefined) return undefined
  if (NONE.includes(text)) return null
  const [date, mark, ...rest] = text.split(/\s+/)
  const isMarked = mark === 'provisional' || mark === '暂定'
  if (isPlainDate(date) && (mark === undefined || isMarked) && rest.length === 0) {
    return isMarked ? `${date} provisional` : date
  }
  return source.fail(place, DUE_DATE, shown(text))
}

const DUE_DATE: Titles = {
  zh: '日期，例如 2026-03-09，可加“暂定”；或者无',
  en: 'a date such as 2026-03-09, perhaps “provisional” (暂定), or none',
}
export const A_DEADLINE: Titles = { zh: '期限种类', en: 'a kind of deadline' }

/** `2026-03-09 provisional`, as a file writes it. */
const dueTold = (date: string | null): Titles =>
  date === null ? NOTHING : { zh: date.replace(' provisional', ' 暂定'), en: date }

function compare(
  expected: readonly Due[],
  known: Kind['deadlines'],
  { deadlines }: ObservedCase,
): Mismatch[] {
  const [first] = deadlines.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  return expected.flatMap(({ kind, date }) => {
    const armed = kind === null ? first : deadlines.find((deadline) => deadline.kind === kind)
    const found = armed ? `${armed.dueOn}${armed.provisional ? ' provisional' : ''}` : null
    const label = kind === null ? { zh: '', en: 'due' } : named(known, kind)
    return date === found ? [] : differs(joined(label, dueTold(date)), dueTold(found))
  })
}

/** Why a due date is what it is, and what moved it. */
import type { ObservedCase } from '../observation.ts'
import { NOTHING, type Titles } from '../problem.ts'
import { named, wordIn } from '../words.ts'
import { keyOf, type Place } from '../yaml-source.ts'
import { A_DEADLINE } from './deadlines.ts'
import {
  differs,
  type Expectation,
  joined,
  labelled,
  type Mismatch,
  type Reading,
  same,
} from './expectation.ts'

const REASON_WORDS = {
  from: { zh: '起算' },
  counted: { zh: '计入' },
  holidays: { zh: '节假日' },
  makeUpDays: { zh: '调休上班' },
  pauses: { zh: '中止' },
  movedFrom: { zh: '原期限' },
  cause: { zh: '起因' },
  version: { zh: '版本' },
}
const DAYS: Titles = { zh: '日期', en: 'days' }
/** What is no day and no number, in Chinese. */
const VALUE_WORDS = { none: { zh: '无' }, calendar: { zh: '工作日历' }, policy: { zh: '政策' } }
type Field = keyof typeof REASON_WORDS
type ObservedDeadline = ObservedCase['deadlines'][number]

export const DUE_REASONS = {
  why: {
    zh: '缘由',
    en: 'why a due date, by kind: {from, counted, holidays, makeUpDays, pauses, movedFrom, cause, version}',
    read: (place, reading) => {
      const known = reading.kind.deadlines
      const expected = reading.source.entries(place, A_DEADLINE).flatMap(([name, value]) => {
        const kind = wordIn(known, name)
        if (kind !== undefined) return [{ kind, fields: fieldsIn(value, reading) }]
        reading.source.unknown(keyOf(value), name, known, A_DEADLINE)
        return []
      })
      return async (seen) => {
        const { deadlines } = await seen.case()
        return expected.flatMap(({ kind, fields }) => {
          const deadline = deadlines.find((one) => one.kind === kind)
          return deadline
            ? differences(fields, deadline)
            : differs(joined({ zh: '期限', en: 'a deadline' }, named(known, kind)), NOTHING)
        })
      }
    },
  },
} as const satisfies Record<string, Expectation>

/** Lists are written as lists; spans of days as `2026-02-15..2026-02-23`. */
function fieldsIn(place: Place, { source }: Reading): [Field, string][] {
  const fields = source.fields(place, REASON_WORDS, {
    zh: '缘由，例如 {计入: 5}',
    en: 'reasons such as {counted: 5}',
  })
  return (Object.entries(fields) as [Field, Place][]).map(([field, value]) => {
    const texts = source.isList(value)
      ? source.items(value, DAYS).map((item) => source.text(item, DAYS) ?? '')
      : [source.text(value, { zh: '值', en: 'a value' }) ?? '']
    const text = texts.join(', ')
    return [field, wordIn(VALUE_WORDS, text) ?? text]
  })
}

function differences(fields: readonly [Field, string][], { why, moved }: ObservedDeadline): Mismatch[] {
  const spans = (days: readonly { from: string; to: string | null }[] = []): string =>
    days.map(({ from, to }) => (from === to ? from : `${from}..${to ?? ''}`)).join(', ') || 'none'
  const found: Record<Field, string> = {
    from: why?.from ?? 'none',
    counted: String(why?.countedWorkingDays ?? 'none'),
    holidays: spans(why?.holidays),
    makeUpDays: spans(why?.makeUpDays),
    pauses: spans(why?.pauses),
    movedFrom: moved?.from ?? 'none',
    cause: moved?.cause ?? 'none',
    version: moved?.version ?? 'none',
  }
  return fields.flatMap(([field, value]) =>
    same(value, found[field], VALUE_WORDS).map(labelled(named(REASON_WORDS, field))),
  )
}

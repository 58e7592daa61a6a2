import type { Calendar } from './calendar.ts'
import { addDays, type PlainDate, plainDate } from './plain-date.ts'

// In spans, as in the notice, so that a reader can compare both.
const OFF_SPANS = [
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
] as const

const WEEKEND_WORKDAYS = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']

function daysOf([from, to]: readonly [string, string]): PlainDate[] {
  const days: PlainDate[] = []
  for (let d = plainDate(from); d <= to; d = addDays(d, 1)) days.push(d)
  return days
}

/** The calendar every installation starts with: 2026 by the State Council's notice, 248 working days. */
export const CALENDAR_V1: Calendar = {
  version: '2026.1',
  years: {
    '2026': {
      source: '2026 notice (2025-11-04) [C:S26]',
      off: OFF_SPANS.flatMap(daysOf),
      work: WEEKEND_WORKDAYS.map(plainDate),
    },
  },
}

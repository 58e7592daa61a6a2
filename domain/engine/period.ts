/** A period in working days as a due date. */

import type { CaseFacts } from '../case/facts.ts'
import { addWorkdays } from '../values/calendar.ts'
import { endOfDay, type PlainDate } from '../values/plain-date.ts'
import type { DueDate } from './topic.ts'

export interface Period {
  round: number
  /** The day before the first day that counts. */
  from: PlainDate
  workingDays: number
}

export function inWorkdays(
  { round, from, workingDays }: Period,
  { calendar }: Pick<CaseFacts, 'calendar'>,
): DueDate {
  const { date, provisional } = addWorkdays(calendar, from, workingDays)
  const clock = { startedOn: from, allowedWorkingDays: workingDays, extendedByWorkingDays: 0, pauses: [] }
  const basis = { unit: 'workingDays', clock } as const
  return { round, dueOn: date, dueAt: endOfDay(date), provisional, basis }
}

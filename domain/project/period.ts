/** A period in working days as a deadline. */

import type { PlannedDeadline } from '../case/deadline.ts'
import { addWorkdays } from '../values/calendar.ts'
import { endOfDay, type PlainDate } from '../values/plain-date.ts'
import type { DeadlineKind } from './deadline.ts'
import type { Facts } from './facts.ts'

export interface Period {
  kind: DeadlineKind
  round: number
  /** The day before the first that may count. */
  from: PlainDate
  workingDays: number
}

export function inWorkdays(
  { kind, round, from, workingDays }: Period,
  { calendar }: Pick<Facts, 'calendar'>,
): PlannedDeadline<DeadlineKind> {
  const { date, provisional } = addWorkdays(calendar, from, workingDays)
  const clock = { startedOn: from, allowedWorkingDays: workingDays, extendedByWorkingDays: 0, pauses: [] }
  const basis = { unit: 'workingDays', clock } as const
  return { kind, round, dueOn: date, dueAt: endOfDay(date), provisional, basis }
}

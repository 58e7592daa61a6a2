/** How a due date was computed: where its period began, which days counted, which did not, and what paused it. */
import { type Basis, type Deadline, sameDeadline } from '../case/deadline.ts'
import type { CaseEvent } from '../case/event.ts'
import type { ReviewFacts } from '../review/kind.ts'
import type { ReviewedState } from '../review/state.ts'
import { type Calendar, explainWorkdays, type WorkdayRun } from '../values/calendar.ts'
import { explain, type PauseReason } from '../values/clock.ts'
import { addDays, addMonths, type Instant, type PlainDate } from '../values/plain-date.ts'

import { plannedDeadlines } from './decide.ts'
import type { CaseOf } from './kind.ts'

/** Consecutive days, ends included. */
interface Days {
  from: PlainDate
  to: PlainDate
}

export interface DueReasons {
  /** The day (or the instant) from which it is counted; null: the law or a decision gives the day itself. */
  from: PlainDate | Instant | null
  unit: Basis['unit']
  length: number | null
  /** Working days among `days`. */
  countedWorkingDays: number
  /** Days of public holidays, including weekends within them. */
  holidays: Days[]
  /** Weekend days that were working days. */
  makeUpDays: Days[]
  pauses: { from: PlainDate; to: PlainDate | null; reason: PauseReason; document: string }[]
  /** The days of the period, in runs of one reason. For a period in months only the days that decide on its last day; for hours or a fixed date none. */
  days: WorkdayRun[]
  calendarVersion: string
  policyVersion: string
}

/**
 * The breakdown of an armed deadline. `facts` must have the calendar and the policy of the deadline. Null if the rules of
 * today would not arm it any more.
 */
export function reasonsOf<S extends ReviewedState, E extends CaseEvent, F extends ReviewFacts>(
  of: CaseOf<S, E, F>,
  deadline: Pick<Deadline, 'kind' | 'round' | 'dueOn' | 'calendarVersion' | 'policyVersion'>,
  facts: F,
): DueReasons | null {
  const planned = plannedDeadlines(of, facts).find((one) => sameDeadline(one, deadline))
  if (!planned) return null
  const { calendarVersion, policyVersion, dueOn } = deadline
  return { ...breakdown(planned.basis, dueOn, facts.calendar), calendarVersion, policyVersion }
}

type Breakdown = Omit<DueReasons, 'calendarVersion' | 'policyVersion'>

function breakdown(basis: Basis, dueOn: PlainDate, calendar: Calendar): Breakdown {
  const { unit } = basis
  switch (basis.unit) {
    case 'workingDays': {
      const { startedOn, allowedWorkingDays, extendedByWorkingDays, stretches } = explain(
        basis.clock,
        calendar,
      )
      const days = stretches.filter(({ pause }) => pause === null).flatMap(({ runs }) => runs)
      const pauses = stretches.flatMap(({ pause, from, to }) => (pause ? [{ from, to, ...pause }] : []))
      return {
        ...counted(days),
        pauses,
        unit,
        from: startedOn,
        length: allowedWorkingDays + extendedByWorkingDays,
      }
    }
    case 'months': {
      // Only the days at the end matter: if the last day is a day off, the next working day is the last day.
      const nominal = addMonths(basis.from, basis.months)
      const days = explainWorkdays(calendar, addDays(nominal, -1), dueOn)
      return { ...counted(days), pauses: [], unit, from: basis.from, length: basis.months }
    }
    case 'hours':
      return { ...counted([]), pauses: [], unit, from: basis.from, length: basis.hours }
    case 'date':
      return { ...counted([]), pauses: [], unit, from: null, length: null }
  }
}

function counted(days: WorkdayRun[]) {
  const of = (...reasons: WorkdayRun['reason'][]): Days[] =>
    days.filter(({ reason }) => reasons.includes(reason)).map(({ from, to }) => ({ from, to }))
  return {
    countedWorkingDays: days.reduce((sum, { workdays }) => sum + workdays, 0),
    holidays: of('noticeHoliday', 'legalHoliday'),
    makeUpDays: of('makeUpWorkday'),
    days,
  }
}

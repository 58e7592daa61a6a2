/** Limits on future dates in acts: with a date too far ahead nobody would be reminded in practice. */

import type { Check } from '../case/refusal.ts'
import { must } from '../case/refusals.ts'
import { months } from '../law/policy.ts'
import { addMonths, minDate, type PlainDate, plainDate } from '../values/plain-date.ts'
import type { Facts } from './facts.ts'

export const PLANNED_AHEAD_POLICY = {
  /** How far ahead an act may set a date or a year. */
  plannedAheadMonths: months(120),
}

/** Later dates could lead to dates outside the calendar. */
const LAST_START = plainDate('2150-12-31')

/** The last day that an act may set. */
export const latestPlannable = ({ on, policy }: Pick<Facts, 'on' | 'policy'>): PlainDate =>
  addMonths(minDate(on, LAST_START), policy.values.plannedAheadMonths)

export const plannableCheck = (date: PlainDate, facts: Pick<Facts, 'on' | 'policy'>): Check =>
  must(date <= latestPlannable(facts), 'dateTooFarAhead', { date, latest: latestPlannable(facts) })

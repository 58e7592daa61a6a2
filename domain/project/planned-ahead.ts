/** Dates that an act sets for later: a far one would be none at all, and nobody would ever be reminded. */

import type { Check } from '../case/refusal.ts'
import { must } from '../case/refusals.ts'
import { months } from '../law/policy.ts'
import { addMonths, minDate, type PlainDate, plainDate } from '../values/plain-date.ts'
import type { Facts } from './facts.ts'

export const PLANNED_AHEAD_POLICY = {
  /** No date or year that an act sets for later lies further ahead. */
  plannedAheadMonths: months(120),
}

/** Later ones would lead out of the calendar. */
const LAST_START = plainDate('2150-12-31')

/** The last day for which anything can be set. */
export const latestPlannable = ({ on, policy }: Pick<Facts, 'on' | 'policy'>): PlainDate =>
  addMonths(minDate(on, LAST_START), policy.values.plannedAheadMonths)

export const plannableCheck = (date: PlainDate, facts: Pick<Facts, 'on' | 'policy'>): Check =>
  must(date <= latestPlannable(facts), 'dateTooFarAhead', { date, latest: latestPlannable(facts) })

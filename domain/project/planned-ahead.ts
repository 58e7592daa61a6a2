/** Dates that an act sets for later: a far one would be none at all, and nobody would ever be reminded. */
import { addMonths, type PlainDate } from '../plain-date.ts'
import { type Check, must } from '../refusal.ts'
import type { Facts } from './facts.ts'

/** The last day for which anything can be set. */
export const latestPlannable = ({ on, policy }: Pick<Facts, 'on' | 'policy'>): PlainDate =>
  addMonths(on, policy.values.plannedAheadMonths)

export const plannableCheck = (date: PlainDate, facts: Pick<Facts, 'on' | 'policy'>): Check =>
  must(date <= latestPlannable(facts), 'dateTooFarAhead', { date, latest: latestPlannable(facts) })

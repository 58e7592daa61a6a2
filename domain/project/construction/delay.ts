/** How late a construction is, against a steady progress by its schedule. */

import { addMonths, daysBetween, minDate, type PlainDate } from '../../values/plain-date.ts'
import type { PolicyValues } from '../policy.ts'
import type { ConstructionState } from './state.ts'

interface Delay {
  /** Points of progress behind the schedule on that day. */
  behindPercent: number
  /** 严重逾期: the law has no threshold, so policy has (rulebook §2.5 [D]). */
  isSerious: boolean
}

export function delayOf(
  { startedOn, plannedCompletionOn }: ConstructionState,
  progressPercent: number,
  on: PlainDate,
  policy: PolicyValues,
): Delay {
  const scheduleDays = daysBetween(startedOn, plannedCompletionOn)
  const elapsedDays = daysBetween(startedOn, minDate(on, plannedCompletionOn))
  const plannedPercent = Math.floor((100 * elapsedDays) / scheduleDays)
  const behindPercent = Math.max(0, plannedPercent - progressPercent)
  const isMonthsLate = on > addMonths(plannedCompletionOn, policy.seriousDelayMonths)
  return { behindPercent, isSerious: isMonthsLate || behindPercent > policy.seriousDelayPercent }
}

import {
  type Clock,
  dueOf,
  elapsedWorkingDays,
  explain,
  grossWorkingDays,
  isPaused,
  remainingWorkingDays,
} from '../values/clock.ts'
import type { Facts } from './facts.ts'

/** The decision clock: statutory (net) and felt (gross) time, what is left, and why the date is what it is. */
export function clockView(clock: Clock | null, { calendar, on }: Pick<Facts, 'calendar' | 'on'>) {
  if (!clock) return null
  return {
    isPaused: isPaused(clock),
    netWorkingDays: elapsedWorkingDays(clock, calendar, on),
    grossWorkingDays: grossWorkingDays(clock, calendar, on),
    remainingWorkingDays: remainingWorkingDays(clock, calendar, on),
    due: dueOf(clock, calendar),
    why: explain(clock, calendar),
  }
}

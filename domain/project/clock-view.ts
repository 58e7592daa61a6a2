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

/** The decision clock for a screen: net (statutory) and gross time, the time left, and how the date was computed. */
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

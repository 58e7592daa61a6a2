/** By when acceptance must be applied for: half a year after completion, or the date of an extension. */
import { monthsAfter } from '../calendar.ts'
import type { DueDate } from '../clock.ts'
import { underConstruction } from '../construction/state.ts'
import type { Facts } from '../project/facts.ts'
import type { ProjectState } from '../project/state.ts'
import { acceptanceOf } from './state.ts'

type Rests = Pick<Facts, 'calendar' | 'policy'>

/** The end of the half-year, as if nothing had been extended: an extension is measured from it. */
export function originalDueOf(state: ProjectState, { calendar, policy }: Rests): DueDate {
  const { completedOn } = underConstruction(state)
  if (completedOn === null) throw new Error('the project is not completed')
  const { date, provisional } = monthsAfter(calendar, completedOn, policy.values.acceptanceApplicationMonths)
  return { dueOn: date, provisional }
}

/** The last day to apply; a granted date that is a day off moves to the next working day. */
export function applicationDueOf(state: ProjectState, facts: Rests): DueDate {
  const { extendedTo } = acceptanceOf(state)
  if (extendedTo === null) return originalDueOf(state, facts)
  const { date, provisional } = monthsAfter(facts.calendar, extendedTo, 0)
  return { dueOn: date, provisional }
}

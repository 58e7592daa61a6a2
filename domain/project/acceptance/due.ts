/** By when acceptance must be applied for: half a year after completion, or the date of an extension. */
import { monthsAfter } from '../../values/calendar.ts'
import type { DueDate } from '../../values/clock.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { underConstruction } from '../construction/state.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import { acceptanceOf } from './state.ts'

type Rests = Pick<Facts, 'calendar' | 'policy'>

/** The end of the half-year, as if nothing had been extended: an extension is measured from it. */
export function originalDueOf(state: ProjectState, { calendar, policy }: Rests): DueDate {
  const months = policy.values.acceptanceApplicationMonths
  const { date, provisional } = monthsAfter(calendar, completionOf(state), months)
  return { dueOn: date, provisional }
}

/** What the last day to apply follows from: the half-year, or the date that an extension granted. */
export function applicationBasisOf(state: ProjectState, { policy }: Pick<Facts, 'policy'>) {
  const { extendedTo } = acceptanceOf(state)
  const unit = 'months' as const
  return extendedTo === null
    ? { unit, from: completionOf(state), months: policy.values.acceptanceApplicationMonths }
    : { unit, from: extendedTo, months: 0 }
}

/** The last day to apply; a granted date that is a day off moves to the next working day. */
export function applicationDueOf(state: ProjectState, facts: Rests): DueDate {
  const { from, months } = applicationBasisOf(state, facts)
  const { date, provisional } = monthsAfter(facts.calendar, from, months)
  return { dueOn: date, provisional }
}

function completionOf(state: ProjectState): PlainDate {
  const { completedOn } = underConstruction(state)
  if (completedOn === null) throw new Error('the project is not completed')
  return completedOn
}

/** The window of the self-evaluation (T29): months 12 to 24 after passing acceptance and going into operation. */
import { monthsAfter } from '../../values/calendar.ts'
import { addMonths, maxDate, type PlainDate } from '../../values/plain-date.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'

export interface SelfEvaluationWindow {
  /** The corresponding day of the first month: a beginning is not moved by days off. */
  firstDay: PlainDate
  lastDay: PlainDate
  basis: { unit: 'months'; from: PlainDate; months: number }
  provisional: boolean
}

/** Base date [D]: the later of the two. Null while one of them is missing. */
export function evaluationBaseOf({ acceptance }: ProjectState): PlainDate | null {
  if (!acceptance?.passedOn || !acceptance.operatingSince) return null
  return maxDate(acceptance.passedOn, acceptance.operatingSince)
}

export function selfEvaluationWindow(
  state: ProjectState,
  { calendar, policy }: Pick<Facts, 'calendar' | 'policy'>,
): SelfEvaluationWindow | null {
  const base = evaluationBaseOf(state)
  if (base === null) return null
  const { selfEvaluationFromMonths, selfEvaluationToMonths } = policy.values
  const { date, provisional } = monthsAfter(calendar, base, selfEvaluationToMonths)
  const basis = { unit: 'months', from: base, months: selfEvaluationToMonths } as const
  return { firstDay: addMonths(base, selfEvaluationFromMonths), lastDay: date, basis, provisional }
}

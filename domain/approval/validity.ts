/** How long an approved feasibility study holds ([D, practice]): on the last day it still does. */
import { monthsAfter } from '../calendar.ts'
import type { Facts } from '../project/facts.ts'
import { approvalOf, type ProjectState } from '../project/state.ts'
import { type Check, must } from '../refusal.ts'

type Known = Pick<Facts, 'on' | 'policy' | 'calendar'>

export function feasibilityCheck(state: ProjectState, { on, policy, calendar }: Known): Check {
  const study = approvalOf(state, 'feasibility')
  if (!study) return null
  const expiredOn = monthsAfter(calendar, study.on, policy.values.feasibilityValidityMonths).date
  return must(on <= expiredOn, 'feasibilityExpired', { expiredOn })
}

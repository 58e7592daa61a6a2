/** How long an approved feasibility study holds ([D, practice]): on the last day it still does. */

import type { Check } from '../../case/refusal.ts'
import { monthsAfter } from '../../values/calendar.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import { approvalOf, type ProjectState } from '../state.ts'

type Known = Pick<Facts, 'on' | 'policy' | 'calendar'>

export function feasibilityCheck(state: ProjectState, { on, policy, calendar }: Known): Check {
  const study = approvalOf(state, 'feasibility')
  if (!study) return null
  const expiredOn = monthsAfter(calendar, study.on, policy.values.feasibilityValidityMonths).date
  return must(on <= expiredOn, 'feasibilityExpired', { expiredOn })
}

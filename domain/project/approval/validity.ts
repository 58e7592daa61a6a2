/** T10: how long an approved feasibility study is valid ([D, practice]), the last day included. */

import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_FEASIBILITY, PRACTICE_DEFAULT } from '../../law/own-policy.ts'
import { months } from '../../law/policy.ts'
import { monthsAfter } from '../../values/calendar.ts'
import type { Facts } from '../facts.ts'
import { approvalOf, type ProjectState } from '../state.ts'
import type { ProjectTopic } from '../topic.ts'

const REFUSALS = {
  feasibilityExpired: {
    kind: 'gate',
    zh: '可行性研究报告批复已于 {expiredOn} 失效',
    en: 'the approval of the feasibility study expired on {expiredOn}',
    source: POLICY_FEASIBILITY,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const VALIDITY_POLICY = {
  /** From the approval of the feasibility study: the time in which a design, or a line of the annual plan, may rest on it. */
  feasibilityValidityMonths: months(24, PRACTICE_DEFAULT),
}

type Known = Pick<Facts, 'on' | 'policy' | 'calendar'>

export function feasibilityCheck(state: ProjectState, { on, policy, calendar }: Known): Check {
  const study = approvalOf(state, 'feasibility')
  if (!study) return null
  const expiredOn = monthsAfter(calendar, study.on, policy.values.feasibilityValidityMonths).date
  return must(on <= expiredOn, 'feasibilityExpired', { expiredOn })
}

export const VALIDITY = { refusals: REFUSALS } satisfies ProjectTopic

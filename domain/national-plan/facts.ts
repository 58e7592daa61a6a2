/** What a decision on a national plan looks at besides the case itself. */
import type { CaseFacts } from '../case/facts.ts'
import { NATIONAL_PLAN } from '../case/national-plan.ts'
import type { Policy, PolicyValues } from './policy.ts'

/** Versions of other plans: the latest of all is in force. */
export const FACTS = [NATIONAL_PLAN] as const

export interface Facts extends CaseFacts<PolicyValues> {
  policy: Policy
}

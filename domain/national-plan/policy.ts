/** The policy of national plans: each value is declared in the topic whose rule looks at it. */
import type { PolicyVersion } from '../case/facts.ts'
import { sharedPolicy } from '../engine/shared-policy.ts'
import type { ValuesOf } from '../law/policy.ts'
import { TWO_PERSONS } from '../review/panels.ts'
import { APPROVAL_POLICY } from './approval.ts'
import { OPINION_POLICY } from './opinions.ts'
import { TOPIC_TABLES } from './topics.ts'

/** Its type is said, or it would follow from the topics, which look at the policy. */
const WARNINGS: Readonly<Record<string, { first: number; last: number }>> = TOPIC_TABLES.warningWorkingDays

export const POLICY = {
  ...OPINION_POLICY,
  ...APPROVAL_POLICY,
  ...sharedPolicy({ planApproval: TWO_PERSONS }, WARNINGS),
}

export type PolicyValues = ValuesOf<typeof POLICY>
export type Policy = PolicyVersion<PolicyValues>

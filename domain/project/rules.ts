/** The rules of all subjects together. */

import type { ReviewVerb } from '../review/actions.ts'
import { reviewDeadlines } from '../review/deadlines.ts'
import { TASK_RULES } from '../tasks/rules.ts'
import { ACCEPTANCE_CONSEQUENCES, acceptanceDeadlines } from './acceptance/deadlines.ts'
import { ACCEPTANCE_RULES } from './acceptance/rules.ts'
import type { Verb } from './actions.ts'
import { CONDITION_CONSEQUENCES, conditionDeadlines } from './approval/conditions.ts'
import { APPROVAL_CONSEQUENCES, approvalDeadlines } from './approval/deadlines.ts'
import { APPROVAL_RULES } from './approval/rules.ts'
import { BUDGET_RULES } from './budget/rules.ts'
import { CONSTRUCTION_CONSEQUENCES, constructionDeadlines } from './construction/deadlines.ts'
import { CONSTRUCTION_RULES } from './construction/rules.ts'
import { EVALUATION_CONSEQUENCES, evaluationDeadlines } from './evaluation/deadlines.ts'
import { EVALUATION_RULES } from './evaluation/rules.ts'
import type { Consequences, DeadlinePlan, Rules } from './rule.ts'

/** Acts on the project itself; acts on a round of a joint decision (`confirm`, `object` …) are composed from these. */
export type PlainVerb = Exclude<Verb, ReviewVerb>

export const RULES: Rules<PlainVerb> = {
  ...APPROVAL_RULES,
  ...CONSTRUCTION_RULES,
  ...ACCEPTANCE_RULES,
  ...EVALUATION_RULES,
  ...BUDGET_RULES,
  ...TASK_RULES,
}

export const CONSEQUENCES: Consequences = {
  ...APPROVAL_CONSEQUENCES,
  ...CONDITION_CONSEQUENCES,
  ...CONSTRUCTION_CONSEQUENCES,
  ...ACCEPTANCE_CONSEQUENCES,
  ...EVALUATION_CONSEQUENCES,
}

const PLANS: readonly DeadlinePlan[] = [
  approvalDeadlines,
  conditionDeadlines,
  reviewDeadlines,
  constructionDeadlines,
  acceptanceDeadlines,
  evaluationDeadlines,
]

export const plannedDeadlines: DeadlinePlan = (state, facts) => PLANS.flatMap((plan) => plan(state, facts))

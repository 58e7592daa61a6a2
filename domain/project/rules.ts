/** The rules of all topics together. */
import { ACCEPTANCE_CONSEQUENCES, acceptanceDeadlines } from './acceptance/deadlines.ts'
import { ACCEPTANCE_RULES } from './acceptance/rules.ts'
import type { OwnVerb } from './actions.ts'
import { CONDITION_CONSEQUENCES, conditionDeadlines } from './approval/conditions.ts'
import { APPROVAL_CONSEQUENCES, approvalDeadlines } from './approval/deadlines.ts'
import { APPROVAL_RULES } from './approval/rules.ts'
import { BUDGET_RULES } from './budget/rules.ts'
import { CONSTRUCTION_CONSEQUENCES, constructionDeadlines } from './construction/deadlines.ts'
import { CONSTRUCTION_RULES } from './construction/rules.ts'
import { EVALUATION_CONSEQUENCES, evaluationDeadlines } from './evaluation/deadlines.ts'
import { EVALUATION_RULES } from './evaluation/rules.ts'
import type { Consequences, DeadlinePlan, Rules } from './rule.ts'

export const RULES: Rules<OwnVerb> = {
  ...APPROVAL_RULES,
  ...CONSTRUCTION_RULES,
  ...ACCEPTANCE_RULES,
  ...EVALUATION_RULES,
  ...BUDGET_RULES,
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
  constructionDeadlines,
  acceptanceDeadlines,
  evaluationDeadlines,
]

/** Besides those of seats. */
export const projectDeadlines: DeadlinePlan = (state, facts) => PLANS.flatMap((plan) => plan(state, facts))

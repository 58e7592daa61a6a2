/** Every reason why an act on a project is not done. */
import { mustOf } from '../case/refusal.ts'
import { CASE_REFUSALS } from '../case/refusals.ts'
import { REVIEW_REFUSALS } from '../review/refusals.ts'
import { SUBSTITUTION_REFUSALS } from '../substitution/refusals.ts'
import { TASK_REFUSALS } from '../tasks/refusals.ts'
import { ACCEPTANCE_REFUSALS } from './acceptance/refusals.ts'
import { APPROVAL_REFUSALS } from './approval/refusals.ts'
import { BUDGET_REFUSALS } from './budget/refusals.ts'
import { CONSTRUCTION_REFUSALS } from './construction/refusals.ts'
import { EVALUATION_REFUSALS } from './evaluation/refusals.ts'

export const PROJECT_REFUSALS = {
  ...CASE_REFUSALS,
  ...REVIEW_REFUSALS,
  ...SUBSTITUTION_REFUSALS,
  ...APPROVAL_REFUSALS,
  ...CONSTRUCTION_REFUSALS,
  ...ACCEPTANCE_REFUSALS,
  ...EVALUATION_REFUSALS,
  ...BUDGET_REFUSALS,
  ...TASK_REFUSALS,
} as const

export type ProjectRefusal = keyof typeof PROJECT_REFUSALS

export const must = mustOf<ProjectRefusal>()

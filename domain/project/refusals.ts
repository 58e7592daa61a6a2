/** Every reason why an act on a project is not done. */
import { CASE_REFUSALS } from '../case/refusals.ts'
import { REVIEW_REFUSALS } from '../review/refusals.ts'
import { SUBSTITUTION_REFUSALS } from '../substitution/refusals.ts'
import { TASK_REFUSALS } from '../tasks/refusals.ts'
import { MADE } from './topics.ts'

export const PROJECT_REFUSALS = {
  ...CASE_REFUSALS,
  ...REVIEW_REFUSALS,
  ...SUBSTITUTION_REFUSALS,
  ...MADE.refusals,
  ...TASK_REFUSALS,
}

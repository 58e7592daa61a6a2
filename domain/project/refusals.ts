/** All refusals of acts on a project. */
import { CASE_REFUSALS } from '../case/refusals.ts'
import { REVIEW_REFUSALS } from '../review/refusals.ts'
import { SUBSTITUTION_REFUSALS } from '../substitution/refusals.ts'
import { TASK_REFUSALS } from '../tasks/refusals.ts'
import { TOPIC_TABLES } from './topics.ts'

export const PROJECT_REFUSALS = {
  ...CASE_REFUSALS,
  ...REVIEW_REFUSALS,
  ...SUBSTITUTION_REFUSALS,
  ...TOPIC_TABLES.refusals,
  ...TASK_REFUSALS,
}

/** The names of all events, known without a running case: the folds of the subjects are keyed by them. */
import { ACCEPTANCE_EVOLVE } from '#domain/project/acceptance/evolve.ts'
import { APPROVAL_EVOLVE } from '#domain/project/approval/evolve.ts'
import { BUDGET_EVOLVE } from '#domain/project/budget/evolve.ts'
import { CONSTRUCTION_EVOLVE } from '#domain/project/construction/evolve.ts'
import { EVALUATION_EVOLVE } from '#domain/project/evaluation/evolve.ts'
import { NOTICES } from '#domain/project/notices.ts'
import { REVIEW_EVOLVE } from '#domain/review/evolve.ts'
import { TASK_EVOLVE } from '#domain/tasks/evolve.ts'
import type { Words } from '../words.ts'

const NAMES = [
  ...Object.keys({
    ...APPROVAL_EVOLVE,
    ...REVIEW_EVOLVE,
    ...CONSTRUCTION_EVOLVE,
    ...ACCEPTANCE_EVOLVE,
    ...EVALUATION_EVOLVE,
    ...BUDGET_EVOLVE,
    ...TASK_EVOLVE,
  }),
  'deadlineSet',
  'deadlineCleared',
  'deadlinePassed',
]

/** In Chinese an event is called as in its notice, where there is one. */
export const EVENT_WORDS: Words<string> = Object.fromEntries(
  NAMES.map((name) => [name, { zh: NOTICES[name as keyof typeof NOTICES]?.zh ?? name }]),
)

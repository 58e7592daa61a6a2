/** The names of all events, known without a running case: the folds are keyed by them. */
import type { DeadlineEvent } from '#domain/case/event.ts'
import type { Kind } from '#domain/engine/kind.ts'
import { REVIEW_EVOLVE } from '#domain/review/evolve.ts'
import { TASK_EVOLVE } from '#domain/tasks/evolve.ts'
import type { Words } from '../words.ts'

const DEADLINE_EVENTS: readonly DeadlineEvent['type'][] = ['deadlineSet', 'deadlineCleared', 'deadlinePassed']
const SHARED = [...Object.keys({ ...REVIEW_EVOLVE, ...TASK_EVOLVE }), ...DEADLINE_EVENTS]

/** In Chinese an event is called as in its notice, where there is one. */
export const eventWords = ({ evolve, notices }: Kind): Words<string> =>
  Object.fromEntries(
    [...Object.keys(evolve), ...SHARED].map((name) => [name, { zh: notices[name]?.zh ?? name }]),
  )

/**
 * Acts that can be done to many cases at once, in every kind: claiming and handing over tasks, nudging, copying. Not verdicts and
 * votes: each needs a look at its own file.
 */
import type { ReviewVerb } from '../review/actions.ts'
import type { TASK_BODIES } from '../tasks/actions.ts'

export const SHARED_BULK_VERBS = [
  'claimTask',
  'releaseTask',
  'reassignTask',
  'nudge',
  'copyTo',
] as const satisfies (ReviewVerb | keyof typeof TASK_BODIES)[]

/**
 * Acts on any case that people do to many at once: taking work and passing it on, asking, telling. A verdict or a vote is not among
 * them: each is given on a file of its own.
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

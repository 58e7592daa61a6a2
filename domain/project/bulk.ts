import type { Verb } from './actions.ts'

/**
 * Acts that people do to many cases at once: taking work and passing it on, admitting, asking, telling. A verdict or
 * a vote is not among them: each is given on a file of its own.
 */
export const BULK_VERBS = [
  'claimTask',
  'releaseTask',
  'reassignTask',
  'admit',
  'nudge',
  'copyTo',
] as const satisfies readonly Verb[]

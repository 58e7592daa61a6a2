/** Rounds on a project that end with what happens beside them. */
import type { VoidCause } from '../review/events.ts'
import type { Review } from '../review/state.ts'
import { isOnForm } from './bound-files.ts'
import type { ProjectState } from './state.ts'
import type { ProjectStatus } from './status.ts'

export function overtakenBy(review: Review, before: ProjectState, after: ProjectState): VoidCause | null {
  if (after.approvals.length < before.approvals.length) return 'decisionRevoked'
  return isOnForm(review.step) && isDecided(before, after) ? 'overtaken' : null
}

/** Approved or sent back: what was still to be signed on this document belongs to no later round. */
const isDecided = (before: ProjectState, after: ProjectState): boolean =>
  before.status !== after.status && DECIDED.includes(after.status)

const DECIDED: readonly ProjectStatus[] = ['stageApproved', 'returned']

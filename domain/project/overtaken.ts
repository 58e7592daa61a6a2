/** Rounds that end because of another event in the project. */
import type { VoidCause } from '../review/rounds.ts'
import type { Review } from '../review/state.ts'
import { isOnForm } from './bound-files.ts'
import type { ProjectState } from './state.ts'
import type { ProjectStatus } from './status.ts'

export function overtakenBy(review: Review, before: ProjectState, after: ProjectState): VoidCause | null {
  if (after.approvals.length < before.approvals.length) return 'decisionRevoked'
  return isOnForm(review.step) && isDecided(before, after) ? 'overtaken' : null
}

/** The document was approved or returned, so open signatures on it end. */
const isDecided = (before: ProjectState, after: ProjectState): boolean =>
  before.status !== after.status && DECIDED.includes(after.status)

const DECIDED: readonly ProjectStatus[] = ['stageApproved', 'returned']

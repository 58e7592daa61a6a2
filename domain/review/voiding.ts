/** Rounds that end because of what happens beside them. */
import type { ProjectEvent } from '../project/events.ts'
import type { ProjectState } from '../project/state.ts'
import { ENDED, type ProjectStatus } from '../project/status.ts'
import { fileDigestsOf, isOnForm } from './bound-files.ts'
import type { VoidCause } from './events.ts'
import type { Review } from './state.ts'

/** Signatures that no longer count: the project ended, an approval fell, or what was signed on has changed. */
export function voidedBy(before: ProjectState, after: ProjectState): ProjectEvent[] {
  return after.reviews.flatMap((review): ProjectEvent[] => {
    const cause = causeFor(review, before, after)
    if (cause === null) return []
    const { step, round } = review
    return [{ type: 'verdictsVoided', v: 1, step, round, cause, reasons: null }]
  })
}

function causeFor(review: Review, before: ProjectState, after: ProjectState): VoidCause | null {
  if (ENDED.includes(after.status)) return 'overtaken'
  if (after.approvals.length < before.approvals.length) return 'decisionRevoked'
  if (isOnForm(review.step) && isDecided(before, after)) return 'overtaken'
  return formChanged(review, before, after) || filesChanged(review, before, after) ? 'formChanged' : null
}

/** Approved or sent back: what was still to be signed on this document belongs to no later round. */
const isDecided = (before: ProjectState, after: ProjectState): boolean =>
  before.status !== after.status && DECIDED.includes(after.status)

const DECIDED: readonly ProjectStatus[] = ['stageApproved', 'returned']

const formChanged = ({ step, formDigest }: Review, before: ProjectState, after: ProjectState): boolean =>
  isOnForm(step) &&
  before.approval.form.digest !== after.approval.form.digest &&
  formDigest !== after.approval.form.digest

/** Compared with the state before, so that a round is never voided by what it was opened on. */
function filesChanged({ step }: Review, before: ProjectState, after: ProjectState): boolean {
  const [was, is] = [fileDigestsOf(before, step), fileDigestsOf(after, step)]
  return was.length !== is.length || was.some((digest, index) => digest !== is[index])
}

/** Rounds that end because of what happens beside them. */
import type { ProjectEvent } from '../project/events.ts'
import type { ProjectState } from '../project/state.ts'
import { ENDED, type ProjectStatus } from '../project/status.ts'
import { fileDigestsOf, isOnForm } from './bound-files.ts'
import type { VoidCause } from './events.ts'
import { isVote } from './joint/panel.ts'
import type { Review } from './state.ts'

/** Signatures that no longer count: the project ended, an approval fell, what was signed on has changed, or a signer has a part. */
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
  if (formChanged(review, before, after) || filesChanged(review, before, after)) return 'formChanged'
  return signerBarred(review, before, after) ? 'signerBarred' : null
}

/** Whoever voted got a part in the project since: their voice would not be taken any more, and it does not count. */
function signerBarred({ seats }: Review, before: ProjectState, after: ProjectState): boolean {
  const voices = seats.flatMap(({ mark, by, inSteadOf }) => (isVote(mark) ? [by, inSteadOf] : []))
  return after.parts
    .filter((part) => !before.parts.includes(part))
    .some(({ person }) => person !== null && voices.includes(person))
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

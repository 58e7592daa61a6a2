/** Rounds that end because of what happens beside them. */

import { decidingRoots, dutyChecks } from '../project/duties.ts'
import type { ProjectEvent } from '../project/events.ts'
import type { Facts } from '../project/facts.ts'
import type { Part } from '../project/parts.ts'
import type { ProjectState } from '../project/state.ts'
import { ENDED, type ProjectStatus } from '../project/status.ts'
import { sidesOf } from '../substitution/substitution.ts'
import type { PersonId } from '../values/ids.ts'
import { fileDigestsOf, isOnForm } from './bound-files.ts'
import { earlierPartChecks } from './earlier-part.ts'
import type { VoidCause } from './events.ts'
import { isVote } from './joint/panel.ts'
import { subjectEntry } from './seats.ts'
import type { Cast, Review, ReviewSeat } from './state.ts'

/** Signatures that no longer count: the project ended, an approval fell, what was signed on has changed, or a signer has a part. */
export function voidedBy(before: ProjectState, after: ProjectState, facts: Facts): ProjectEvent[] {
  return after.reviews.flatMap((review): ProjectEvent[] => {
    const cause =
      causeFor(review, before, after) ??
      (signerBarred(review, { before, after }, facts) ? 'signerBarred' : null)
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
  return null
}

/** Whoever voted would not be let vote any more, by another account or unit either: their voice does not count. */
function signerBarred(
  review: Review,
  { before, after }: { before: ProjectState; after: ProjectState },
  facts: Facts,
): boolean {
  const state = { ...after, parts: [...after.parts, ...ofOtherAccounts(before, after, facts)] }
  const { relation } = subjectEntry(review)
  return review.seats.some((seat) => {
    const cast = castOf(seat)
    if (!cast) return false
    const { role, sides } = cast
    const deciding = decidingRoots(state, relation, { roles: [role], orgPath: sides.at(-1)?.orgPath ?? [] })
    const checks = [
      ...dutyChecks(state, sides, deciding),
      ...earlierPartChecks({ state, review, facts }, sides),
    ]
    return checks.some((check) => check !== null)
  })
}

/** Of a vote from before it was kept as whom it was given, only the person is known. */
const castOf = ({ cast, by, mark }: ReviewSeat): Cast | undefined =>
  cast ?? (by && isVote(mark) ? { role: 'approver', sides: [{ people: [by], orgPath: [] }] } : undefined)

/** New parts, of every account of whoever got them: a second one may be younger than the vote. */
const ofOtherAccounts = (before: ProjectState, after: ProjectState, facts: Facts): Part[] =>
  after.parts
    .filter((part) => !before.parts.includes(part))
    .flatMap((part) =>
      part.person === null ? [] : accountsOf(part.person, facts).map((person) => ({ ...part, person })),
    )

const accountsOf = (person: PersonId, { actor, named }: Facts): readonly PersonId[] =>
  sidesOf(actor).find(({ people }) => people.includes(person))?.people ??
  named.people.find(({ id }) => id === person)?.accounts ??
  []

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

/** Rounds that end because of what happens beside them. */
import { decidingRoots, dutyChecks } from '../case/duties.ts'
import { hasEnded } from '../case/kind.ts'
import type { Part } from '../case/parts.ts'
import { sidesOf } from '../case/voices.ts'
import type { PersonId } from '../values/ids.ts'
import type { ReviewEvent } from './events.ts'
import { isVote } from './joint/panel.ts'
import type { ReviewedKind, ReviewFacts } from './kind.ts'
import { type VoidCause, voided } from './rounds.ts'
import { subjectEntry } from './seats.ts'
import type { Cast, Review, ReviewedState, ReviewSeat } from './state.ts'

/** What an act or the clock made of a case. */
export interface Step {
  kind: ReviewedKind
  before: ReviewedState
  after: ReviewedState
}

/** Signatures that no longer count: the case ended, an approval fell, what was signed on has changed, or a signer has a part. */
export function voidedBy(change: Step, facts: ReviewFacts): ReviewEvent[] {
  return change.after.reviews.flatMap((review): ReviewEvent[] => {
    const cause = causeFor(review, change) ?? (signerBarred(review, change, facts) ? 'signerBarred' : null)
    if (cause === null) return []
    return [voided(review, cause)]
  })
}

function causeFor(review: Review, change: Step): VoidCause | null {
  const { kind, before, after } = change
  if (hasEnded(kind, after.status)) return 'overtaken'
  const cause = kind.overtakenBy(review, before, after)
  if (cause !== null) return cause
  return formChanged(review, change) || filesChanged(review, change) ? 'formChanged' : null
}

/** Whoever voted would not be let vote any more, by another account or unit either: their voice does not count. */
function signerBarred(review: Review, { kind, before, after }: Step, facts: ReviewFacts): boolean {
  const state = { ...after, parts: [...after.parts, ...ofOtherAccounts(before, after, facts)] }
  const { relation } = subjectEntry({ kind, review })
  return review.seats.some((seat) => {
    const cast = castOf(seat)
    if (!cast) return false
    const { role, sides } = cast
    const deciding = decidingRoots(state, relation, { roles: [role], orgPath: sides.at(-1)?.orgPath ?? [] })
    const checks = [
      ...dutyChecks(state, sides, deciding),
      ...kind.earlierPartChecks({ kind, state, review, facts }, sides),
    ]
    return checks.some((check) => check !== null)
  })
}

/** Of a vote from before it was kept as whom it was given, only the person is known. */
const castOf = ({ cast, by, mark }: ReviewSeat): Cast | undefined =>
  cast ?? (by && isVote(mark) ? { role: 'approver', sides: [{ people: [by], orgPath: [] }] } : undefined)

/** New parts, of every account of whoever got them: a second one may be younger than the vote. */
const ofOtherAccounts = (before: ReviewedState, after: ReviewedState, facts: ReviewFacts): Part[] =>
  after.parts
    .filter((part) => !before.parts.includes(part))
    .flatMap((part) =>
      part.person === null ? [] : accountsOf(part.person, facts).map((person) => ({ ...part, person })),
    )

const accountsOf = (person: PersonId, { actor, named }: ReviewFacts): readonly PersonId[] =>
  sidesOf(actor).find(({ people }) => people.includes(person))?.people ??
  named.people.find(({ id }) => id === person)?.accounts ??
  []

const formChanged = ({ step, formDigest }: Review, { kind, before, after }: Step): boolean => {
  const [was, is] = [kind.matterOf(before), kind.matterOf(after)]
  return kind.isOnForm(step) && was.formDigest !== is.formDigest && formDigest !== is.formDigest
}

/** Compared with the state before, so that a round is never voided by what it was opened on. */
function filesChanged({ step }: Review, { kind, before, after }: Step): boolean {
  const [was, is] = [kind.filesOf(before, step), kind.filesOf(after, step)]
  return was.length !== is.length || was.some((digest, index) => digest !== is[index])
}

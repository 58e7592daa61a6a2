/** How a round ends: carried, with the act's own events; or void, and back with the authority. */
import type { Decision } from '../case/decision.ts'
import type { ReviewEvent, VoidCause } from './events.ts'
import { REVIEW_EVOLVE, type ReviewMeta } from './evolve.ts'
import { type Outcome, outcomeOf } from './joint/outcome.ts'
import type { Vote } from './joint/panel.ts'
import type { ReviewedKind, ReviewFacts } from './kind.ts'
import type { Review, ReviewedState } from './state.ts'

/** The conditions and effects of the act that is decided on; who may do it was checked seat by seat. */
export type DecideContent = (
  state: ReviewedState,
  act: Pick<Review['subject'], 'verb' | 'body' | 'paths'>,
  facts: ReviewFacts,
) => Decision

type Fold = (state: ReviewedState, event: ReviewEvent, meta: ReviewMeta) => ReviewedState

/** The state after events of rounds that are proposed, not yet recorded. */
export const afterEvents = (
  { kind, state }: { kind: ReviewedKind; state: ReviewedState },
  events: readonly ReviewEvent[],
  { at, actor }: ReviewFacts,
): ReviewedState =>
  events.reduce(
    (next, event) => (REVIEW_EVOLVE[event.type] as Fold)(next, event, { kind, at, by: actor }),
    state,
  )

/** What the round's outcome brings with it: nothing while it is open. Looked at once per act. */
export function settle(
  { state, step }: { state: ReviewedState; step: string },
  facts: ReviewFacts,
  decideContent: DecideContent,
): Decision {
  const review = state.reviews.find((one) => one.step === step)
  if (!review) return { events: [] }
  const outcome = outcomeOf(review.panel, review.seats)
  if (outcome.kind === 'open') return { events: [] }
  if (outcome.kind !== 'approved') return { events: [voided(review, outcome)] }
  const decision = decideContent(state, review.subject, facts)
  // Whoever signs is told what is unmet. The clock, or a vote that is not for it, cannot be refused: the round ends.
  if ('refusal' in decision) return isSigning(review, facts) ? decision : { events: [unmetAtEnd(review)] }
  return { events: [carried(review, outcome.early), ...decision.events] }
}

const ofReview = ({ step, round }: Review) => ({ v: 1 as const, step, round })

const isSigning = ({ seats }: Review, { actor }: ReviewFacts): boolean =>
  actor.kind === 'person' && seats.some(({ by, mark }) => by === actor.person && mark === 'for')

const unmetAtEnd = (review: Review): ReviewEvent => ({
  type: 'verdictsVoided',
  ...ofReview(review),
  cause: 'conditionsUnmet',
  reasons: null,
})

function carried(review: Review, early: boolean): ReviewEvent {
  const count = (vote: Vote): number => review.seats.filter(({ mark }) => mark === vote).length
  const votes = { for: count('for'), against: count('against'), abstain: count('abstain') }
  return { type: 'reviewCarried', ...ofReview(review), early, votes }
}

function voided(review: Review, outcome: Outcome): ReviewEvent {
  const ended = { type: 'verdictsVoided', ...ofReview(review), reasons: null } as const
  return outcome.kind === 'failed'
    ? { ...ended, cause: 'failed', why: outcome.why }
    : { ...ended, cause: causeOf(review) }
}

/** Somebody objected; or nobody did, but time ran out; or there were too few voices for it. */
function causeOf({ seats }: Review): VoidCause {
  if (seats.some(({ mark }) => mark === 'against')) return 'objected'
  return seats.some(({ mark }) => mark === 'timedOut') ? 'expired' : 'notCarried'
}

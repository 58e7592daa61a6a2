/** How a round ends: carried, with the act's own events; or void, and back with the authority. */
import type { Decision } from '../project/decide.ts'
import type { Facts } from '../project/facts.ts'
import type { EventMeta } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import type { ReviewEvent, VoidCause } from './events.ts'
import { REVIEW_EVOLVE } from './evolve.ts'
import { type Outcome, outcomeOf } from './joint/outcome.ts'
import type { Vote } from './joint/panel.ts'
import type { Review } from './state.ts'
import type { ReviewStep } from './steps.ts'

/** The conditions and effects of the act that is decided on; who may do it was checked seat by seat. */
export type DecideContent = (
  state: ProjectState,
  act: Pick<Review['subject'], 'verb' | 'body' | 'paths'>,
  facts: Facts,
) => Decision

type Fold = (state: ProjectState, event: ReviewEvent, meta: EventMeta) => ProjectState

/** The state after events of rounds that are proposed, not yet recorded. */
export const afterEvents = (
  state: ProjectState,
  events: readonly ReviewEvent[],
  { at, actor }: Facts,
): ProjectState =>
  events.reduce((next, event) => (REVIEW_EVOLVE[event.type] as Fold)(next, event, { at, by: actor }), state)

/** What the round's outcome brings with it: nothing while it is open. Looked at once per act. */
export function settle(
  state: ProjectState,
  step: ReviewStep,
  facts: Facts,
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

const isSigning = ({ seats }: Review, { actor }: Facts): boolean =>
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

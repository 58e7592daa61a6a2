/**
 * Joint decisions: approvals, co-signatures, adoptions, acceptances. An act is proposed, the seats of the panel vote on exactly its
 * content, and it takes effect when the panel approves. What each act on a round needs and does is in the topics (`topics.ts`); here is
 * what all of them need, and what the round's outcome brings with it.
 */
import { authorize } from '../case/authorize.ts'
import type { Deadline, PlannedDeadline } from '../case/deadline.ts'
import type { Decision } from '../case/decision.ts'
import type { CaseEvent } from '../case/event.ts'
import { actionOf } from '../case/kind.ts'
import { type Check, distinct, unmetOf } from '../case/refusal.ts'
import { dateOf, instant, msOf } from '../values/plain-date.ts'
import type { ReviewEvent } from './events.ts'
import { outcomeOf } from './joint/outcome.ts'
import type { ReviewFacts } from './kind.ts'
import {
  carried,
  contentCheck,
  notApproved,
  nothingOpen,
  type OfKind,
  opened,
  type Proposal,
  tooLate,
  voided,
} from './rounds.ts'
import type { RoundContext } from './seats.ts'
import type { Review, ReviewedState } from './state.ts'
import type { ReviewMeta, RoundAct } from './topic.ts'
import {
  type ReviewBody,
  type ReviewVerb,
  ROUND_ACTS,
  ROUND_DEADLINES,
  ROUND_EVENTS,
  seatStepOf,
} from './topics.ts'
import { firstVote } from './votes.ts'

/** The conditions and effects of the act that is decided on; who may do it was checked seat by seat. */
export type DecideContent = (
  state: ReviewedState,
  act: Pick<Review['subject'], 'verb' | 'body' | 'paths'>,
  facts: ReviewFacts,
) => Decision

// biome-ignore lint/suspicious/noExplicitAny: the body was checked against the act's own shape.
function roundActOf(verb: ReviewVerb): RoundAct<any> {
  const act = ROUND_ACTS[verb]
  if (!act) throw new Error(`no act on rounds is called ${verb}`)
  return act
}

type Fold = (state: ReviewedState, event: ReviewEvent, meta: ReviewMeta) => ReviewedState

/** The state after events of rounds that are proposed, not yet recorded. */
const afterEvents = (
  { kind, state }: OfKind,
  events: readonly ReviewEvent[],
  { at, actor }: ReviewFacts,
): ReviewedState =>
  events.reduce(
    (next, event) => (ROUND_EVENTS[event.type].evolve as Fold)(next, event, { kind, at, by: actor }),
    state,
  )

/** Proposes an act, whose own conditions hold, to its panel. `own`: its effects once it is approved. */
export function propose(
  of: OfKind,
  { own, ...proposal }: Proposal & { own: CaseEvent[] },
  facts: ReviewFacts,
): Decision {
  const { kind } = of
  const { step } = proposal
  const opening = opened(of, proposal, facts)
  const state = afterEvents(of, [opening], facts)
  const review = roundOf(state, step)
  const events: ReviewEvent[] = [opening, ...(review ? firstVote({ kind, state, review, facts }) : [])]
  // The conditions hold already, so they are not checked again if the first vote approves the act.
  const end = settle({ state: afterEvents(of, events, facts), step }, facts, () => ({ events: own }))
  if ('refusal' in end) return end
  const isCarried = end.events.some(({ type }) => type === 'reviewCarried')
  // A decision by one person: the verdict is recorded, but no round was opened.
  return { events: isCarried ? [...events.slice(1), ...end.events.slice(1)] : [...events, ...end.events] }
}

const roundOf = ({ reviews }: ReviewedState, step: string | undefined): Review | undefined =>
  reviews.find((review) => review.step === step)

interface ActInRound<V extends ReviewVerb> {
  verb: V
  body: ReviewBody<V>
  decideContent: DecideContent
}

/** Decides an act on a round, and whether it ends the round. */
export function decideInRound<V extends ReviewVerb>(
  { kind, state }: OfKind,
  { verb, body, decideContent }: ActInRound<V>,
  facts: ReviewFacts,
): Decision {
  const { actor, policy } = facts
  const mayAct = authorize(kind, state, { entry: actionOf(kind, verb), actor, policy })
  const review = roundOf(state, body.step)
  if (!review) return { refusal: { unmet: unmetOf([...mayAct, tooLate({ kind, state }, body)]) } }
  const at: RoundContext = { kind, state, review, facts }
  const act = roundActOf(verb)
  const unmet = distinct([
    ...mayAct,
    contentCheck(review, body),
    ...act.ready(at),
    ...(act.rules?.(at, body) ?? []),
  ])
  if (unmet.length > 0) return { refusal: { unmet } }
  const events = act.events(at, body)
  const next = { state: afterEvents({ kind, state }, events, facts), step: review.step }
  const end = settle(next, facts, decideContent)
  return 'refusal' in end
    ? end
    : { events: [...events, ...end.events.map((event) => withReasons(event, events))] }
}

/** The reasons of the objection that ended the round are added to the ending. */
function withReasons(ending: CaseEvent, [act]: readonly ReviewEvent[]): CaseEvent {
  if (ending.type !== 'verdictsVoided' || act?.type !== 'verdictGiven') return ending
  return { ...ending, reasons: act.reasons } as CaseEvent
}

/** At least one open round allows the act; otherwise the reasons of the first round. */
export function readyInRound({ kind, state }: OfKind, verb: ReviewVerb, facts: ReviewFacts): Check[] {
  if (state.reviews.length === 0) return [nothingOpen()]
  const perReview = state.reviews.map((review) =>
    distinct(roundActOf(verb).ready({ kind, state, review, facts })),
  )
  return perReview.some((unmet) => unmet.length === 0) ? [] : (perReview[0] ?? [])
}

/** Deadlines of open rounds that the rules want armed. */
export const roundDeadlines = ({ kind: { steps }, state }: OfKind): PlannedDeadline[] =>
  state.reviews.flatMap((review) =>
    Object.entries(ROUND_DEADLINES).flatMap(([kind, { due }]): PlannedDeadline[] => {
      const last = due(review)
      if (last === null) return []
      const { dueAt, hours } = last
      const basis = { unit: 'hours', from: instant(msOf(dueAt) - hours * HOUR_MS), hours } as const
      const round = Object.keys(steps).indexOf(review.step)
      return [{ kind, round, dueOn: dateOf(dueAt), dueAt, provisional: false, basis }]
    }),
  )

const HOUR_MS = 3_600_000

/** What the passing of such a deadline does; null: it is another one. */
export function roundDeadlinePassed(
  { deadline, ...of }: OfKind & { deadline: Deadline },
  facts: ReviewFacts,
  decideContent: DecideContent,
): Decision | null {
  const rule = ROUND_DEADLINES[deadline.kind]
  if (!rule) return null
  const review = roundOf(of.state, seatStepOf(of.kind, deadline))
  if (!review) return { events: [] }
  const events = rule.passed(review, deadline.dueAt)
  const end = settle({ state: afterEvents(of, events, facts), step: review.step }, facts, decideContent)
  return 'refusal' in end ? end : { events: [...events, ...end.events] }
}

/** What the round's outcome brings with it: nothing while it is open. Looked at once per act. */
function settle(
  { state, step }: { state: ReviewedState; step: string },
  facts: ReviewFacts,
  decideContent: DecideContent,
): Decision {
  const review = roundOf(state, step)
  if (!review) return { events: [] }
  const outcome = outcomeOf(review.panel, review.seats)
  if (outcome.kind === 'open') return { events: [] }
  if (outcome.kind !== 'approved') return { events: [notApproved(review, outcome)] }
  const decision = decideContent(state, review.subject, facts)
  // Whoever signs is told what is unmet. The clock, or a vote that is not for it, cannot be refused: the round ends.
  if ('refusal' in decision)
    return isSigning(review, facts) ? decision : { events: [voided(review, 'conditionsUnmet')] }
  return { events: [carried(review, outcome.early), ...decision.events] }
}

const isSigning = ({ seats }: Review, { actor }: ReviewFacts): boolean =>
  actor.kind === 'person' && seats.some(({ by, mark }) => by === actor.person && mark === 'for')

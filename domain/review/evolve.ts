import type { EventMeta, Evolve } from '../case/event.ts'
import { sidesOf, sitsAs, voicesOf } from '../case/voices.ts'
import { type Instant, instant, msOf } from '../values/plain-date.ts'
import type { ReviewEvent } from './events.ts'
import { marked, unmarked, withoutSeat, withSeat } from './joint/changes.ts'
import { activeSeats, isVote, type Mark } from './joint/panel.ts'
import type { ReviewedKind } from './kind.ts'
import { withoutSilentYes } from './panels.ts'
import { recusedFrom, withoutRecusals } from './recusals.ts'
import type { Review, ReviewedState, ReviewSeat } from './state.ts'

/** The fold of rounds asks the kind of case what the matter is, and nothing that may change. */
export interface ReviewMeta extends EventMeta {
  kind: Pick<ReviewedKind, 'matterOf' | 'isOnForm'>
}

const without = (state: ReviewedState, step: string): ReviewedState => ({
  ...state,
  reviews: state.reviews.filter((review) => review.step !== step),
})

/** Who ended the round is remembered until the step's next one, for whoever comes too late. */
function ended(state: ReviewedState, step: string, { by }: EventMeta): ReviewedState {
  const review = state.reviews.find((one) => one.step === step)
  const next = without(state, step)
  // The clock is nobody who could be named, and one person's decision was never open.
  if (!review || by.kind !== 'person') return next
  const closed = { contentHash: review.subject.contentHash, by: by.person }
  return { ...next, closedRounds: { ...state.closedRounds, [step]: closed } }
}

/** The round of that step, changed; a seat that can act from now on notes since when, one that waits again how long it had. */
function inRound(
  state: ReviewedState,
  step: string,
  { at }: EventMeta,
  change: (review: Review) => Review,
): ReviewedState {
  return {
    ...state,
    reviews: state.reviews.map((review) => (review.step === step ? timed(change(review), at) : review)),
  }
}

function timed(review: Review, at: Instant): Review {
  const active = activeSeats(review.seats).map(({ id }) => id)
  const seats = review.seats.map((seat) => {
    if (seat.mark !== undefined) return seat
    const { since, usedMs = 0, ...rest } = seat
    // Its hours are counted once: neither 加签 before it nor a vote taken back gives them anew.
    if (active.includes(seat.id)) return { ...rest, since: since ?? instant(msOf(at) - usedMs) }
    const passed = since === undefined ? usedMs : msOf(at) - msOf(since)
    // Something is left, or its time would be over without ever passing.
    const used = Math.min(passed, review.panel.hours * 3_600_000 - 1)
    return used > 0 ? { ...rest, usedMs: used } : rest
  })
  return { ...review, seats }
}

const withSeatChanged = (review: Review, id: string, change: (seat: ReviewSeat) => ReviewSeat): Review => ({
  ...review,
  seats: review.seats.map((seat) => (seat.id === id ? change(seat) : seat)),
})

function closed(review: Review, id: string, mark: Mark, by: EventMeta['by']): Review {
  const next = { ...review, seats: marked(review.seats, id, mark) }
  if (by.kind === 'system') return next
  const closer = {
    by: by.person,
    ...(by.actingFor ? { inSteadOf: by.actingFor.person } : {}),
    ...(isVote(mark) ? { cast: { role: by.role, sides: sidesOf(by) } } : {}),
  }
  return withSeatChanged(next, id, (seat) => ({ ...seat, ...closer }))
}

const withRecusal = (state: ReviewedState, step: string, { by, kind }: ReviewMeta): ReviewedState =>
  by.kind === 'system'
    ? state
    : {
        ...state,
        recusals: [...(state.recusals ?? []), { step, stage: kind.matterOf(state).stage, person: by.person }],
      }

export const REVIEW_EVOLVE: Evolve<ReviewedState, ReviewEvent, ReviewMeta> = {
  reviewOpened: (state, event, { at, by, kind }) => {
    const { step, round, subject, formDigest, fileDigests } = event
    const { seats: planned, ...panel } = withoutSilentYes(event.panel)
    const proposedBy = sitsAs(by)
    const proposedFrom = by.kind === 'person' ? (by.orgPath.at(-1) ?? by.org) : null
    const proposers = voicesOf(by)
    const bound = { step, round, subject, formDigest, fileDigests, proposedBy, proposers, proposedFrom }
    const recused = recusedFrom(kind, state, step)
    // As in the round in which they stood aside: nobody else can take a seat that is made out to them.
    const seats = planned.map((seat) =>
      seat.person !== undefined && recused.includes(seat.person)
        ? { ...seat, mark: 'recused' as const }
        : seat,
    )
    const review: Review = { ...bound, panel, seats, additions: 0, recused, nudgedAt: null }
    return { ...without(state, step), reviews: [...without(state, step).reviews, timed(review, at)] }
  },
  verdictGiven: (state, { step, seat, vote }, meta) =>
    inRound(state, step, meta, (review) => closed(review, seat, vote, meta.by)),
  seatsClosed: (state, { step, seats, as }, meta) =>
    inRound(as === 'recused' ? withRecusal(state, step, meta) : state, step, meta, (review) => {
      const { by } = meta
      // Whoever marks another’s seat absent keeps their own voice.
      const closer: EventMeta['by'] = as === 'recused' ? by : { kind: 'system' }
      const next = seats.reduce((round, id) => closed(round, id, as, closer), review)
      return as === 'recused' && by.kind === 'person'
        ? { ...next, recused: [...next.recused, by.person] }
        : next
    }),
  signerAdded: (state, { step, seat, position, order, person, role, org, addedBy }, meta) =>
    inRound(state, step, meta, (review) => {
      const holder = { ...(person ? { person } : {}), ...(role ? { role } : {}), ...(org ? { org } : {}) }
      const adder = addedBy ? { addedBy } : {}
      const added = { id: seat, weight: 1, ...holder, added: true as const, ...adder }
      const seats = withSeat<ReviewSeat>(review.seats, added, { position, of: order })
      return { ...review, seats, additions: review.additions + 1 }
    }),
  signerRemoved: (state, { step, seat }, meta) =>
    inRound(state, step, meta, (review) => ({ ...review, seats: withoutSeat(review.seats, seat) })),
  seatTransferred: (state, { step, seat, to, keeps }, meta) =>
    inRound(state, step, meta, (review) =>
      withSeatChanged(review, seat, ({ since, delegate: _delegate, askedBy: _askedBy, ...owned }) => ({
        ...owned,
        person: to,
        // An older transfer began the time of the seat anew.
        ...(keeps ? { moved: true, ...(since === undefined ? {} : { since }) } : {}),
      })),
    ),
  seatDelegated: (state, { step, seat, to }, meta) =>
    inRound(state, step, meta, (review) =>
      withSeatChanged(review, seat, (owned) => ({
        ...owned,
        delegate: to,
        askedBy: [...(owned.askedBy ?? []), ...voicesOf(meta.by)],
      })),
    ),
  adviceGiven: (state, { step, seat }, meta) =>
    inRound(state, step, meta, (review) =>
      withSeatChanged(review, seat, ({ delegate: _delegate, askedBy: _askedBy, ...owned }) => owned),
    ),
  voteTakenBack: (state, { step, seat }, meta) =>
    inRound(state, step, meta, (review) =>
      withSeatChanged(
        { ...review, seats: unmarked(review.seats, seat) },
        seat,
        ({ by: _by, inSteadOf: _inSteadOf, cast: _cast, ...open }) => open,
      ),
    ),
  reviewNudged: (state, { step }, meta) =>
    inRound(state, step, meta, (review) => ({ ...review, nudgedAt: meta.at })),
  copiedTo: (state, { people }) => ({ ...state, copied: [...new Set([...state.copied, ...people])] }),
  reviewCarried: (state, { step }, meta) => withoutRecusals(meta.kind, ended(state, step, meta), step),
  verdictsVoided: (state, { step }, meta) => ended(state, step, meta),
}

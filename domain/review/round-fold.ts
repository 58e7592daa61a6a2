/** How events change an open round: the steps that the folds of several of them share. */
import type { EventMeta } from '../case/event.ts'
import { sidesOf } from '../case/voices.ts'
import { type Instant, instant, msOf } from '../values/plain-date.ts'
import { marked } from './joint/changes.ts'
import { activeSeats, isVote, type Mark } from './joint/panel.ts'
import type { Review, ReviewedState, ReviewSeat } from './state.ts'

/** The round of that step, changed; a seat that can act from now on notes since when, one that waits again how long it had. */
export function inRound(
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

export function timed(review: Review, at: Instant): Review {
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

export const withSeatChanged = (
  review: Review,
  id: string,
  change: (seat: ReviewSeat) => ReviewSeat,
): Review => ({
  ...review,
  seats: review.seats.map((seat) => (seat.id === id ? change(seat) : seat)),
})

/** The seat closed, and by whom. */
export function closed(review: Review, id: string, mark: Mark, by: EventMeta['by']): Review {
  const next = { ...review, seats: marked(review.seats, id, mark) }
  if (by.kind === 'system') return next
  const closer = {
    by: by.person,
    ...(by.actingFor ? { inSteadOf: by.actingFor.person } : {}),
    ...(isVote(mark) ? { cast: { role: by.role, sides: sidesOf(by) } } : {}),
  }
  return withSeatChanged(next, id, (seat) => ({ ...seat, ...closer }))
}

import type { Deadline } from '../project/deadline.ts'
import type { Decision } from '../project/decide.ts'
import type { Facts } from '../project/facts.ts'
import type { DeadlinePlan } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import { dateOf, type Instant, instant, msOf } from '../values/plain-date.ts'
import { afterEvents, type DecideContent, settle } from './closing.ts'
import type { ReviewEvent } from './events.ts'
import { activeSeats } from './joint/panel.ts'
import type { Review, ReviewSeat } from './state.ts'
import { REVIEW_STEPS } from './steps.ts'

const HOUR_MS = 3_600_000

/** Each seat has its own time from when it can act; the earliest is armed, so that 200 seats are one deadline. */
export const reviewDeadlines: DeadlinePlan = (state) =>
  state.reviews.flatMap((review) => {
    const [dueAt] = activeSeats(review.seats)
      .flatMap((seat) => seatDueAt(review, seat) ?? [])
      .toSorted()
    if (dueAt === undefined) return []
    const round = REVIEW_STEPS.indexOf(review.step)
    const { hours } = review.panel
    const basis = { unit: 'hours', from: instant(msOf(dueAt) - hours * HOUR_MS), hours } as const
    return [{ kind: 'seat', round, dueOn: dateOf(dueAt), dueAt, provisional: false, basis }]
  })

/** Until when whoever holds the seat may vote; null until its turn has come. */
export const seatDueAt = ({ panel }: Review, { since }: ReviewSeat): Instant | null =>
  since === undefined ? null : instant(msOf(since) + panel.hours * HOUR_MS)

/** Seats whose time is over close; the panel says what that counts as. */
export function seatsTimedOut(
  state: ProjectState,
  { round, dueAt }: Deadline,
  facts: Facts,
  decideContent: DecideContent,
): Decision {
  const review = state.reviews.find(({ step }) => step === REVIEW_STEPS[round])
  if (!review) return { events: [] }
  const seats = activeSeats(review.seats)
    .filter((seat) => (seatDueAt(review, seat) ?? '') <= dueAt)
    .map(({ id }) => id)
  const { step } = review
  const common = { v: 1 as const, step, round: review.round, reasons: null }
  const closed: ReviewEvent = { type: 'seatsClosed', ...common, seats, as: 'timedOut' }
  const end = settle(afterEvents(state, [closed], facts), step, facts, decideContent)
  return 'refusal' in end ? end : { events: [closed, ...end.events] }
}

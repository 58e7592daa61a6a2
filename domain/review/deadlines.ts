import type { Deadline, DeadlineEntry, PlannedDeadline } from '../case/deadline.ts'
import type { Decision } from '../case/decision.ts'
import { SEPARATION_OF_DUTIES } from '../law/own-policy.ts'
import { dateOf, type Instant, instant, msOf } from '../values/plain-date.ts'
import { afterEvents, type DecideContent, settle } from './closing.ts'
import type { ReviewEvent } from './events.ts'
import { activeSeats } from './joint/panel.ts'
import type { ReviewedKind, ReviewFacts } from './kind.ts'
import type { Review, ReviewedState, ReviewSeat } from './state.ts'

const HOUR_MS = 3_600_000

/** The deadlines that a kind with joint decisions has. */
export const REVIEW_DEADLINES = {
  seat: {
    zh: '席位签署',
    en: 'signature of a seat',
    source: SEPARATION_OF_DUTIES,
    runs: { zh: '轮到该席位签署', en: 'a seat can sign' },
    consequence: {
      zh: '席位按超时关闭；默认即结束本轮',
      en: 'the seat closes as timed out; by default that ends the round',
    },
    period: 'panels',
  },
} as const satisfies Record<string, DeadlineEntry>

/** Working days before its last day on which people are warned of it, by default. */
export const SEAT_WARNINGS = { seat: { first: 0, last: 1 } } as const

/** The deadline of seats; its number is the place of the step in the kind's list. */
export const SEAT = 'seat'

/** Whose seats a deadline is about; undefined for any other deadline. */
export const seatStepOf = (
  { steps }: Pick<ReviewedKind, 'steps'>,
  { kind, round }: Pick<Deadline, 'kind' | 'round'>,
): string | undefined => (kind === SEAT ? Object.keys(steps)[round] : undefined)

/** Each seat has its own time from when it can act; the earliest is armed, so that 200 seats are one deadline. */
export const reviewDeadlines = ({ steps }: ReviewedKind, state: ReviewedState): PlannedDeadline[] =>
  state.reviews.flatMap((review) => {
    const [dueAt] = activeSeats(review.seats)
      .flatMap((seat) => seatDueAt(review, seat) ?? [])
      .toSorted()
    if (dueAt === undefined) return []
    const round = Object.keys(steps).indexOf(review.step)
    const { hours } = review.panel
    const basis = { unit: 'hours', from: instant(msOf(dueAt) - hours * HOUR_MS), hours } as const
    return [{ kind: SEAT, round, dueOn: dateOf(dueAt), dueAt, provisional: false, basis }]
  })

/** Until when whoever holds the seat may vote; null until its turn has come. */
export const seatDueAt = ({ panel }: Review, { since }: ReviewSeat): Instant | null =>
  since === undefined ? null : instant(msOf(since) + panel.hours * HOUR_MS)

/** Seats whose time is over close; the panel says what that counts as. */
export function seatsTimedOut(
  of: { kind: ReviewedKind; state: ReviewedState; deadline: Deadline },
  facts: ReviewFacts,
  decideContent: DecideContent,
): Decision {
  const { kind, state, deadline } = of
  const { dueAt } = deadline
  const review = state.reviews.find(({ step }) => step === seatStepOf(kind, deadline))
  if (!review) return { events: [] }
  const seats = activeSeats(review.seats)
    .filter((seat) => (seatDueAt(review, seat) ?? '') <= dueAt)
    .map(({ id }) => id)
  const { step } = review
  const common = { v: 1 as const, step, round: review.round, reasons: null }
  const closed: ReviewEvent = { type: 'seatsClosed', ...common, seats, as: 'timedOut' }
  const end = settle({ state: afterEvents(of, [closed], facts), step }, facts, decideContent)
  return 'refusal' in end ? end : { events: [closed, ...end.events] }
}

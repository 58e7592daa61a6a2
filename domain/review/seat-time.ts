/** The time of a seat: each has its own hours from when it can act. When they are over it closes; the panel says what that counts as. */
import { SEPARATION_OF_DUTIES } from '../law/own-policy.ts'
import { type Instant, instant, msOf } from '../values/plain-date.ts'
import { activeSeats } from './joint/panel.ts'
import type { Review, ReviewSeat } from './state.ts'
import { ofRound, type RoundDeadline, type RoundTopic } from './topic.ts'

const HOUR_MS = 3_600_000

/** Until when whoever holds the seat may vote; null until its turn has come. */
export const seatDueAt = ({ panel }: Review, { since }: ReviewSeat): Instant | null =>
  since === undefined ? null : instant(msOf(since) + panel.hours * HOUR_MS)

const deadlines = {
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
    // The earliest is armed, so that 200 seats are one deadline.
    due: (review) => {
      const [dueAt] = activeSeats(review.seats)
        .flatMap((seat) => seatDueAt(review, seat) ?? [])
        .toSorted()
      return dueAt === undefined ? null : { dueAt, hours: review.panel.hours }
    },
    passed: (review, dueAt) => {
      const seats = activeSeats(review.seats)
        .filter((seat) => (seatDueAt(review, seat) ?? '') <= dueAt)
        .map(({ id }) => id)
      return [{ type: 'seatsClosed', ...ofRound({ review }), reasons: null, seats, as: 'timedOut' }]
    },
    warnings: { first: 0, last: 1 },
  },
} satisfies Readonly<Record<string, RoundDeadline>>

export const SEAT_TIME = { deadlines } satisfies RoundTopic

/** Acts that change nothing of a decision: 催办 and 抄送. */
import type { PersonId } from '../ids.ts'
import { instant, msOf } from '../plain-date.ts'
import { must } from '../refusal.ts'
import { seatTaskKey } from '../tasks/keys.ts'
import { activeSeats } from './joint/panel.ts'
import { ofRound, type SittingRules } from './rule.ts'
import { panelChecks, type Sitting } from './seats.ts'
import type { ReviewSeat } from './state.ts'

const HOUR_MS = 3_600_000

/** The owner waits for the decision, the panel makes it: either may ask how long it takes. */
const isOwner = ({ state, facts: { actor } }: Sitting): boolean =>
  actor.kind === 'person' && actor.orgPath.includes(state.owner)

const nextNudge = ({ review, facts: { policy } }: Sitting) =>
  review.nudgedAt && instant(msOf(review.nudgedAt) + policy.values.nudgeHours * HOUR_MS)

/** Whom the seat is made out to, or who claimed it. */
const holderOf = ({ state, review }: Sitting, { id, person }: ReviewSeat): PersonId | undefined =>
  person ?? state.claims?.find(({ task }) => task === seatTaskKey(state.id, review, id))?.person

export const REMINDER_RULES: SittingRules<'nudge' | 'copyTo'> = {
  nudge: {
    ready: (at) => {
      const from = nextNudge(at)
      return [
        ...(isOwner(at) ? [] : panelChecks(at)),
        must(from === null || at.facts.at >= from, 'nudgedAlready', { from: from ?? '' }),
      ]
    },
    events: (at) => {
      const waiting = activeSeats(at.review.seats)
      const people = waiting.flatMap((seat) => seat.delegate ?? holderOf(at, seat) ?? [])
      const offices = waiting.flatMap((seat) => {
        const { role, org } = seat
        return !holderOf(at, seat) && role && org ? { role, org } : []
      })
      const seats = waiting.map(({ id }) => id)
      return [{ type: 'reviewNudged', ...ofRound(at), seats, people, offices }]
    },
  },
  copyTo: {
    ready: panelChecks,
    events: (at, { people }) => [{ type: 'copiedTo', ...ofRound(at), people: [...new Set(people)] }],
  },
}

/** Acts that do not influence the decision: 催办 and 抄送. */

import { type CaseKind, idOf } from '../case/kind.ts'
import { seatTaskKey } from '../case/task-keys.ts'
import type { PersonId } from '../values/ids.ts'
import { instant, msOf } from '../values/plain-date.ts'
import type { Office } from './events.ts'
import { activeSeats } from './joint/panel.ts'
import { readerChecks } from './named-people.ts'
import { must } from './refusals.ts'
import { ofRound, type RoundRules } from './rule.ts'
import { panelChecks, type RoundContext } from './seats.ts'
import type { Review, ReviewedState, ReviewSeat } from './state.ts'

const HOUR_MS = 3_600_000

/** The owner, who waits for the decision, may nudge; so may the panel. */
const isOwner = ({ state, facts: { actor } }: RoundContext): boolean =>
  actor.kind === 'person' && actor.orgPath.includes(state.owner)

const nextNudge = ({ review, facts: { policy } }: RoundContext) =>
  review.nudgedAt && instant(msOf(review.nudgedAt) + policy.values.nudgeHours * HOUR_MS)

/** The holders of the seats that can vote now: people, advisers who were asked instead of them, and offices. */
export function pendingSigners(
  kind: Pick<CaseKind, 'name'>,
  state: ReviewedState,
  review: Review,
): { people: PersonId[]; offices: Office[] } {
  const id = idOf(kind, state)
  const waiting = activeSeats(review.seats)
  /** The person named by the seat, or the one who claimed it. */
  const holderOf = (seat: ReviewSeat): PersonId | undefined =>
    seat.person ?? state.claims?.find(({ task }) => task === seatTaskKey(id, review, seat.id))?.person
  return {
    people: waiting.flatMap((seat) => seat.delegate ?? holderOf(seat) ?? []),
    offices: waiting.flatMap((seat) => {
      const { role, org } = seat
      return !holderOf(seat) && role && org ? { role, org } : []
    }),
  }
}

export const REMINDER_RULES: RoundRules<'nudge' | 'copyTo'> = {
  nudge: {
    ready: (at) => {
      const from = nextNudge(at)
      return [
        ...(isOwner(at) ? [] : panelChecks(at)),
        must(from === null || at.facts.at >= from, 'nudgedAlready', { from: from ?? '' }),
      ]
    },
    events: (at) => {
      const seats = activeSeats(at.review.seats).map(({ id }) => id)
      return [
        { type: 'reviewNudged', ...ofRound(at), seats, ...pendingSigners(at.kind, at.state, at.review) },
      ]
    },
  },
  copyTo: {
    ready: panelChecks,
    rules: ({ facts }, { people }) => readerChecks(facts, people),
    events: (at, { people }) => [{ type: 'copiedTo', ...ofRound(at), people: [...new Set(people)] }],
  },
}

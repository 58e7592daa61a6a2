/** Acts that change nothing of a decision: 催办 and 抄送. */
import { instant, msOf } from '../plain-date.ts'
import { must } from '../refusal.ts'
import { activeSeats } from './joint/panel.ts'
import { ofRound, type SittingRules } from './rule.ts'
import { panelChecks, type Sitting } from './seats.ts'

const HOUR_MS = 3_600_000

/** The owner waits for the decision, the panel makes it: either may ask how long it takes. */
const isOwner = ({ state, facts: { actor } }: Sitting): boolean =>
  actor.kind === 'person' && actor.orgPath.includes(state.owner)

const nextNudge = ({ review, facts: { policy } }: Sitting) =>
  review.nudgedAt && instant(msOf(review.nudgedAt) + policy.values.nudgeHours * HOUR_MS)

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
      const people = waiting.flatMap(({ delegate, person }) => delegate ?? person ?? [])
      const offices = waiting.flatMap(({ person, role, org }) =>
        !person && role && org ? { role, org } : [],
      )
      const seats = waiting.map(({ id }) => id)
      return [{ type: 'reviewNudged', ...ofRound(at), seats, people, offices }]
    },
  },
  copyTo: {
    ready: panelChecks,
    events: (at, { people }) => [{ type: 'copiedTo', ...ofRound(at), people: [...new Set(people)] }],
  },
}

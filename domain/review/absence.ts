/** 缺席: the chair or the proposer marks the holder of a seat as absent. The panel's rule says how that counts. */
import { type Check, unmetOf } from '../case/refusal.ts'
import { voicesOf } from '../case/voices.ts'
import { activeSeats } from './joint/panel.ts'
import { must } from './refusals.ts'
import { ofRound, type RoundRules } from './rule.ts'
import { wordsOfSeat } from './seat-titles.ts'
import { holderChecks, isVoiceOf, notRecused, ownSeat, type RoundContext } from './seats.ts'

export const ABSENCE_RULES: RoundRules<'markAbsent'> = {
  markAbsent: {
    ready: (at) => [notRecused(at), must(proposed(at) || chairs(at), 'notChair')],
    rules: (at, { seat }) => [...absentChecks(at, seat), vetoCheck(at, seat)],
    events: (at, { seat, reasons }) => [
      { type: 'seatsClosed', ...ofRound(at), seats: [seat], as: 'absent', reasons },
    ],
  },
}

/** The actor proposed the act: with any account, in person or by a substitute. */
export const proposed = ({ review: { proposers }, facts }: RoundContext): boolean =>
  voicesOf(facts.actor).some((voice) => proposers.includes(voice))

/** A seat with a veto cannot be marked absent: its holder votes, or the time runs out. */
const vetoCheck = ({ review }: RoundContext, id: string): Check =>
  must(review.seats.find((seat) => seat.id === id)?.veto !== true, 'vetoSeatNotAbsent', {
    seat: wordsOfSeat(id),
  })

/** The actor is the chair, also after the vote of the chair. */
function chairs(at: RoundContext): boolean {
  const { rule } = at.review.panel
  const seat = rule.kind === 'chair' && at.review.seats.find(({ id }) => id === rule.chair)
  if (!seat) return false
  if (seat.by !== undefined) return isVoiceOf(at, seat)
  return unmetOf(holderChecks(at, seat)).length === 0
}

/** Only a seat that can vote now can be marked absent. */
function absentChecks(at: RoundContext, id: string): Check[] {
  const { seats } = at.review
  const seat = seats.find((one) => one.id === id)
  if (!seat) return [must(false, 'noSuchSeat', { seat: wordsOfSeat(id) })]
  if (seat.mark !== undefined) return [must(false, 'seatClosedAlready', { seat: wordsOfSeat(id) })]
  const hasSpoken = seats.some((one) => isVoiceOf(at, one))
  const isOwn = !hasSpoken && ownSeat(at, { active: false })?.id === id
  return [
    must(
      activeSeats(seats).some((active) => active.id === id),
      'notItsTurn',
    ),
    must(!isOwn, 'absentIsSelf'),
  ]
}

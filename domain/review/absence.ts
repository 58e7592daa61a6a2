/** 缺席: the chair, or whoever proposed the act, says that a seat's holder does not come. The panel says what it counts as. */
import { type Check, unmetOf } from '../case/refusal.ts'
import { voicesOf } from '../case/voices.ts'
import { activeSeats } from './joint/panel.ts'
import { must } from './refusals.ts'
import { ofRound, type SittingRules } from './rule.ts'
import { holderChecks, isVoiceOf, notRecused, ownSeat, type Sitting } from './seats.ts'

export const ABSENCE_RULES: SittingRules<'markAbsent'> = {
  markAbsent: {
    ready: (at) => [notRecused(at), must(proposed(at) || chairs(at), 'notChair')],
    rules: (at, { seat }) => [...absentChecks(at, seat), vetoCheck(at, seat)],
    events: (at, { seat, reasons }) => [
      { type: 'seatsClosed', ...ofRound(at), seats: [seat], as: 'absent', reasons },
    ],
  },
}

/** By any account, in person or by a substitute. */
export const proposed = ({ review: { proposers }, facts }: Sitting): boolean =>
  voicesOf(facts.actor).some((voice) => proposers.includes(voice))

/** The one voice that could stop the act speaks for itself, or lets its time pass. */
const vetoCheck = ({ review }: Sitting, id: string): Check =>
  must(review.seats.find((seat) => seat.id === id)?.veto !== true, 'vetoSeatNotAbsent', { seat: id })

/** Also after the chair has voted: the seat knows who did. */
function chairs(at: Sitting): boolean {
  const { rule } = at.review.panel
  const seat = rule.kind === 'chair' && at.review.seats.find(({ id }) => id === rule.chair)
  if (!seat) return false
  if (seat.by !== undefined) return isVoiceOf(at, seat)
  return unmetOf(holderChecks(at, seat)).length === 0
}

/** A seat that could vote now; nobody is absent before their turn. */
function absentChecks(at: Sitting, id: string): Check[] {
  const { seats } = at.review
  const seat = seats.find((one) => one.id === id)
  if (!seat) return [must(false, 'noSuchSeat', { seat: id })]
  if (seat.mark !== undefined) return [must(false, 'seatClosedAlready', { seat: id })]
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

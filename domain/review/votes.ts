/** Votes: for, against, abstain; recusal; and taking back one's own vote. */

import { voicesOf } from '../case/voices.ts'
import { proposed } from './absence.ts'
import { seatDueAt } from './deadlines.ts'
import type { ReviewEvent } from './events.ts'
import type { Vote } from './joint/panel.ts'
import { must } from './refusals.ts'
import { ofRound, type RoundRules } from './rule.ts'
import { namedSeatChecks, ownSeat, type RoundContext, seatedChecks, voterChecks } from './seats.ts'
import type { ReviewSeat } from './state.ts'

/** The verdict: an approval stage has three possible ones, any other act only `agree`. */
export const verdictOf = (body: unknown): string => (body as { verdict?: string }).verdict ?? 'agree'

const VERDICTS: Readonly<Record<Vote, (body: unknown) => string>> = {
  for: verdictOf,
  against: () => 'object',
  abstain: () => 'abstain',
}

interface Voice {
  seat?: string | undefined
  reasons?: string | null | undefined
}

const voted = (at: RoundContext, vote: Vote, { seat: named, reasons = null }: Voice): ReviewEvent[] => {
  const { formDigest, fileDigests, subject } = at.review
  const seat = named ?? seatOf(ownSeat(at, { active: true }))
  const verdict = VERDICTS[vote](subject.body)
  return [{ type: 'verdictGiven', ...ofRound(at), seat, vote, verdict, formDigest, fileDigests, reasons }]
}

/** The rules guarantee that the seat exists. */
export function seatOf(seat: ReviewSeat | undefined): string {
  if (!seat) throw new Error('an act on a round passed its checks without a seat')
  return seat.id
}

const ownVote = ({ review, facts }: RoundContext): ReviewSeat | undefined =>
  review.seats.find(
    ({ by, inSteadOf, mark }) =>
      mark !== 'recused' && voicesOf(facts.actor).some((voice) => voice === by || voice === inSteadOf),
  )

const votes = (vote: Vote) => ({
  ready: voterChecks,
  rules: (at: RoundContext, { seat }: Voice) => namedSeatChecks(at, seat),
  events: (at: RoundContext, voice: Voice) => voted(at, vote, voice),
})

export const VOTE_RULES: RoundRules<'confirm' | 'object' | 'abstain' | 'recuse' | 'takeBack'> = {
  confirm: votes('for'),
  object: votes('against'),
  abstain: votes('abstain'),
  recuse: {
    ready: seatedChecks,
    // A seat that names the person ends. A seat for a role stays open for another holder of the role.
    events: (at, { reasons }) => {
      const seat = ownSeat(at, { active: false })
      // A substitute's conflict of interest concerns only the substitute: the represented person can still vote.
      const isOwn =
        seat?.person !== undefined && at.facts.actor.kind === 'person' && !at.facts.actor.actingFor
      const seats = isOwn ? [seat.id] : []
      return [{ type: 'seatsClosed', ...ofRound(at), seats, as: 'recused', reasons }]
    },
  },
  takeBack: {
    // The proposer takes back the whole proposal. A seat whose time is over is not opened again.
    ready: (at) => {
      const seat = ownVote(at)
      const dueAt = seat && seatDueAt(at.review, seat)
      return [
        must(seat !== undefined, 'nothingToTakeBack'),
        must(!dueAt || proposed(at) || at.facts.at < dueAt, 'seatTimeOver', { dueAt: dueAt ?? '' }),
      ]
    },
    events: (at, { reasons }) =>
      proposed(at)
        ? [{ type: 'verdictsVoided', ...ofRound(at), cause: 'takenBack', reasons }]
        : [{ type: 'voteTakenBack', ...ofRound(at), seat: seatOf(ownVote(at)), reasons }],
  },
}

/**
 * Seats that close without a vote. 回避: a person stands aside, for the whole matter (`recusals.ts`). 缺席: the chair or the proposer
 * marks the holder of a seat as absent. The third way is that its time is over (`seat-time.ts`). The panel's rule says how each counts.
 */

import type { EventMeta } from '../case/event.ts'
import { toDo } from '../case/notice.ts'
import { type Check, mustOf, type RefusalEntry, unmetOf } from '../case/refusal.ts'
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES } from '../law/own-policy.ts'
import { object, prose, slug } from '../values/shape.ts'
import { activeSeats, type SeatEnd } from './joint/panel.ts'
import { notRecused, withRecusal } from './recusals.ts'
import { closed, inRound } from './round-fold.ts'
import { wordsOfSeat } from './seat-titles.ts'
import {
  holderChecks,
  isVoiceOf,
  ownSeat,
  proposed,
  type RoundContext,
  type SeatRefusal,
  seatedChecks,
} from './seats.ts'
import { act, type OfRound, ofRound, onRound, type RoundEvents, type RoundTopic, SIGNER } from './topic.ts'

const REFUSALS = {
  notChair: {
    kind: 'forbidden',
    zh: '只有组长或提出人可以记缺席',
    en: 'only the chair, or whoever proposed it, marks a seat absent',
    source: POLICY_DEFAULT,
  },
  absentIsSelf: {
    kind: 'input',
    zh: '不能将本人席位记为缺席；请签署、弃权或回避',
    en: 'nobody marks their own seat absent: vote, abstain or stand aside',
    source: POLICY_DEFAULT,
  },
  vetoSeatNotAbsent: {
    kind: 'gate',
    zh: '席位“{seat}”有否决权，任何人不得将其记为缺席；请待其签署或逾期，或由提出人拿回',
    en: 'the seat of {seat} has a veto and is marked absent by nobody: it votes or lets its time pass, or the proposer takes the act back',
    source: SEPARATION_OF_DUTIES,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<SeatRefusal | keyof typeof REFUSALS>()

/** `seats` is empty where somebody stood aside from a seat for a role: another holder of the role can still sign. */
export type AbsenceEvent = OfRound & {
  type: 'seatsClosed'
  seats: string[]
  as: SeatEnd
  reasons: string | null
}

const acts = {
  recuse: act({
    zh: '回避',
    en: 'recuse oneself',
    ...SIGNER,
    body: (step) => object({ ...onRound(step), reasons: prose(4000, 'the conflict of interest') }),
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
  }),
  markAbsent: act({
    zh: '记为缺席',
    en: 'mark a seat absent',
    ...SIGNER,
    body: (step) =>
      object({ ...onRound(step), seat: slug('whose holder does not come'), reasons: prose(4000) }),
    ready: (at) => [notRecused(at), must(proposed(at) || chairs(at), 'notChair')],
    rules: (at, { seat }) => [...absentChecks(at, seat), vetoCheck(at, seat)],
    events: (at, { seat, reasons }) => [
      { type: 'seatsClosed', ...ofRound(at), seats: [seat], as: 'absent', reasons },
    ],
  }),
}

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

const WORDS = {
  timedOut: { zh: '席位逾期未签署（系统）', en: 'A seat did not sign in time (system)' },
  absent: { zh: '席位记为缺席', en: 'A seat was marked absent' },
  recused: { zh: '回避', en: 'Stood aside' },
} as const

const events: RoundEvents<AbsenceEvent> = {
  seatsClosed: {
    evolve: (state, { step, seats, as }, meta) =>
      inRound(as === 'recused' ? withRecusal(state, step, meta) : state, step, meta, (review) => {
        const { by } = meta
        // Whoever marks another’s seat absent keeps their own voice.
        const closer: EventMeta['by'] = as === 'recused' ? by : { kind: 'system' }
        const next = seats.reduce((round, id) => closed(round, id, as, closer), review)
        return as === 'recused' && by.kind === 'person'
          ? { ...next, recused: [...next.recused, by.person] }
          : next
      }),
    // A seat made out to a person ends with the recusal, and the round perhaps with it; that is told by itself.
    notice: {
      to: ['authority'],
      zh: '有人回避，席位待他人签署',
      en: 'Somebody stood aside; the seat is left to another holder',
      next: toDo(
        '请审批部门确认仍有人可以签署，必要时加签。',
        'The authority is to see to it that somebody else can sign, or to add a signer.',
      ),
      when: ({ as, seats }) => as === 'recused' && seats.length === 0,
    },
    history: ({ as }) => WORDS[as],
    forCommissioned: true,
  },
}

export const ABSENCE = { acts, events, refusals: REFUSALS } satisfies RoundTopic

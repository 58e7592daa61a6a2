/** 委派: the holder of a seat asks somebody for advice, and votes once it is there. The one who asked never gives it. */

import { toDo } from '../case/notice.ts'
import { type Check, mustOf, type RefusalEntry } from '../case/refusal.ts'
import { sitsAs, voicesOf } from '../case/voices.ts'
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES } from '../law/own-policy.ts'
import type { PersonId } from '../values/ids.ts'
import { object, oneOf, person, prose } from '../values/shape.ts'
import { assigneeChecks, notSelf, signerChecks } from './assignees.ts'
import { VOTES, type Vote } from './joint/panel.ts'
import { notRecused } from './recusals.ts'
import { inRound, withSeatChanged } from './round-fold.ts'
import { happenedAtSeat } from './seat-titles.ts'
import { idOfSeat, ownSeat, type RoundContext, seatedChecks } from './seats.ts'
import type { ReviewSeat } from './state.ts'
import { act, type OfRound, ofRound, onRound, type RoundEvents, type RoundTopic, SIGNER } from './topic.ts'

const REFUSALS = {
  nothingToAdvise: {
    kind: 'state',
    zh: '没有委派给本人的席位',
    en: 'no seat was delegated to this person',
    source: POLICY_DEFAULT,
  },
  adviceIsOwn: {
    kind: 'gate',
    zh: '席位由本人委派，不得自行反馈意见',
    en: 'whoever asked for the advice does not give it',
    source: SEPARATION_OF_DUTIES,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export type AdviceEvent =
  | (OfRound & { type: 'seatDelegated'; seat: string; to: PersonId; reasons: string })
  | (OfRound & { type: 'adviceGiven'; seat: string; recommends: Vote; advice: string })

const acts = {
  delegateSeat: act({
    zh: '委派',
    en: 'delegate a seat',
    ...SIGNER,
    body: (step) => object({ ...onRound(step), to: person(), reasons: prose(4000) }),
    ready: seatedChecks,
    rules: (at, { to }) => [
      ...assigneeChecks(at, to),
      notSelf(at, to),
      neverAsked(at, to),
      ...signerChecks(at, to),
    ],
    events: (at, { to, reasons }) => [
      { type: 'seatDelegated', ...ofRound(at), seat: idOfSeat(ownSeat(at, { active: false })), to, reasons },
    ],
  }),
  advise: act({
    zh: '反馈意见',
    en: 'give advice on a delegated seat',
    ...SIGNER,
    body: (step) => object({ ...onRound(step), recommends: oneOf(VOTES), advice: prose(4000) }),
    ready: (at) => [
      notRecused(at),
      must(delegated(at) !== undefined, 'nothingToAdvise'),
      must(!isOwnAdvice(at), 'adviceIsOwn'),
    ],
    events: (at, { recommends, advice }) => [
      { type: 'adviceGiven', ...ofRound(at), seat: idOfSeat(delegated(at)), recommends, advice },
    ],
  }),
}

/** A person who has delegated the seat cannot be asked for advice on it, with any account. */
function neverAsked(at: RoundContext, to: PersonId): Check {
  const asked = ownSeat(at, { active: false })?.askedBy ?? []
  const accounts = at.facts.named.people.find(({ id }) => id === to)?.accounts ?? []
  return must(![to, ...accounts].some((one) => asked.includes(one)), 'adviceIsOwn')
}

/** The open seat for which the actor was asked for advice. */
const delegated = ({ review, facts }: RoundContext): ReviewSeat | undefined =>
  review.seats.find(
    ({ mark, delegate }) => mark === undefined && delegate !== undefined && delegate === sitsAs(facts.actor),
  )

/** The person who asked for the advice cannot give it, neither as a substitute nor with another account. */
const isOwnAdvice = (at: RoundContext): boolean => {
  const asked = delegated(at)?.askedBy ?? []
  return voicesOf(at.facts.actor).some((voice) => asked.includes(voice))
}

const events: RoundEvents<AdviceEvent> = {
  seatDelegated: {
    evolve: (state, { step, seat, to }, meta) =>
      inRound(state, step, meta, (review) =>
        withSeatChanged(review, seat, (owned) => ({
          ...owned,
          delegate: to,
          askedBy: [...(owned.askedBy ?? []), ...voicesOf(meta.by)],
        })),
      ),
    notice: {
      to: ['named'],
      named: ({ to }) => ({ people: [to], offices: [] }),
      zh: '委派您反馈意见',
      en: 'Your advice is asked for',
      next: toDo('请反馈意见，由委派人签署。', 'Your advice is waited for; whoever asked then signs.'),
    },
    history: happenedAtSeat('席位已委派', 'Advice was asked for'),
    forCommissioned: true,
  },
  adviceGiven: {
    evolve: (state, { step, seat }, meta) =>
      inRound(state, step, meta, (review) =>
        withSeatChanged(review, seat, ({ delegate: _delegate, askedBy: _askedBy, ...owned }) => owned),
      ),
    tellsSigner: true,
    notice: {
      to: ['authority'],
      zh: '委派意见已反馈',
      en: 'The advice on a delegated seat has arrived',
      next: toDo('请委派人参考意见后签署。', 'Whoever asked is to sign, with the advice at hand.'),
    },
    history: happenedAtSeat('已反馈意见', 'Advice was given'),
    forCommissioned: true,
  },
}

export const ADVICE = { acts, events, refusals: REFUSALS } satisfies RoundTopic

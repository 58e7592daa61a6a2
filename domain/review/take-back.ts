/** 拿回: whoever voted takes the vote back; whoever proposed the act takes all of it back. A seat whose time is over is not opened again. */
import { mustOf, type RefusalEntry } from '../case/refusal.ts'
import { voicesOf } from '../case/voices.ts'
import { POLICY_DEFAULT } from '../law/own-policy.ts'
import { object, prose } from '../values/shape.ts'
import { unmarked } from './joint/changes.ts'
import { inRound, withSeatChanged } from './round-fold.ts'
import { voided } from './rounds.ts'
import { seatDueAt } from './seat-time.ts'
import { happenedAtSeat } from './seat-titles.ts'
import { idOfSeat, proposed, type RoundContext } from './seats.ts'
import type { ReviewSeat } from './state.ts'
import { act, type OfRound, ofRound, onRound, type RoundEvents, type RoundTopic, SIGNER } from './topic.ts'

const REFUSALS = {
  nothingToTakeBack: {
    kind: 'state',
    zh: '本轮没有本人的签署可以拿回',
    en: 'there is no vote of one’s own in this round to take back',
    source: POLICY_DEFAULT,
  },
  seatTimeOver: {
    kind: 'gate',
    zh: '本席位的签署时限已于 {dueAt} 届满，签署不得再拿回；整件事项可由提出人拿回',
    en: 'the time of the seat was over at {dueAt}: its vote stands; whoever proposed the act may take all of it back',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export type TakeBackEvent = OfRound & { type: 'voteTakenBack'; seat: string; reasons: string }

const ownVote = ({ review, facts }: RoundContext): ReviewSeat | undefined =>
  review.seats.find(
    ({ by, inSteadOf, mark }) =>
      mark !== 'recused' && voicesOf(facts.actor).some((voice) => voice === by || voice === inSteadOf),
  )

const acts = {
  takeBack: act({
    zh: '拿回',
    en: 'take back',
    ...SIGNER,
    body: (step) => object({ ...onRound(step), reasons: prose(4000) }),
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
        ? [voided(at.review, 'takenBack', reasons)]
        : [{ type: 'voteTakenBack', ...ofRound(at), seat: idOfSeat(ownVote(at)), reasons }],
  }),
}

const events: RoundEvents<TakeBackEvent> = {
  voteTakenBack: {
    evolve: (state, { step, seat }, meta) =>
      inRound(state, step, meta, (review) =>
        withSeatChanged(
          { ...review, seats: unmarked(review.seats, seat) },
          seat,
          ({ by: _by, inSteadOf: _inSteadOf, cast: _cast, ...open }) => open,
        ),
      ),
    notice: null,
    history: happenedAtSeat('签署已拿回', 'A vote was taken back'),
    forCommissioned: true,
  },
}

export const TAKE_BACK = { acts, events, refusals: REFUSALS } satisfies RoundTopic

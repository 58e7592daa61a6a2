/** Acts that do not influence the decision: 催办 asks the signers to hurry, 抄送 lets others read. */

import { type CaseKind, idOf } from '../case/kind.ts'
import { information, NOTHING_TO_DO, type Office, SIGN, toDo } from '../case/notice.ts'
import { type Check, mustOf, type RefusalEntry } from '../case/refusal.ts'
import { seatTaskKey } from '../case/task-keys.ts'
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES } from '../law/own-policy.ts'
import { hours } from '../law/policy.ts'
import { ADMINISTRATIVE, type Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import { instant, msOf } from '../values/plain-date.ts'
import { list, object, person } from '../values/shape.ts'
import { activeSeats } from './joint/panel.ts'
import { entryOf, type KnownPeople, presentCheck } from './named-people.ts'
import { inRound } from './round-fold.ts'
import { panelChecks, type RoundContext } from './seats.ts'
import type { Review, ReviewedState, ReviewSeat } from './state.ts'
import { act, type OfRound, ofRound, onRound, type RoundEvents, type RoundTopic, SIGNER } from './topic.ts'

const REFUSALS = {
  nudgedAlready: {
    kind: 'state',
    zh: '已催办，{from} 后方可再次催办',
    en: 'nudged already; again from {from} on',
    source: POLICY_DEFAULT,
  },
  personMayNotRead: {
    kind: 'gate',
    zh: '{person} 的角色无权查阅此类案件，不得抄送',
    en: '{person} holds no role that reads cases',
    source: SEPARATION_OF_DUTIES,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const REMINDER_POLICY = {
  /** Hours between two nudges of one round. */
  nudgeHours: hours(24),
}

export type ReminderEvent =
  | (OfRound & { type: 'reviewNudged'; seats: string[]; people: PersonId[]; offices: Office[] })
  | (OfRound & { type: 'copiedTo'; people: PersonId[] })

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

const acts = {
  nudge: act({
    zh: '催办',
    en: 'nudge',
    roles: [...SIGNER.roles, 'applicant', 'departmentLead'],
    relation: 'signer',
    body: (step) => object(onRound(step)),
    bulk: true,
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
  }),
  copyTo: act({
    zh: '抄送',
    en: 'copy',
    roles: SIGNER.roles,
    relation: 'signer',
    body: (step) => object({ ...onRound(step), people: list(person(), 1, 50) }),
    bulk: true,
    ready: panelChecks,
    rules: ({ facts }, { people }) => readerChecks(facts, people),
    events: (at, { people }) => [{ type: 'copiedTo', ...ofRound(at), people: [...new Set(people)] }],
  }),
}

/** The people may receive a copy. */
function readerChecks(facts: KnownPeople, people: readonly PersonId[]): Check[] {
  return people.flatMap((person) => [
    presentCheck(facts, person),
    must(
      entryOf(facts, person)?.roles.some((role) => !CANNOT_READ.includes(role)) ?? true,
      'personMayNotRead',
      { person },
    ),
  ])
}

/** Auditors may read cases; administrators may not. */
const CANNOT_READ: readonly Role[] = ADMINISTRATIVE.filter((role) => role !== 'auditor')

const events: RoundEvents<ReminderEvent> = {
  reviewNudged: {
    evolve: (state, { step }, meta) =>
      inRound(state, step, meta, (review) => ({ ...review, nudgedAt: meta.at })),
    notice: {
      to: ['authority', 'named'],
      named: ({ people, offices }) => ({ people, offices }),
      zh: '催办：请尽快签署',
      en: 'Nudge: a signature is waited for',
      next: toDo(...SIGN),
    },
    history: { zh: '已催办', en: 'The signers were nudged' },
    forCommissioned: true,
  },
  copiedTo: {
    evolve: (state, { people }) => ({ ...state, copied: [...new Set([...state.copied, ...people])] }),
    notice: {
      to: ['named'],
      named: ({ people }) => ({ people, offices: [] }),
      zh: '抄送',
      en: 'A copy for you',
      next: information(...NOTHING_TO_DO),
    },
    history: { zh: '已抄送', en: 'Copied to others' },
    forCommissioned: true,
  },
}

export const REMINDERS = { acts, events, refusals: REFUSALS } satisfies RoundTopic

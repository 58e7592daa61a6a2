/** Which actor may hold which seat of a round, and vote on it now. */

import type { ActionEntry } from '../case/action.ts'
import { authorize } from '../case/authorize.ts'
import { decidingRoots, dutyChecks } from '../case/duties.ts'
import { actionOf, idOf } from '../case/kind.ts'
import { type Check, mustOf, type RefusalEntry, type Unmet, unmetOf } from '../case/refusal.ts'
import type { CaseRefusal } from '../case/refusals.ts'
import { seatTaskKey } from '../case/task-keys.ts'
import { sidesOf, sitsAs, voicesOf } from '../case/voices.ts'
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES, STEP_APPROVAL_LEADER } from '../law/own-policy.ts'
import { together } from '../law/provision.ts'
import { NATIONAL, type OrgId, type PersonActor, ROLES } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import { activeSeats } from './joint/panel.ts'
import type { ReviewedKind, ReviewFacts } from './kind.ts'
import { notRecused } from './recusals.ts'
import { atSeat, wordsOfSeat } from './seat-titles.ts'
import type { Review, ReviewedState, ReviewSeat } from './state.ts'
import type { RoundTopic } from './topic.ts'

const REFUSALS = {
  samePerson: {
    kind: 'forbidden',
    zh: '一人不得签署两次，第二人不得与第一人相同',
    en: 'nobody signs twice: the second person must differ from the first',
    source: SEPARATION_OF_DUTIES,
  },
  leaderNeeded: {
    kind: 'forbidden',
    zh: '须由负责人签署',
    en: "the leader's seat must be signed by a leader",
    source: together(STEP_APPROVAL_LEADER, SEPARATION_OF_DUTIES),
  },
  notYourSeat: {
    kind: 'forbidden',
    zh: '席位“{seat}”属于他人',
    en: 'the seat of {seat} is somebody else’s',
    source: SEPARATION_OF_DUTIES,
  },
  notOnPanel: {
    kind: 'forbidden',
    zh: '不是本轮的签署人',
    en: 'not one of the signers of this round',
    source: SEPARATION_OF_DUTIES,
  },
  seatTaken: {
    kind: 'state',
    zh: '席位“{seat}”已由 {person} 签署',
    en: 'the seat of {seat} has been taken by {person}',
    source: SEPARATION_OF_DUTIES,
  },
  notItsTurn: {
    kind: 'state',
    zh: '前一顺序的席位尚未签署',
    en: 'the seats before this one have not signed yet',
    source: POLICY_DEFAULT,
  },
  adviceMissing: {
    kind: 'state',
    zh: '已委派 {person}，待其反馈意见后由本人签署',
    en: '{person} was asked for advice; the owner of the seat signs after that',
    source: POLICY_DEFAULT,
  },
  noSuchSeat: {
    kind: 'state',
    zh: '没有席位“{seat}”',
    en: 'there is no seat of {seat}',
    source: POLICY_DEFAULT,
  },
  seatClosedAlready: {
    kind: 'state',
    zh: '席位“{seat}”已签署',
    en: 'the seat of {seat} is closed already',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

export type SeatRefusal = keyof typeof REFUSALS

const must = mustOf<CaseRefusal | SeatRefusal>()

/** The context of an act on a round: the case, the round, and the facts of the decision. */
export interface RoundContext {
  kind: ReviewedKind
  state: ReviewedState
  review: Review
  facts: ReviewFacts
}

/** The part of the context that checks on participation need. */
export type Seen = Pick<RoundContext, 'kind' | 'state' | 'review'> & {
  facts: Pick<ReviewFacts, 'actor' | 'policy'>
}

/** The act that is decided on. */
export const subjectEntry = ({ kind, review }: Pick<RoundContext, 'kind' | 'review'>): ActionEntry =>
  actionOf(kind, review.subject.verb)

/** Every reason why this actor may not hold the seat. */
export function holderChecks(at: RoundContext, seat: ReviewSeat): Check[] {
  const { state, facts } = at
  const { actor } = facts
  if (actor.kind !== 'person') return [must(false, 'notYourSeat', { seat: wordsOfSeat(seat.id) })]
  const sides = sidesOf(actor)
  return [
    must(seat.person === undefined || seat.person === sitsAs(actor), 'notYourSeat', {
      seat: wordsOfSeat(seat.id),
    }),
    notClaimed(at, seat, sitsAs(actor) ?? actor.person),
    ...officeChecks(at, seat, actor),
    ...dutyChecks(
      state,
      sides,
      decidingRoots(state, subjectEntry(at).relation, { roles: [actor.role], orgPath: actor.orgPath }),
    ),
    ...at.kind.earlierPartChecks(at, sides),
  ]
}

/** What the seat requires of its holder: role, organisation, rank. The same for a substitute, and after a transfer. */
export function officeChecks(at: RoundContext, seat: ReviewSeat, actor: PersonActor): Check[] {
  const { role, isLeader } = seat
  const org = orgAsked(at, seat)
  const rank = rankCheck(isLeader === true, actor)
  // Separation of duties is checked separately, for every seat.
  const { decides: _decides, ...entry } = subjectEntry(at)
  const { policy } = at.facts
  if (!isMadeOut(seat)) return [...authorize(at.kind, at.state, { entry, policy, actor }), rank]
  return [
    must(role === undefined || role === actor.role, 'roleMayNot', { role: ROLES[actor.role] }),
    must(org === undefined || actor.orgPath.includes(org), 'outOfScope'),
    rank,
  ]
}

/** What waits for a leader is not for anybody else of the office. */
export const rankCheck = (isForLeader: boolean, { isLeader }: PersonActor): Check =>
  must(!isForLeader || isLeader, 'leaderNeeded')

/** The person named by policy or by 加签. A person who got the seat by 转办 is not named: they must meet its requirements. */
const namedFor = ({ person, moved }: ReviewSeat): PersonId | undefined => (moved ? undefined : person)

/** The seat names its role, organisation or person, so its holder need not be somebody who may do the act itself. */
const isMadeOut = (seat: ReviewSeat): boolean =>
  seat.added === true || namedFor(seat) !== undefined || seat.role !== undefined || seat.org !== undefined

/**
 * The organisation that a seat requires. A seat with only a role requires the deciding body, otherwise people of any ministry could sit.
 * A national role belongs to one body anyway, and a named person may be of any organisation.
 */
const orgAsked = (at: RoundContext, seat: ReviewSeat): OrgId | undefined => {
  const { role, org } = seat
  if (org !== undefined || role === undefined || namedFor(seat) !== undefined) return org
  return NATIONAL.includes(role) ? undefined : decidingUnit(at)
}

/** The deciding body. National roles have no unit on the case, so it is the unit that proposed the act. */
export const decidingUnit = (at: Pick<RoundContext, 'kind' | 'state' | 'review'>): OrgId => {
  const { authority } = at.state
  return subjectEntry(at).relation === 'authority' ? authority : (at.review.proposedFrom ?? authority)
}

/** A seat that was claimed as a task belongs to the claimant, until they release it or a leader reassigns it. */
function notClaimed(at: RoundContext, seat: ReviewSeat, person: PersonId): Check {
  const { kind, state, review } = at
  const key = seatTaskKey(idOf(kind, state), review, seat.id)
  const holder = state.claims?.find((claim) => claim.task === key)?.person ?? person
  return must(holder === person, 'taskHeld', { task: atSeat(subjectEntry(at), seat.id), holder })
}

const fits = (at: RoundContext, seat: ReviewSeat): boolean => unmetOf(holderChecks(at, seat)).length === 0

/** Rank of a seat by how few people can hold it: one person, leaders, an office, everybody who may do the act. */
const rarity = ({ person, isLeader, role, org }: ReviewSeat): number =>
  (person === undefined ? 0 : 4) + (isLeader ? 2 : 0) + (role === undefined && org === undefined ? 0 : 1)

/** A person takes the seat that the fewest others can hold, so that the order of arrival does not matter. */
const rarestFirst = (a: ReviewSeat, b: ReviewSeat): number => rarity(b) - rarity(a)

/** The open seat of the actor. `active`: only among seats that can vote now. */
export function ownSeat(at: RoundContext, { active }: { active: boolean }): ReviewSeat | undefined {
  const { seats } = at.review
  const open = active ? activeSeats(seats) : seats.filter(({ mark }) => mark === undefined)
  return open.toSorted(rarestFirst).find((seat) => fits(at, seat))
}

/** The id of a seat that the rules have found already. */
export function idOfSeat(seat: ReviewSeat | undefined): string {
  if (!seat) throw new Error('an act on a round passed its checks without a seat')
  return seat.id
}

/** The actor proposed the act: with any account, in person or by a substitute. */
export const proposed = ({ review: { proposers }, facts }: RoundContext): boolean =>
  voicesOf(facts.actor).some((voice) => proposers.includes(voice))

/** The person voted on the seat: in person, by a substitute, or as a substitute. */
const signedOn = ({ by, inSteadOf }: ReviewSeat, person: PersonId): boolean =>
  by === person || inSteadOf === person

export const hasVoted = ({ seats }: Review, person: PersonId): boolean =>
  seats.some((seat) => signedOn(seat, person))

export const isVoiceOf = ({ facts }: RoundContext, seat: ReviewSeat): boolean =>
  voicesOf(facts.actor).some((voice) => signedOn(seat, voice))

/** The actor's seat: the one on which they voted, otherwise their open one. */
export const heldSeat = (at: RoundContext): ReviewSeat | undefined =>
  at.review.seats.find((seat) => isVoiceOf(at, seat)) ?? ownSeat(at, { active: false })

/** One vote per person: not on another seat or in another role, and not after a recusal. */
const oneVoice = (at: Seen): Check[] => [
  must(!voicesOf(at.facts.actor).some((voice) => hasVoted(at.review, voice)), 'samePerson'),
  notRecused(at),
]

/** What excludes the actor from every seat of the round: a vote, a recusal, a part in an earlier act. */
export const roundChecks = (at: Seen): Check[] => [
  ...oneVoice(at),
  ...at.kind.earlierPartChecks(at, sidesOf(at.facts.actor)),
]

/** The actor has a seat that can vote now and has not voted; otherwise the reasons why the first such seat is not theirs. */
export function voterChecks(at: RoundContext): Check[] {
  const signed = signedBefore(at)
  if (signed) return isTaken(signed)
  const seat = ownSeat(at, { active: true })
  const advised = must(seat?.delegate === undefined, 'adviceMissing', { person: seat?.delegate ?? '' })
  if (seat) return [...oneVoice(at), advised]
  if (ownSeat(at, { active: false })) return [...oneVoice(at), must(false, 'notItsTurn')]
  return [...oneVoice(at), ...whyNoSeat(at)]
}

/** The named seat is open, can vote now, and is the actor's. */
export function namedSeatChecks(at: RoundContext, id: string | undefined): Check[] {
  if (id === undefined) return []
  const seat = at.review.seats.find((one) => one.id === id)
  if (!seat) return [must(false, 'noSuchSeat', { seat: wordsOfSeat(id) })]
  if (seat.by) return isTaken(seat)
  if (seat.mark !== undefined) return [must(false, 'seatClosedAlready', { seat: wordsOfSeat(id) })]
  return [must(activeSeats(at.review.seats).includes(seat), 'notItsTurn'), ...holderChecks(at, seat)]
}

function whyNoSeat(at: RoundContext): Check[] {
  const active = activeSeats(at.review.seats)
  const claimed = active.map((one) => unmetOf(holderChecks(at, one))).find(isOnlyHeld)
  if (claimed) return claimed
  const [first] = active
  const taken = takenBefore(at, first)
  if (taken) return isTaken(taken)
  return first ? holderChecks(at, first) : []
}

const isTaken = ({ id, by }: ReviewSeat): Check[] => [
  must(false, 'seatTaken', { seat: wordsOfSeat(id), person: by ?? '' }),
]

/** The only reason is that somebody else claimed the seat. */
const isOnlyHeld = (unmet: readonly Unmet[]): boolean => unmet.every(({ code }) => code === 'taskHeld')

/**
 * The seat that the actor would have if another person had not been faster; of several the one signed last. The proposer's seat does not
 * count once a later seat can vote: the actor then wants the later seat.
 */
const takenBefore = (at: RoundContext, first: ReviewSeat | undefined): ReviewSeat | undefined =>
  at.review.seats
    .filter((seat) => seat.by !== undefined && !isVoiceOf(at, seat) && fits(at, seat))
    .filter((seat) => !isProposal(at, seat) || seat.order === first?.order)
    .toSorted((a, b) => b.order - a.order)
    .at(0)

/** The seat that the actor has signed already in the same capacity: for themselves, or for the same person. The proposal does not count here. */
const signedBefore = (at: RoundContext): ReviewSeat | undefined =>
  at.review.seats.find((seat) => comesAgain(at, seat) && !isProposal(at, seat))

const comesAgain = ({ facts: { actor } }: RoundContext, { by, inSteadOf }: ReviewSeat): boolean =>
  actor.kind === 'person' && by === actor.person && inSteadOf === actor.actingFor?.person

const isProposal = ({ review }: RoundContext, { by }: ReviewSeat): boolean => by === review.proposedBy

/** The actor has an open seat, also one whose turn has not come, and has not voted. */
export const seatedChecks = (at: RoundContext): Check[] =>
  ownSeat(at, { active: false }) ? oneVoice(at) : voterChecks(at)

/** The actor belongs to the panel: has a seat, has voted, or may do the act that is decided on. */
export function panelChecks(at: RoundContext): Check[] {
  const { kind, state, review, facts } = at
  const { actor, policy } = facts
  const mayPropose = unmetOf(authorize(kind, state, { entry: subjectEntry(at), actor, policy })).length === 0
  const belongs = voicesOf(facts.actor).some((voice) => hasVoted(review, voice)) || mayPropose
  return [notRecused(at), must(belongs || ownSeat(at, { active: false }) !== undefined, 'notOnPanel')]
}

export const SEATS = { refusals: REFUSALS } satisfies RoundTopic

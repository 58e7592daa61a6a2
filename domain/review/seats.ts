/** Who may sit where: the seats of a round as the actor finds them. */

import type { ActionEntry, Relation } from '../case/action.ts'
import { authorize } from '../case/authorize.ts'
import { decidingRoots, dutyChecks, isOfOwner, partsHadBy } from '../case/duties.ts'
import { actionOf, idOf } from '../case/kind.ts'
import type { PartKind } from '../case/parts.ts'
import { type Check, type Unmet, unmetOf } from '../case/refusal.ts'
import { seatTaskKey } from '../case/task-keys.ts'
import { type Side, sidesOf, sitsAs, voicesOf } from '../case/voices.ts'
import { NATIONAL, type OrgId, type PersonActor, type Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import { activeSeats } from './joint/panel.ts'
import type { ReviewedKind, ReviewFacts } from './kind.ts'
import { must } from './refusals.ts'
import type { Review, ReviewedState, ReviewSeat } from './state.ts'

/** A round, as one act on it finds it. */
export interface Sitting {
  kind: ReviewedKind
  state: ReviewedState
  review: Review
  facts: ReviewFacts
}

/** What keeps somebody out of a round looks at no more than this. */
export type Seen = Pick<Sitting, 'kind' | 'state' | 'review'> & {
  facts: Pick<ReviewFacts, 'actor' | 'policy'>
}

/** The act that is decided on. */
export const subjectEntry = ({ kind, review }: Pick<Sitting, 'kind' | 'review'>): ActionEntry =>
  actionOf(kind, review.subject.verb)

/** Everything that keeps this actor from holding the seat. */
export function holderChecks(at: Sitting, seat: ReviewSeat): Check[] {
  const { state, facts } = at
  const { actor } = facts
  if (actor.kind !== 'person') return [must(false, 'notYourSeat', { seat: seat.id })]
  const sides = sidesOf(actor)
  return [
    must(seat.person === undefined || seat.person === sitsAs(actor), 'notYourSeat', { seat: seat.id }),
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

/** What the seat asks of whoever sits there, be it their own, another's whom they act for, or one that came to them. */
export function officeChecks(at: Sitting, seat: ReviewSeat, actor: PersonActor): Check[] {
  const { role, isLeader } = seat
  const org = orgAsked(at, seat)
  const rank = must(isLeader !== true || actor.isLeader, 'leaderNeeded')
  // Separation of duties has its own checks, on every seat.
  const { decides: _decides, ...entry } = subjectEntry(at)
  const { policy } = at.facts
  if (!isMadeOut(seat)) return [...authorize(at.kind, at.state, { entry, policy, actor }), rank]
  return [
    must(role === undefined || role === actor.role, 'roleMayNot', { role: actor.role }),
    must(org === undefined || actor.orgPath.includes(org), 'outOfScope'),
    rank,
  ]
}

/** Whom policy or 加签 named. Whoever got the seat by 转办 is its holder, and must be what it asks. */
const namedFor = ({ person, moved }: ReviewSeat): PersonId | undefined => (moved ? undefined : person)

/** It says itself whose it is: of everybody who may sign at all they can take it, whoever may do the act. */
const isMadeOut = (seat: ReviewSeat): boolean =>
  seat.added === true || namedFor(seat) !== undefined || seat.role !== undefined || seat.org !== undefined

/**
 * A role alone is that of the body that decides, or any ministry's could sit; a national role is one body's wherever
 * it is held, and who is named may be of any.
 */
const orgAsked = (at: Sitting, seat: ReviewSeat): OrgId | undefined => {
  const { role, org } = seat
  if (org !== undefined || role === undefined || namedFor(seat) !== undefined) return org
  return NATIONAL.includes(role) ? undefined : decidingUnit(at)
}

/** The body that decides; national roles have no unit on the project: the one that proposed the act has it. */
export const decidingUnit = (at: Pick<Sitting, 'kind' | 'state' | 'review'>): OrgId => {
  const { authority } = at.state
  return subjectEntry(at).relation === 'authority' ? authority : (at.review.proposedFrom ?? authority)
}

/** A seat that somebody claimed as a task is theirs, until they give it back or a leader hands it over. */
function notClaimed({ kind, state, review }: Sitting, seat: ReviewSeat, person: PersonId): Check {
  const task = seatTaskKey(idOf(kind, state), review, seat.id)
  const holder = state.claims?.find((claim) => claim.task === task)?.person ?? person
  return must(holder === person, 'taskHeld', { task, holder })
}

const fits = (at: Sitting, seat: ReviewSeat): boolean => unmetOf(holderChecks(at, seat)).length === 0

/** How few can take the seat: one person, leaders, an office, whoever may do the act. */
const rarity = ({ person, isLeader, role, org }: ReviewSeat): number =>
  (person === undefined ? 0 : 4) + (isLeader ? 2 : 0) + (role === undefined && org === undefined ? 0 : 1)

/** A leader who votes first leaves to others the seats that others can take: the order of arrival decides nothing. */
const rarestFirst = (a: ReviewSeat, b: ReviewSeat): number => rarity(b) - rarity(a)

/** The open seat that is the actor's; `active`: among those that can vote now. */
export function ownSeat(at: Sitting, { active }: { active: boolean }): ReviewSeat | undefined {
  const { seats } = at.review
  const open = active ? activeSeats(seats) : seats.filter(({ mark }) => mark === undefined)
  return open.toSorted(rarestFirst).find((seat) => fits(at, seat))
}

/** In person, by a substitute, or as one. */
const signedOn = ({ by, inSteadOf }: ReviewSeat, person: PersonId): boolean =>
  by === person || inSteadOf === person

export const hasVoted = ({ seats }: Review, person: PersonId): boolean =>
  seats.some((seat) => signedOn(seat, person))

export const isVoiceOf = ({ facts }: Sitting, seat: ReviewSeat): boolean =>
  voicesOf(facts.actor).some((voice) => signedOn(seat, voice))

/** Where the actor sits: the seat that they voted on, otherwise their open one. */
export const heldSeat = (at: Sitting): ReviewSeat | undefined =>
  at.review.seats.find((seat) => isVoiceOf(at, seat)) ?? ownSeat(at, { active: false })

/** One person, one voice: not through another seat or role, and not after standing aside. */
const oneVoice = (at: Seen): Check[] => [
  must(!voicesOf(at.facts.actor).some((voice) => hasVoted(at.review, voice)), 'samePerson'),
  notRecused(at),
]

export const notRecused = ({ review, facts: { actor } }: Seen): Check =>
  must(!voicesOf(actor).some((voice) => review.recused.includes(voice)), 'recusedAlready')

/** What keeps the actor from every seat of the round: a voice given, a recusal, a part in an earlier act. */
export const roundChecks = (at: Seen): Check[] => [
  ...oneVoice(at),
  ...at.kind.earlierPartChecks(at, sidesOf(at.facts.actor)),
]

/** The actor has a seat that can vote now, and no voice yet; otherwise why the first of them is not theirs. */
export function voterChecks(at: Sitting): Check[] {
  const signed = signedBefore(at)
  if (signed) return isTaken(signed)
  const seat = ownSeat(at, { active: true })
  const advised = must(seat?.delegate === undefined, 'adviceMissing', { person: seat?.delegate ?? '' })
  if (seat) return [...oneVoice(at), advised]
  if (ownSeat(at, { active: false })) return [...oneVoice(at), must(false, 'notItsTurn')]
  return [...oneVoice(at), ...whyNoSeat(at)]
}

/** The seat that the actor means is free, its turn has come, and it is theirs. */
export function namedSeatChecks(at: Sitting, id: string | undefined): Check[] {
  if (id === undefined) return []
  const seat = at.review.seats.find((one) => one.id === id)
  if (!seat) return [must(false, 'noSuchSeat', { seat: id })]
  if (seat.by) return isTaken(seat)
  if (seat.mark !== undefined) return [must(false, 'seatClosedAlready', { seat: id })]
  return [must(activeSeats(at.review.seats).includes(seat), 'notItsTurn'), ...holderChecks(at, seat)]
}

function whyNoSeat(at: Sitting): Check[] {
  const active = activeSeats(at.review.seats)
  const claimed = active.map((one) => unmetOf(holderChecks(at, one))).find(isOnlyHeld)
  if (claimed) return claimed
  const [first] = active
  const taken = takenBefore(at, first)
  if (taken) return isTaken(taken)
  return first ? holderChecks(at, first) : []
}

const isTaken = ({ id, by }: ReviewSeat): Check[] => [
  must(false, 'seatTaken', { seat: id, person: by ?? '' }),
]

/** Nothing is in the way but that somebody else claimed it. */
const isOnlyHeld = (unmet: readonly Unmet[]): boolean => unmet.every(({ code }) => code === 'taskHeld')

/**
 * The seat that would be the actor's, had nobody been faster; of several the one that signed last. The proposal's
 * own seat is nobody's loss once its turn is over: who comes then comes for the next.
 */
const takenBefore = (at: Sitting, first: ReviewSeat | undefined): ReviewSeat | undefined =>
  at.review.seats
    .filter((seat) => seat.by !== undefined && !isVoiceOf(at, seat) && fits(at, seat))
    .filter((seat) => !isProposal(at, seat) || seat.order === first?.order)
    .toSorted((a, b) => b.order - a.order)
    .at(0)

/** Who only comes twice; the proposer would be the second person, and whoever comes for another now would have two voices. */
const signedBefore = (at: Sitting): ReviewSeat | undefined =>
  at.review.seats.find((seat) => comesAgain(at, seat) && !isProposal(at, seat))

const comesAgain = ({ facts: { actor } }: Sitting, { by, inSteadOf }: ReviewSeat): boolean =>
  actor.kind === 'person' && by === actor.person && inSteadOf === actor.actingFor?.person

const isProposal = ({ review }: Sitting, { by }: ReviewSeat): boolean => by === review.proposedBy

/** The actor has an open seat, whether its turn has come or not, and no voice yet. */
export const seatedChecks = (at: Sitting): Check[] =>
  ownSeat(at, { active: false }) ? oneVoice(at) : voterChecks(at)

/** The actor belongs to the panel: has a seat, has voted, or may do the act that is decided on. */
export function panelChecks(at: Sitting): Check[] {
  const { kind, state, review, facts } = at
  const { actor, policy } = facts
  const mayPropose = unmetOf(authorize(kind, state, { entry: subjectEntry(at), actor, policy })).length === 0
  const belongs = voicesOf(facts.actor).some((voice) => hasVoted(review, voice)) || mayPropose
  return [notRecused(at), must(belongs || ownSeat(at, { active: false }) !== undefined, 'notOnPanel')]
}

/** Whoever a seat is given to: nobody who had a part in the matter, voted, stood aside, or sits already. */
export function giveeChecks(at: Sitting, person: PersonId | undefined): Check[] {
  if (person === undefined) return []
  const { state, review, facts } = at
  const entry = facts.named.people.find(({ id }) => id === person)
  const people = [person, ...(entry?.accounts ?? [])]
  const params = { person }
  return [
    ...givenPartChecks(state, person, {
      ...{ people, orgPath: entry?.orgPath ?? [], roles: entry?.roles ?? [] },
      relation: subjectEntry(at).relation,
    }),
    must(!people.some((one) => hasVoted(review, one)), 'giveeHasVoted', params),
    must(!people.some((one) => review.recused.includes(one)), 'giveeRecused', params),
    must(
      !review.seats.some(
        (seat) => seat.mark === undefined && seat.person !== undefined && people.includes(seat.person),
      ),
      'giveeSits',
      params,
    ),
  ]
}

/** What keeps somebody, or an office, from being given a seat: a part that they or theirs had in the project. */
export function givenPartChecks(
  state: ReviewedState,
  name: string,
  { roles, relation, ...side }: Side & { roles: readonly Role[]; relation: Relation },
): Check[] {
  const deciding = decidingRoots(state, relation, { roles, orgPath: side.orgPath })
  const parts = partsHadBy(state, [side], deciding)
  const isParty = parts.some((kind) => PARTIES.includes(kind)) || isOfOwner(state, [side], deciding)
  const params = { person: name }
  return [
    must(!parts.includes('preparer') && !parts.includes('author'), 'giveeIsPreparer', params),
    must(!parts.includes('appraiser'), 'giveeIsExpert', params),
    must(!isParty, 'giveeIsParty', params),
  ]
}

const PARTIES: readonly PartKind[] = ['evaluator', 'supervisor', 'contractor']

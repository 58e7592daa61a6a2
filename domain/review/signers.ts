/** Changes of the panel of an open round: 加签, 减签, 转办, 委派, and the advice that returns a delegated seat. */

import { pathOf } from '../case/parts.ts'
import type { Check } from '../case/refusal.ts'
import { sitsAs, voicesOf } from '../case/voices.ts'
import type { OrgId, Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { ReviewBody } from './actions.ts'
import { activeSeats } from './joint/panel.ts'
import { signerChecks, successorChecks } from './named-people.ts'
import { ADDED_SEAT, SEATS_MAX } from './panels.ts'
import { must } from './refusals.ts'
import { ofRound, type RoundRules } from './rule.ts'
import { wordsOfSeat } from './seat-titles.ts'
import {
  assigneeChecks,
  assigneePartChecks,
  heldSeat,
  notRecused,
  ownSeat,
  panelChecks,
  type RoundContext,
  seatedChecks,
  subjectEntry,
} from './seats.ts'
import type { ReviewSeat } from './state.ts'
import { seatOf } from './votes.ts'

type SignerVerb = 'addSigner' | 'removeSigner' | 'transferSeat' | 'delegateSeat' | 'advise'

export const SIGNER_RULES: RoundRules<SignerVerb> = {
  addSigner: {
    ready: (at) => [
      ...panelChecks(at),
      must(at.review.seats.length < SEATS_MAX, 'panelFull', { max: SEATS_MAX }),
    ],
    rules: addedChecks,
    events: (at, { of, position, person, role, org, reasons }) => {
      const seat = `${ADDED_SEAT}${at.review.additions + 1}`
      const order = anchorOf(at, of)?.order ?? 1
      const holder = { person: person ?? null, role: role ?? null, org: org ?? null }
      const addedBy = { people: voicesOf(at.facts.actor), seat: heldSeat(at)?.id ?? null }
      return [{ type: 'signerAdded', ...ofRound(at), seat, position, order, ...holder, reasons, addedBy }]
    },
  },
  removeSigner: {
    ready: panelChecks,
    rules: (at, { seat }) => removedChecks(at, seat),
    events: (at, { seat, reasons }) => [{ type: 'signerRemoved', ...ofRound(at), seat, reasons }],
  },
  transferSeat: {
    ready: seatedChecks,
    rules: transferChecks,
    events: (at, { to, reasons }) => [
      {
        ...{ type: 'seatTransferred', ...ofRound(at), seat: seatOf(ownSeat(at, { active: false })) },
        ...{ to, reasons, keeps: true },
      },
    ],
  },
  delegateSeat: {
    ready: seatedChecks,
    rules: (at, { to }) => [
      ...assigneeChecks(at, to),
      notSelf(at, to),
      neverAsked(at, to),
      ...signerChecks(at, to),
    ],
    events: (at, { to, reasons }) => [
      { type: 'seatDelegated', ...ofRound(at), seat: seatOf(ownSeat(at, { active: false })), to, reasons },
    ],
  },
  advise: {
    ready: (at) => [
      notRecused(at),
      must(delegated(at) !== undefined, 'nothingToAdvise'),
      must(!isOwnAdvice(at), 'adviceIsOwn'),
    ],
    events: (at, { recommends, advice }) => [
      { type: 'adviceGiven', ...ofRound(at), seat: seatOf(delegated(at)), recommends, advice },
    ],
  },
}

const notSelf = ({ facts }: RoundContext, to: PersonId): Check =>
  must(!voicesOf(facts.actor).includes(to), 'giveeIsSelf')

/** A transfer to oneself is refused without checking the requirements of the seat. */
function transferChecks(at: RoundContext, { to }: ReviewBody<'transferSeat'>): Check[] {
  const self = notSelf(at, to)
  return self
    ? [...assigneeChecks(at, to), self]
    : [...assigneeChecks(at, to), ...successorChecks(at, ownSeat(at, { active: false }), to)]
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

/** The seat next to which the new seat is placed: the named one, the actor's own, or the first that can vote. */
const anchorOf = (at: RoundContext, of: string | undefined): ReviewSeat | undefined =>
  of === undefined
    ? (ownSeat(at, { active: true }) ?? activeSeats(at.review.seats)[0])
    : at.review.seats.find(({ id }) => id === of)

/** An office that had a part in the case, or in the act that is decided on, gets no seat. */
function officeChecks(at: RoundContext, role: Role | undefined, org: OrgId | undefined): Check[] {
  if (org === undefined) return []
  const side = { people: [], orgPath: pathOf(at.facts.named, org) }
  const roles = role === undefined ? [] : [role]
  return [
    ...assigneePartChecks(at.state, org, { ...side, roles, relation: subjectEntry(at).relation }),
    ...at.kind.earlierPartChecks(at, [side]),
  ]
}

function addedChecks(at: RoundContext, { of, person, role, org }: ReviewBody<'addSigner'>): Check[] {
  const isPerson = person !== undefined && role === undefined && org === undefined
  const isRole = person === undefined && role !== undefined && org !== undefined
  return [
    must(isPerson || isRole, 'signerUnnamed'),
    must(anchorOf(at, of) !== undefined, 'noSuchSeat', { seat: wordsOfSeat(of ?? '') }),
    ...officeChecks(at, role, org),
    ...assigneeChecks(at, person),
    ...(person === undefined ? [] : [notSelf(at, person)]),
    ...signerChecks(at, person),
  ]
}

/** Seats required by policy cannot be removed: otherwise 减签 could circumvent the policy. */
function removedChecks(at: RoundContext, id: string): Check[] {
  const seat = at.review.seats.find((one) => one.id === id)
  if (!seat) return [must(false, 'noSuchSeat', { seat: wordsOfSeat(id) })]
  return [
    must(seat.added === true, 'seatIsOfPolicy', { seat: wordsOfSeat(id) }),
    must(seat.mark === undefined, 'seatClosedAlready', { seat: wordsOfSeat(id) }),
    must(mayUndo(at, seat), 'signerOfAnother', {
      seat: wordsOfSeat(id),
      person: seat.addedBy?.people.join() ?? '',
    }),
  ]
}

/** The person who added the signer may undo it, or the holder of a seat that is not earlier than theirs: a handler cannot undo a leader's act. */
function mayUndo(at: RoundContext, { addedBy }: ReviewSeat): boolean {
  if (!addedBy || voicesOf(at.facts.actor).some((voice) => addedBy.people.includes(voice))) return true
  const own = heldSeat(at)
  const theirs = at.review.seats.find(({ id }) => id === addedBy.seat)
  return own !== undefined && own.added !== true && own.order >= (theirs?.order ?? 0)
}

/** Changes of the panel while it sits: 加签, 减签, 转办, 委派, and the advice that brings a delegated seat back. */

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
import { ofRound, type SittingRules } from './rule.ts'
import {
  giveeChecks,
  givenPartChecks,
  heldSeat,
  notRecused,
  ownSeat,
  panelChecks,
  type Sitting,
  seatedChecks,
  subjectEntry,
} from './seats.ts'
import type { ReviewSeat } from './state.ts'
import { seatOf } from './votes.ts'

type SignerVerb = 'addSigner' | 'removeSigner' | 'transferSeat' | 'delegateSeat' | 'advise'

export const SIGNER_RULES: SittingRules<SignerVerb> = {
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
      ...giveeChecks(at, to),
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

const notSelf = ({ facts }: Sitting, to: PersonId): Check =>
  must(!voicesOf(facts.actor).includes(to), 'giveeIsSelf')

/** Whoever gives it to themselves hears that alone: the seat is theirs. */
function transferChecks(at: Sitting, { to }: ReviewBody<'transferSeat'>): Check[] {
  const self = notSelf(at, to)
  return self
    ? [...giveeChecks(at, to), self]
    : [...giveeChecks(at, to), ...successorChecks(at, ownSeat(at, { active: false }), to)]
}

/** Nobody who passed the question on gets it back, by whichever account. */
function neverAsked(at: Sitting, to: PersonId): Check {
  const asked = ownSeat(at, { active: false })?.askedBy ?? []
  const accounts = at.facts.named.people.find(({ id }) => id === to)?.accounts ?? []
  return must(![to, ...accounts].some((one) => asked.includes(one)), 'adviceIsOwn')
}

/** The open seat whose advice the actor was asked for. */
const delegated = ({ review, facts }: Sitting): ReviewSeat | undefined =>
  review.seats.find(
    ({ mark, delegate }) => mark === undefined && delegate !== undefined && delegate === sitsAs(facts.actor),
  )

/** Advice never comes from whoever asked for it, as a substitute or from another account. */
const isOwnAdvice = (at: Sitting): boolean => {
  const asked = delegated(at)?.askedBy ?? []
  return voicesOf(at.facts.actor).some((voice) => asked.includes(voice))
}

/** Where the new seat goes: next to the one that is named, to the actor's own, or to the first that can act. */
const anchorOf = (at: Sitting, of: string | undefined): ReviewSeat | undefined =>
  of === undefined
    ? (ownSeat(at, { active: true }) ?? activeSeats(at.review.seats)[0])
    : at.review.seats.find(({ id }) => id === of)

/** An office that had a part in the project, or in what is decided on, gets no seat. */
function officeChecks(at: Sitting, role: Role | undefined, org: OrgId | undefined): Check[] {
  if (org === undefined) return []
  const side = { people: [], orgPath: pathOf(at.facts.named, org) }
  const roles = role === undefined ? [] : [role]
  return [
    ...givenPartChecks(at.state, org, { ...side, roles, relation: subjectEntry(at).relation }),
    ...at.kind.earlierPartChecks(at, [side]),
  ]
}

function addedChecks(at: Sitting, { of, person, role, org }: ReviewBody<'addSigner'>): Check[] {
  const isPerson = person !== undefined && role === undefined && org === undefined
  const isRole = person === undefined && role !== undefined && org !== undefined
  return [
    must(isPerson || isRole, 'signerUnnamed'),
    must(anchorOf(at, of) !== undefined, 'noSuchSeat', { seat: of ?? '' }),
    ...officeChecks(at, role, org),
    ...giveeChecks(at, person),
    ...(person === undefined ? [] : [notSelf(at, person)]),
    ...signerChecks(at, person),
  ]
}

/** Seats that policy asks for stay: otherwise 减签 would be a way around the policy. */
function removedChecks(at: Sitting, id: string): Check[] {
  const seat = at.review.seats.find((one) => one.id === id)
  if (!seat) return [must(false, 'noSuchSeat', { seat: id })]
  return [
    must(seat.added === true, 'seatIsOfPolicy', { seat: id }),
    must(seat.mark === undefined, 'seatClosedAlready', { seat: id }),
    must(mayUndo(at, seat), 'signerOfAnother', { seat: id, person: seat.addedBy?.people.join() ?? '' }),
  ]
}

/** Who added the signer, or sits on a seat of policy that is not before theirs: a handler undoes nothing of a leader. */
function mayUndo(at: Sitting, { addedBy }: ReviewSeat): boolean {
  if (!addedBy || voicesOf(at.facts.actor).some((voice) => addedBy.people.includes(voice))) return true
  const own = heldSeat(at)
  const theirs = at.review.seats.find(({ id }) => id === addedBy.seat)
  return own !== undefined && own.added !== true && own.order >= (theirs?.order ?? 0)
}

/** Changes of the panel of an open round: 加签 adds a signer, 减签 removes one that was added, 转办 passes a seat on. */

import { SIGN, toDo } from '../case/notice.ts'
import { pathOf } from '../case/parts.ts'
import { type Check, mustOf, type RefusalEntry } from '../case/refusal.ts'
import { voicesOf } from '../case/voices.ts'
import { POLICY_DEFAULT, SEPARATION_OF_DUTIES } from '../law/own-policy.ts'
import type { OrgId, Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import { object, oneOf, organisation, person, prose, slug } from '../values/shape.ts'
import { assigneeChecks, assigneePartChecks, notSelf, signerChecks, successorChecks } from './assignees.ts'
import { POSITIONS, type Position, withoutSeat, withSeat } from './joint/changes.ts'
import { activeSeats } from './joint/panel.ts'
import { ADDED_SEAT, SEATS_MAX } from './panels.ts'
import { inRound, withSeatChanged } from './round-fold.ts'
import { happenedAtSeat, wordsOfSeat } from './seat-titles.ts'
import {
  heldSeat,
  idOfSeat,
  ownSeat,
  panelChecks,
  type RoundContext,
  type SeatRefusal,
  seatedChecks,
  subjectEntry,
} from './seats.ts'
import { SIGNER_ROLES } from './signer-roles.ts'
import type { Adder, ReviewSeat } from './state.ts'
import { act, type OfRound, ofRound, onRound, type RoundEvents, type RoundTopic, SIGNER } from './topic.ts'

const REFUSALS = {
  seatIsOfPolicy: {
    kind: 'gate',
    zh: '席位“{seat}”由政策规定，不得减签',
    en: 'policy asks for the seat of {seat}; only added signers can be removed',
    source: POLICY_DEFAULT,
  },
  signerOfAnother: {
    kind: 'gate',
    zh: '席位“{seat}”由 {person} 加签，只能由其本人或同一、更后顺序席位的签署人减签；认为不必要的，请与其商议或提出异议',
    en: '{person} added the seat of {seat}: they remove it, or whoever sits on a seat of policy of the same or a later order; ask them, or object',
    source: SEPARATION_OF_DUTIES,
  },
  panelFull: {
    kind: 'gate',
    zh: '签署人已达上限 {max} 个',
    en: 'a panel has {max} seats at most',
    source: POLICY_DEFAULT,
  },
  signerUnnamed: {
    kind: 'input',
    zh: '加签须指定一人，或指定角色和单位',
    en: 'name either a person, or a role and an organisation',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<SeatRefusal | keyof typeof REFUSALS>()

export type SignerEvent =
  | (OfRound & {
      type: 'signerAdded'
      seat: string
      position: Position
      order: number
      person: PersonId | null
      role: Role | null
      org: OrgId | null
      reasons: string
      /** Left out by older ones, whose signer anybody of the panel removes. */
      addedBy?: Adder
    })
  | (OfRound & { type: 'signerRemoved'; seat: string; reasons: string })
  /** `keeps`: what the seat asks of its holder and its time, which older ones took from it. */
  | (OfRound & { type: 'seatTransferred'; seat: string; to: PersonId; reasons: string; keeps?: true })

const acts = {
  addSigner: act({
    zh: '加签',
    en: 'add a signer',
    ...SIGNER,
    body: (step) =>
      object(
        { ...onRound(step), position: oneOf(POSITIONS), reasons: prose(4000) },
        {
          of: slug('seat that the new one stands before, beside or after'),
          person: person(),
          role: oneOf(SIGNER_ROLES),
          org: organisation(),
        },
      ),
    ready: (at) => [
      ...panelChecks(at),
      must(at.review.seats.length < SEATS_MAX, 'panelFull', { max: SEATS_MAX }),
    ],
    rules: (at, added) => addedChecks(at, added),
    events: (at, { of, position, person, role, org, reasons }) => {
      const seat = `${ADDED_SEAT}${at.review.additions + 1}`
      const order = anchorOf(at, of)?.order ?? 1
      const holder = { person: person ?? null, role: role ?? null, org: org ?? null }
      const addedBy = { people: voicesOf(at.facts.actor), seat: heldSeat(at)?.id ?? null }
      return [{ type: 'signerAdded', ...ofRound(at), seat, position, order, ...holder, reasons, addedBy }]
    },
  }),
  removeSigner: act({
    zh: '减签',
    en: 'remove a signer',
    ...SIGNER,
    body: (step) => object({ ...onRound(step), seat: slug(), reasons: prose(4000) }),
    ready: panelChecks,
    rules: (at, { seat }) => removedChecks(at, seat),
    events: (at, { seat, reasons }) => [{ type: 'signerRemoved', ...ofRound(at), seat, reasons }],
  }),
  transferSeat: act({
    zh: '转办',
    en: 'transfer a seat',
    ...SIGNER,
    body: (step) => object({ ...onRound(step), to: person(), reasons: prose(4000) }),
    ready: seatedChecks,
    rules: (at, { to }) => transferChecks(at, to),
    events: (at, { to, reasons }) => [
      {
        ...{ type: 'seatTransferred', ...ofRound(at), seat: idOfSeat(ownSeat(at, { active: false })) },
        ...{ to, reasons, keeps: true },
      },
    ],
  }),
}

/** A transfer to oneself is refused without checking the requirements of the seat. */
function transferChecks(at: RoundContext, to: PersonId): Check[] {
  const self = notSelf(at, to)
  return self
    ? [...assigneeChecks(at, to), self]
    : [...assigneeChecks(at, to), ...successorChecks(at, ownSeat(at, { active: false }), to)]
}

/** The seat next to which the new seat is placed: the named one, the actor's own, or the first that can vote. */
const anchorOf = (at: RoundContext, of: string | undefined): ReviewSeat | undefined =>
  of === undefined
    ? (ownSeat(at, { active: true }) ?? activeSeats(at.review.seats)[0])
    : at.review.seats.find(({ id }) => id === of)

/** An office that had a part in the case, or in the act that is decided on, gets no seat. */
function addedOfficeChecks(at: RoundContext, role: Role | undefined, org: OrgId | undefined): Check[] {
  if (org === undefined) return []
  const side = { people: [], orgPath: pathOf(at.facts.named, org) }
  const roles = role === undefined ? [] : [role]
  return [
    ...assigneePartChecks(at.state, org, { ...side, roles, relation: subjectEntry(at).relation }),
    ...at.kind.earlierPartChecks(at, [side]),
  ]
}

interface Signer {
  of?: string | undefined
  person?: PersonId | undefined
  role?: Role | undefined
  org?: OrgId | undefined
}

function addedChecks(at: RoundContext, { of, person, role, org }: Signer): Check[] {
  const isPerson = person !== undefined && role === undefined && org === undefined
  const isRole = person === undefined && role !== undefined && org !== undefined
  return [
    must(isPerson || isRole, 'signerUnnamed'),
    must(anchorOf(at, of) !== undefined, 'noSuchSeat', { seat: wordsOfSeat(of ?? '') }),
    ...addedOfficeChecks(at, role, org),
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

const events: RoundEvents<SignerEvent> = {
  signerAdded: {
    evolve: (state, { step, seat, position, order, person, role, org, addedBy }, meta) =>
      inRound(state, step, meta, (review) => {
        const holder = { ...(person ? { person } : {}), ...(role ? { role } : {}), ...(org ? { org } : {}) }
        const adder = addedBy ? { addedBy } : {}
        const added = { id: seat, weight: 1, ...holder, added: true as const, ...adder }
        const seats = withSeat<ReviewSeat>(review.seats, added, { position, of: order })
        return { ...review, seats, additions: review.additions + 1 }
      }),
    tellsSigner: true,
    notice: {
      to: ['named'],
      named: ({ person, role, org }) => ({
        people: person ? [person] : [],
        offices: role && org ? [{ role, org }] : [],
      }),
      zh: '请加签',
      en: 'You were added as a signer',
      next: toDo(...SIGN),
    },
    history: { zh: '已加签', en: 'A signer was added' },
    forCommissioned: true,
  },
  signerRemoved: {
    evolve: (state, { step, seat }, meta) =>
      inRound(state, step, meta, (review) => ({ ...review, seats: withoutSeat(review.seats, seat) })),
    notice: null,
    history: happenedAtSeat('已减签', 'A signer was removed'),
    forCommissioned: true,
  },
  seatTransferred: {
    evolve: (state, { step, seat, to, keeps }, meta) =>
      inRound(state, step, meta, (review) =>
        withSeatChanged(review, seat, ({ since, delegate: _delegate, askedBy: _askedBy, ...owned }) => ({
          ...owned,
          person: to,
          // An older transfer began the time of the seat anew.
          ...(keeps ? { moved: true, ...(since === undefined ? {} : { since }) } : {}),
        })),
      ),
    tellsSigner: true,
    notice: {
      to: ['named'],
      named: ({ to }) => ({ people: [to], offices: [] }),
      zh: '席位已转办给您',
      en: 'A seat was transferred to you',
      next: toDo(...SIGN),
    },
    history: happenedAtSeat('席位已转办', 'A seat was transferred'),
    forCommissioned: true,
  },
}

export const SIGNERS = { acts, events, refusals: REFUSALS } satisfies RoundTopic

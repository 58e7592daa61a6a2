/** People whom an act names: who they are by the directory is a fact of the decision, as the actor is. */
import { type Actor, ADMINISTRATIVE, type NamedPerson, type Role } from '../directory.ts'
import type { PersonId } from '../ids.ts'
import type { Facts } from '../project/facts.ts'
import { type Check, must, unmetOf } from '../refusal.ts'
import { voicesOf } from '../substitution/substitution.ts'
import { earlierPartChecks } from './earlier-part.ts'
import { giveeChecks, holderChecks, type Sitting } from './seats.ts'
import { SIGNER_ROLES } from './signer-roles.ts'
import type { ReviewSeat } from './state.ts'

type Known = Pick<Facts, 'named' | 'on'>

const entryOf = ({ named }: Known, person: PersonId): NamedPerson | undefined =>
  named.people.find(({ id }) => id === person)

/** Still there on the day; that the directory knows them is checked for all whom an act names (`references.ts`). */
export function presentCheck(facts: Known, person: PersonId): Check {
  const leftOn = entryOf(facts, person)?.leftOn ?? null
  return must(leftOn === null || facts.on <= leftOn, 'personLeft', { person, leftOn: leftOn ?? '' })
}

/** Somebody who can sign or advise at all. */
export function signerChecks(at: Sitting, person: PersonId | undefined): Check[] {
  if (person === undefined) return []
  const { facts } = at
  const entry = entryOf(facts, person)
  const roles: readonly string[] = SIGNER_ROLES
  // Whoever is kept away by name is told that reason only.
  const isBarred = unmetOf(giveeChecks(at, person)).length > 0
  const side = { people: [person, ...(entry?.accounts ?? [])], orgPath: entry?.orgPath ?? [] }
  return [
    presentCheck(facts, person),
    must(!entry || isBarred || entry.roles.some((role) => roles.includes(role)), 'personMayNotSign', {
      person,
    }),
    ...earlierPartChecks(at, [side]),
  ]
}

/** Somebody who may sign on exactly this seat: what policy asks of its holder stays when it moves. */
export function successorChecks(at: Sitting, seat: ReviewSeat | undefined, person: PersonId): Check[] {
  const entry = entryOf(at.facts, person)
  const present = presentCheck(at.facts, person)
  const isBarred = unmetOf(giveeChecks(at, person)).length > 0 || voicesOf(at.facts.actor).includes(person)
  if (!entry || !seat || isBarred) return [present]
  const { person: _holder, ...office } = seat
  const asksWho = seat.added !== true || seat.role !== undefined || seat.org !== undefined
  if (!asksWho) return signerChecks(at, person)
  // The claim on a seat ends when it moves.
  const state = { ...at.state, claims: [] }
  const fits = entry.roles.some((role) => {
    const actor: Actor = {
      kind: 'person',
      person,
      role,
      org: entry.org,
      orgPath: entry.orgPath,
      isLeader: entry.isLeader,
      ...(entry.accounts ? { accounts: entry.accounts } : {}),
    }
    return unmetOf(holderChecks({ ...at, state, facts: { ...at.facts, actor } }, office)).length === 0
  })
  return [present, must(fits, 'personMayNotSign', { person })]
}

/** Somebody whom a copy can be shown to. */
export function readerChecks(facts: Known, people: readonly PersonId[]): Check[] {
  return people.flatMap((person) => [
    presentCheck(facts, person),
    must(
      entryOf(facts, person)?.roles.some((role) => !CANNOT_READ.includes(role)) ?? true,
      'personMayNotRead',
      { person },
    ),
  ])
}

/** Auditors read; who runs the system does not. */
const CANNOT_READ: readonly Role[] = ADMINISTRATIVE.filter((role) => role !== 'auditor')

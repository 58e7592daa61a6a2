/** People whom an act names: who they are by the directory is a fact of the decision, as the actor is. */

import { bodyShapeOf, type CaseKind } from '../case/kind.ts'
import { namedIn } from '../case/references.ts'
import { type Check, unmetOf } from '../case/refusal.ts'
import { ADMINISTRATIVE, type NamedPerson, type PersonActor, type Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { ReviewFacts } from './kind.ts'
import { must } from './refusals.ts'
import { officeChecks, type Sitting } from './seats.ts'
import { SIGNER_ROLES } from './signer-roles.ts'
import type { Review, ReviewSeat } from './state.ts'

type Known = Pick<ReviewFacts, 'named' | 'on'>

const entryOf = ({ named }: Known, person: PersonId): NamedPerson | undefined =>
  named.people.find(({ id }) => id === person)

/** Still there on the day; that the directory knows them is checked for all whom an act names (`references.ts`). */
export function presentCheck(facts: Known, person: PersonId): Check {
  const leftOn = entryOf(facts, person)?.leftOn ?? null
  return must(leftOn === null || facts.on <= leftOn, 'personLeft', { person, leftOn: leftOn ?? '' })
}

/** Whoever an act named when it was proposed is there when it takes effect, and so is every organisation. */
export function stillThereChecks(
  kind: Pick<CaseKind, 'bodies'>,
  { verb, body }: Pick<Review['subject'], 'verb' | 'body'>,
  facts: Known,
): Check[] {
  const { people, organisations } = namedIn(bodyShapeOf(kind, verb), body)
  const { named } = facts
  return [
    ...organisations.map((name) =>
      must(
        named.organisations.some(({ id }) => id === name),
        'namedIsGone',
        { name },
      ),
    ),
    ...people.map((name) => must(entryOf(facts, name) !== undefined, 'namedIsGone', { name })),
    ...people.map((person) => presentCheck(facts, person)),
  ]
}

/** Somebody who can sign or advise at all. */
export function signerChecks(at: Sitting, person: PersonId | undefined): Check[] {
  if (person === undefined) return []
  const roles: readonly Role[] = SIGNER_ROLES
  const isSigner = entryOf(at.facts, person)?.roles.some((role) => roles.includes(role)) ?? true
  return [...namedChecks(at, person), must(isSigner, 'personMayNotSign', { person })]
}

/** Somebody who may sign on exactly this seat: what it asks of its holder stays when it moves. */
export function successorChecks(at: Sitting, seat: ReviewSeat | undefined, person: PersonId): Check[] {
  const entry = entryOf(at.facts, person)
  if (!entry || !seat) return namedChecks(at, person)
  const asksWho = seat.added !== true || seat.role !== undefined || seat.org !== undefined
  if (!asksWho) return signerChecks(at, person)
  const isFit = entry.roles.some(
    (role) => unmetOf(officeChecks(at, { ...seat, moved: true }, actorFor(entry, role))).length === 0,
  )
  return [...namedChecks(at, person), must(isFit, 'personMayNotSign', { person })]
}

/** There on that day, and without a part in an earlier act that keeps them away. */
function namedChecks(at: Sitting, person: PersonId): Check[] {
  const entry = entryOf(at.facts, person)
  const side = { people: [person, ...(entry?.accounts ?? [])], orgPath: entry?.orgPath ?? [] }
  return [presentCheck(at.facts, person), ...at.kind.earlierPartChecks(at, [side])]
}

/** Whom an act names, as if they came in this role. */
export const actorFor = ({ id, org, orgPath, isLeader, accounts }: NamedPerson, role: Role): PersonActor => ({
  kind: 'person',
  ...{ person: id, role, org, orgPath, isLeader },
  ...(accounts ? { accounts } : {}),
})

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

/** Checks on the people whom an act names. Their entries in the directory are facts of the decision, like the actor. */

import { bodyShapeOf, type CaseKind } from '../case/kind.ts'
import { namedIn } from '../case/references.ts'
import { type Check, unmetOf } from '../case/refusal.ts'
import { ADMINISTRATIVE, type NamedPerson, type PersonActor, type Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { ReviewFacts } from './kind.ts'
import { must } from './refusals.ts'
import { officeChecks, type RoundContext } from './seats.ts'
import { SIGNER_ROLES } from './signer-roles.ts'
import type { Review, ReviewSeat } from './state.ts'

type Known = Pick<ReviewFacts, 'named' | 'on'>

const entryOf = ({ named }: Known, person: PersonId): NamedPerson | undefined =>
  named.people.find(({ id }) => id === person)

/** The person has not left on that day. That the person exists is checked for all names (`references.ts`). */
export function presentCheck(facts: Known, person: PersonId): Check {
  const leftOn = entryOf(facts, person)?.leftOn ?? null
  return must(leftOn === null || facts.on <= leftOn, 'personLeft', { person, leftOn: leftOn ?? '' })
}

/** Everybody whom the act named when it was proposed, and every organisation, is still there when it takes effect. */
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

/** The person has a role that can sign or advise. */
export function signerChecks(at: RoundContext, person: PersonId | undefined): Check[] {
  if (person === undefined) return []
  const roles: readonly Role[] = SIGNER_ROLES
  const isSigner = entryOf(at.facts, person)?.roles.some((role) => roles.includes(role)) ?? true
  return [...namedChecks(at, person), must(isSigner, 'personMayNotSign', { person })]
}

/** The person may hold exactly this seat: its requirements stay when it is transferred. */
export function successorChecks(at: RoundContext, seat: ReviewSeat | undefined, person: PersonId): Check[] {
  const entry = entryOf(at.facts, person)
  if (!entry || !seat) return namedChecks(at, person)
  const asksWho = seat.added !== true || seat.role !== undefined || seat.org !== undefined
  if (!asksWho) return signerChecks(at, person)
  const isFit = entry.roles.some(
    (role) => unmetOf(officeChecks(at, { ...seat, moved: true }, actorFor(entry, role))).length === 0,
  )
  return [...namedChecks(at, person), must(isFit, 'personMayNotSign', { person })]
}

/** The person is there on that day, and no part in an earlier act excludes them. */
function namedChecks(at: RoundContext, person: PersonId): Check[] {
  const entry = entryOf(at.facts, person)
  const side = { people: [person, ...(entry?.accounts ?? [])], orgPath: entry?.orgPath ?? [] }
  return [presentCheck(at.facts, person), ...at.kind.earlierPartChecks(at, [side])]
}

/** A named person as an actor in this role. */
export const actorFor = ({ id, org, orgPath, isLeader, accounts }: NamedPerson, role: Role): PersonActor => ({
  kind: 'person',
  ...{ person: id, role, org, orgPath, isLeader },
  ...(accounts ? { accounts } : {}),
})

/** The people may receive a copy. */
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

/** Auditors may read cases; administrators may not. */
const CANNOT_READ: readonly Role[] = ADMINISTRATIVE.filter((role) => role !== 'auditor')

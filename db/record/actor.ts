/** The actor of an act by the directory under the lock of the case. It replaces what the sender claims. */

import { inSteadOf } from '#domain/substitution/acting-for.ts'
import type { Actor, OrgId, PersonActor, Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'

export interface PersonEntry {
  org: OrgId
  roles: Role[]
  isLeader: boolean
  /** The last day; null: no end is known. */
  leftOn: PlainDate | null
  /** The organisation and all above it, nearest first. */
  path: OrgId[]
  /** Other accounts of the same human; none: left out. */
  accounts?: PersonId[]
}

/** SQL over `d`, as JSON to be added to an entry. */
export const ACCOUNTS = `coalesce((
  select jsonb_build_object('accounts', jsonb_agg(o.id order by o.id collate "C"))
  from directory_person o where o.identity = d.identity and o.id <> d.id having count(*) > 0), '{}')`

/** SQL for the entry of the person with the id in that parameter, as JSON; null when there is none. */
export const PERSON_ENTRY = (parameter: string): string => `(
  select jsonb_build_object('org', d.org, 'roles', d.roles, 'isLeader', d.is_leader, 'leftOn', d.left_on,
    'path', d.org_path) || ${ACCOUNTS}
  from directory_person d where d.id = ${parameter}
)`

/** What a person claims to act as. */
export interface Claim {
  person: PersonId
  role: Role
  org: OrgId
}

const hasNotLeft = ({ leftOn }: PersonEntry, on: PlainDate): boolean => leftOn === null || on <= leftOn

/**
 * The actor of a claim; null when the person does not have that role for that organisation. The organisation must be the person's own
 * bureau, never one above it, because the bureau that prepared a case may not decide on it.
 */
export function actorOf(
  { person, role, org }: Claim,
  entry: PersonEntry | null,
  on: PlainDate,
): Actor | null {
  if (!entry || entry.org !== org || !entry.roles.includes(role) || !hasNotLeft(entry, on)) return null
  const { path: orgPath, isLeader, accounts } = entry
  return { kind: 'person', person, role, org, orgPath, isLeader, ...(accounts ? { accounts } : {}) }
}

/** Both persons of a substitution. */
export interface SubstitutePair {
  person: PersonEntry | null
  /** The person who is represented, and the entry of that person. */
  actingFor: PersonId | null
  principal: PersonEntry | null
}

/** The substitute with the role, rank and bureau of the represented person; null when one of them has left or the role does not fit. */
export function substituteOf(
  { person, role, org }: Claim,
  { person: own, actingFor, principal }: SubstitutePair,
  { substitution, on }: { substitution: string; on: PlainDate },
): PersonActor | null {
  if (actingFor === null || !own || !hasNotLeft(own, on)) return null
  const stead = actorOf({ person: actingFor, role, org }, principal, on)
  if (stead?.kind !== 'person') return null
  return inSteadOf(stead, { person, accounts: own.accounts, orgPath: own.path }, substitution)
}

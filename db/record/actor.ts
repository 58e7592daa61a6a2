/** Who somebody is by the directory, at this moment: it has the last word on every act. */
import type { Actor, OrgId, Role } from '#domain/directory.ts'
import type { PersonId } from '#domain/ids.ts'

export interface PersonEntry {
  org: OrgId
  roles: Role[]
  isLeader: boolean
  /** The organisation and all above it, nearest first. */
  path: OrgId[]
}

/** SQL for the entry of the person whose id is in that parameter, as JSON; null for a stranger. */
export const PERSON_ENTRY = (parameter: string): string => `(
  select jsonb_build_object('org', d.org, 'roles', d.roles, 'isLeader', d.is_leader, 'path', d.org_path)
  from directory_person d where d.id = ${parameter}
)`

/** What a person claims to act as. */
export interface Claim {
  person: PersonId
  role: Role
  org: OrgId
}

/**
 * The actor that the claim stands for; null when the directory does not show the person in that role for that
 * organisation. The organisation is the person's own bureau, never one above it: whoever prepared a project is
 * kept from deciding on it by bureau.
 */
export function actorOf({ person, role, org }: Claim, entry: PersonEntry | null): Actor | null {
  if (!entry || entry.org !== org || !entry.roles.includes(role)) return null
  return { kind: 'person', person, role, org, orgPath: entry.path, isLeader: entry.isLeader }
}

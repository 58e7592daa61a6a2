/** Which cases an actor may see, as SQL over `p` (a row of `case_view`). One place for reads, lists and acts. */
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'

/** A person or an office that a case involves besides its owner, authority and agencies. */
export type Involved = `person:${string}` | `${Role | 'signer'}@${OrgId}`

export const asPerson = (person: PersonId): Involved => `person:${person}`
/** Without a role: everybody of the organisation who may sign. */
export const asOffice = (role: Role | undefined, org: OrgId): Involved => `${role ?? 'signer'}@${org}`

export type Scope = 'own' | 'national' | 'party' | 'assigned' | 'seat' | 'metadata' | 'none'

export interface Viewer {
  scope: Scope
  orgPath: readonly OrgId[]
  /** The forms in which a case may involve the viewer. */
  involvedAs: readonly Involved[]
  /**
   * Open rounds that the viewer sees. `national`: of every case that is not their own, and of those that they decide on; `authority`: of
   * those that they decide on; `none`: of no case.
   */
  openRounds: 'national' | 'authority' | 'none'
}

const CONDITIONS: Readonly<Record<Scope, (path: string) => string>> = {
  own: (path) => `p.owner = any(${path}::text[])`,
  national: (path) => `${path}::text[] is not null`,
  metadata: (path) => `${path}::text[] is not null`,
  none: (path) => `${path}::text[] is null`,
  assigned: (path) => `p.agencies && ${path}::text[]`,
  party: (path) =>
    `(p.owner = any(${path}::text[]) or p.authority = any(${path}::text[]) or p.agencies && ${path}::text[])`,
  // This viewer may have to revoke an approval that was issued.
  seat: (path) => `(p.turn_org = any(${path}::text[]) or p.authority = any(${path}::text[])
    or p.granted_fen is not null)`,
}

/** Roles that read some of the cases: they also see what was copied to them 抄送, and where they hold a seat. */
const READING: readonly Scope[] = ['own', 'party', 'assigned', 'seat']

/** The condition. `path` and `involvedAs` are the parameters with the viewer's values. */
export const visibleTo = (scope: Scope, path: string, involvedAs: string): string => {
  const bySide = CONDITIONS[scope](path)
  return READING.includes(scope)
    ? `(${bySide} or ${involving(involvedAs)})`
    : `(${bySide} and ${involvedAs}::text[] is not null)`
}

/** The viewer or their office has a seat on the case, or got a copy. */
export const involving = (involvedAs: string): string => `p.involved && ${involvedAs}::text[]`

interface Sides {
  owner: OrgId
  authority: OrgId
}

/** One rule in two forms: SQL over a row of `case_view`, and a check on a case that was read. */
interface OpenRoundsRule {
  sql: (path: string) => string
  holds: (orgPath: readonly OrgId[], sides: Sides) => boolean
}

const OPEN_ROUNDS: Readonly<Record<Viewer['openRounds'], OpenRoundsRule>> = {
  national: {
    sql: (path) => `(p.authority = any(${path}::text[]) or p.owner <> all(${path}::text[]))`,
    holds: (orgPath, { owner, authority }) => orgPath.includes(authority) || !orgPath.includes(owner),
  },
  authority: {
    sql: (path) => `p.authority = any(${path}::text[])`,
    holds: (orgPath, { authority }) => orgPath.includes(authority),
  },
  none: { sql: (path) => `${path}::text[] is null`, holds: () => false },
}

/** Whether the viewer sees the open rounds of the case, as SQL. */
export const seesOpenRoundsSql = (openRounds: Viewer['openRounds'], path: string): string =>
  OPEN_ROUNDS[openRounds].sql(path)

/** The same for a case that was read. */
export const seesOpenRounds = ({ openRounds, orgPath }: Viewer, sides: Sides): boolean =>
  OPEN_ROUNDS[openRounds].holds(orgPath, sides)

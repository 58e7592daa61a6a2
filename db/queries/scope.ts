/** Which cases an actor may see, as SQL over `p` (a row of `case_view`). One place for reads, lists and acts. */
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'

/** One whom a case names beside its owner, authority and agencies: a person, or an office. */
export type Involved = `person:${string}` | `${Role | 'signer'}@${OrgId}`

export const asPerson = (person: PersonId): Involved => `person:${person}`
/** Without a role: whoever of the organisation may sign. */
export const asOffice = (role: Role | undefined, org: OrgId): Involved => `${role ?? 'signer'}@${org}`

export type Scope = 'own' | 'national' | 'party' | 'assigned' | 'seat' | 'metadata' | 'none'

export interface Viewer {
  scope: Scope
  orgPath: readonly OrgId[]
  /** By these a case may involve them. */
  involvedAs: readonly Involved[]
  /**
   * Whose open rounds they are told of: of every case that is not their own and of those that they decide on; of
   * those that they decide on; of none.
   */
  undecided: 'national' | 'authority' | 'none'
}

const CONDITIONS: Readonly<Record<Scope, (path: string) => string>> = {
  own: (path) => `p.owner = any(${path}::text[])`,
  national: (path) => `${path}::text[] is not null`,
  metadata: (path) => `${path}::text[] is not null`,
  none: (path) => `${path}::text[] is null`,
  assigned: (path) => `p.agencies && ${path}::text[]`,
  party: (path) =>
    `(p.owner = any(${path}::text[]) or p.authority = any(${path}::text[]) or p.agencies && ${path}::text[])`,
  // Where an approval was issued, it may be for this viewer to revoke it.
  seat: (path) => `(p.turn_org = any(${path}::text[]) or p.authority = any(${path}::text[])
    or p.granted_fen is not null)`,
}

/** Roles that read some of the cases: they also see what was copied to them 抄送, and where they hold a seat. */
const READING: readonly Scope[] = ['own', 'party', 'assigned', 'seat']

/** The condition; `path` and `involvedAs` name the parameters that hold these of the viewer. */
export const visibleTo = (scope: Scope, path: string, involvedAs: string): string => {
  const bySide = CONDITIONS[scope](path)
  return READING.includes(scope)
    ? `(${bySide} or ${involving(involvedAs)})`
    : `(${bySide} and ${involvedAs}::text[] is not null)`
}

/** The viewer or their office has a seat on it, or got a copy. */
export const involving = (involvedAs: string): string => `p.involved && ${involvedAs}::text[]`

interface Sides {
  owner: OrgId
  authority: OrgId
}

/** One rule in both its forms: over a row of `case_view`, and over a case that was read. */
interface Told {
  sql: (path: string) => string
  holds: (orgPath: readonly OrgId[], sides: Sides) => boolean
}

const TOLD: Readonly<Record<Viewer['undecided'], Told>> = {
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

/** Whether the viewer is told of the open rounds of the case, as SQL. */
export const toldOfRounds = (undecided: Viewer['undecided'], path: string): string =>
  TOLD[undecided].sql(path)

/** The same of a case that was read. */
export const isToldOfRounds = ({ undecided, orgPath }: Viewer, sides: Sides): boolean =>
  TOLD[undecided].holds(orgPath, sides)

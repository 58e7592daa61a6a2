/** Which projects an actor may see, as SQL over `p` (a row of `project`). One place for reads, lists and acts. */
import type { OrgId } from '#domain/directory.ts'
import type { PersonId } from '#domain/ids.ts'

export type Scope = 'own' | 'national' | 'assigned' | 'seat' | 'metadata' | 'none'

export interface Viewer {
  scope: Scope
  orgPath: readonly OrgId[]
  person: PersonId
}

const CONDITIONS: Readonly<Record<Scope, (path: string) => string>> = {
  own: (path) => `p.owner = any(${path}::text[])`,
  national: (path) => `${path}::text[] is not null`,
  metadata: (path) => `${path}::text[] is not null`,
  none: (path) => `${path}::text[] is null`,
  assigned: (path) => `p.agencies && ${path}::text[]`,
  // Where an approval was issued, it may be for this viewer to revoke it.
  seat: (path) => `(p.turn_org = any(${path}::text[]) or p.authority = any(${path}::text[])
    or p.approved_fen is not null)`,
}

/** The condition; `path` names the parameter that holds the viewer's organisations. */
export const visible = (scope: Scope, path: string): string => CONDITIONS[scope](path)

/** Roles that read projects at all: they also see what was copied to them 抄送, and where they hold a seat. */
const READING: readonly Scope[] = ['own', 'national', 'assigned', 'seat']

/** The condition for one project; `person` names the parameter that holds the viewer. */
export const visibleTo = (scope: Scope, path: string, person: string): string =>
  READING.includes(scope)
    ? `(${visible(scope, path)} or p.involved_orgs && ${path}::text[] or ${person}::text = any(p.involved_people))`
    : `(${visible(scope, path)} and ${person}::text is not null)`

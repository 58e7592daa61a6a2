/** Which projects an actor may see, as SQL over `p` (a row of `project`). One place for reads, lists and acts. */
import type { OrgId } from '#domain/directory.ts'

export type Scope = 'own' | 'national' | 'assigned' | 'seat' | 'metadata' | 'none'

export interface Viewer {
  scope: Scope
  orgPath: readonly OrgId[]
}

const CONDITIONS: Readonly<Record<Scope, (path: string) => string>> = {
  own: (path) => `p.owner = any(${path}::text[])`,
  national: (path) => `${path}::text[] is not null`,
  metadata: (path) => `${path}::text[] is not null`,
  none: (path) => `${path}::text[] is null`,
  assigned: (path) => `(p.state #>> '{approval,appraisal,agency}' = any(${path}::text[])
    or p.state -> 'appraisers' ?| ${path}::text[]
    or p.state #>> '{evaluation,post,evaluator}' = any(${path}::text[])
    or p.state #>> '{construction,supervisor}' = any(${path}::text[]))`,
  // Seats on other departments' projects come with co-review; until then the turn and the authority count.
  seat: (path) => `(p.turn_org = any(${path}::text[]) or p.authority = any(${path}::text[]))`,
}

/** The condition; `path` names the parameter that holds the viewer's organisations. */
export const visible = (scope: Scope, path: string): string => CONDITIONS[scope](path)

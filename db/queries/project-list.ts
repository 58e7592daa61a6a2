/** Lists of projects: filtered, in the viewer's scope, by cursor. */
import type { Stage } from '#domain/approval/words.ts'
import type { OrgId, Role } from '#domain/directory.ts'
import type { ProjectId } from '#domain/ids.ts'
import type { Fen } from '#domain/money.ts'
import type { Instant, PlainDate } from '#domain/plain-date.ts'
import type { DeadlineKind } from '#domain/project/deadline.ts'
import type { ProjectStatus } from '#domain/project/status.ts'
import type { Pool } from '../connect.ts'
import { type Viewer, visible } from './project-scope.ts'

export interface ProjectFilter {
  owner?: OrgId
  authority?: OrgId
  status?: ProjectStatus
  stage?: Stage
  turnOrg?: OrgId
  turnRole?: Role
  dueBefore?: PlainDate
  title?: string
}

export interface ListedProject {
  id: ProjectId
  title: string
  owner: OrgId
  authority: OrgId
  status: ProjectStatus
  statusSince: Instant
  stage: Stage
  round: number
  track: string
  turnRole: Role | null
  turnOrg: OrgId | null
  turnSince: Instant
  nextDeadlineKind: DeadlineKind | null
  dueOn: PlainDate | null
  dueProvisional: boolean | null
  investmentFen: Fen
  approvedFen: Fen | null
  projectCode: string | null
}

export const PROJECT_COLUMNS = `p.id, p.title, p.owner, p.authority, p.status, p.status_since as "statusSince", p.stage, p.round,
  p.track, p.turn_role as "turnRole", p.turn_org as "turnOrg", p.turn_since as "turnSince",
  p.next_deadline_kind as "nextDeadlineKind", p.due_on as "dueOn", p.due_provisional as "dueProvisional",
  p.investment_fen as "investmentFen", p.approved_fen as "approvedFen", p.project_code as "projectCode"`

/** Each filter as a condition on its parameter. */
const CONDITIONS: Readonly<Record<keyof ProjectFilter, (parameter: string) => string>> = {
  owner: (parameter) => `p.owner = ${parameter}`,
  authority: (parameter) => `p.authority = ${parameter}`,
  status: (parameter) => `p.status = ${parameter}`,
  stage: (parameter) => `p.stage = ${parameter}`,
  turnOrg: (parameter) => `p.turn_org = ${parameter}`,
  turnRole: (parameter) => `p.turn_role = ${parameter}`,
  dueBefore: (parameter) => `p.due_on < ${parameter}::date`,
  // What is searched for is text, not a pattern.
  title: (parameter) => `position(lower(${parameter}) in lower(p.title)) > 0`,
}

/** Newest first. `after` is the last id of the page before. */
export async function listProjects(
  pool: Pool,
  viewer: Viewer,
  { filter, after, limit }: { filter: ProjectFilter; after: string | null; limit: number },
): Promise<ListedProject[]> {
  const values: unknown[] = [viewer.orgPath, after, limit]
  const conditions = [visible(viewer.scope, '$1'), '($2::uuid is null or p.id < $2::uuid)']
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined) continue
    values.push(value)
    conditions.push(CONDITIONS[name as keyof ProjectFilter](`$${values.length}`))
  }
  const { rows } = await pool.query<ListedProject>(
    `select ${PROJECT_COLUMNS} from project p where ${conditions.join(' and ')} order by p.id desc limit $3`,
    values,
  )
  return rows
}

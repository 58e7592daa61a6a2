/** Lists of projects: filtered, in the viewer's scope, by cursor. */
import type { Stage } from '#domain/project/approval/words.ts'
import type { DeadlineKind } from '#domain/project/deadline.ts'
import type { ProjectStatus } from '#domain/project/status.ts'
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { ProjectId } from '#domain/values/ids.ts'
import type { Fen } from '#domain/values/money.ts'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import { toldOfRounds, type Viewer, visibleTo } from './project-scope.ts'

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
  /** The first deadline that the viewer is told of. */
  due: { kind: DeadlineKind; dueOn: PlainDate; provisional: boolean } | null
  investmentFen: Fen
  approvedFen: Fen | null
  projectCode: string | null
}

/** When a seat's time is over tells of the votes before it: who is not told of open rounds hears of the next deadline. */
const isHidden = (viewer: Viewer): string =>
  `(p.next_deadline_kind = 'seat' and not ${toldOfRounds(viewer.undecided, '$1')})`
const OTHER_DEADLINES = `from jsonb_array_elements(p.state -> 'deadlines') d where d ->> 'kind' <> 'seat'`
const dueOf = (viewer: Viewer): string => `case when ${isHidden(viewer)}
    then (select jsonb_build_object('kind', d ->> 'kind', 'dueOn', d ->> 'dueOn', 'provisional', d -> 'provisional')
      ${OTHER_DEADLINES} order by d ->> 'dueAt' limit 1)
    when p.next_deadline_kind is not null
    then jsonb_build_object('kind', p.next_deadline_kind, 'dueOn', p.due_on, 'provisional', p.due_provisional) end`

/** $1 are the viewer's organisations. */
export const projectColumns = (
  viewer: Viewer,
): string => `p.id, p.title, p.owner, p.authority, p.status, p.status_since as "statusSince", p.stage, p.round,
  p.track, p.turn_role as "turnRole", p.turn_org as "turnOrg", p.turn_since as "turnSince", ${dueOf(viewer)} as due,
  p.investment_fen as "investmentFen", p.approved_fen as "approvedFen", p.project_code as "projectCode"`

/** Each filter as a condition on its parameter. */
const CONDITIONS: Readonly<Record<keyof ProjectFilter, (parameter: string, viewer: Viewer) => string>> = {
  owner: (parameter) => `p.owner = ${parameter}`,
  authority: (parameter) => `p.authority = ${parameter}`,
  status: (parameter) => `p.status = ${parameter}`,
  stage: (parameter) => `p.stage = ${parameter}`,
  turnOrg: (parameter) => `p.turn_org = ${parameter}`,
  turnRole: (parameter) => `p.turn_role = ${parameter}`,
  dueBefore: (
    parameter,
    viewer,
  ) => `p.due_on < ${parameter}::date and (not coalesce(${isHidden(viewer)}, false)
    or exists (select ${OTHER_DEADLINES} and (d ->> 'dueOn')::date < ${parameter}::date))`,
  // What is searched for is text, not a pattern.
  title: (parameter) => `position(lower(${parameter}) in lower(p.title)) > 0`,
}

/** Newest first. `after` is the last id of the page before. */
export async function listProjects(
  pool: Pool,
  viewer: Viewer,
  { filter, after, limit }: { filter: ProjectFilter; after: string | null; limit: number },
): Promise<ListedProject[]> {
  const values: unknown[] = [viewer.orgPath, viewer.involvedAs, after, limit]
  const conditions = [visibleTo(viewer.scope, '$1', '$2'), '($3::uuid is null or p.id < $3::uuid)']
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined) continue
    values.push(value)
    conditions.push(CONDITIONS[name as keyof ProjectFilter](`$${values.length}`, viewer))
  }
  const { rows } = await pool.query<ListedProject>(
    `select ${projectColumns(viewer)} from project p where ${conditions.join(' and ')} order by p.id desc limit $4`,
    values,
  )
  return rows
}

/** Lists of the cases of a kind: filtered, in the viewer's scope, by cursor. */
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import { seesOpenRoundsSql, type Viewer, visibleTo } from './scope.ts'

export interface CaseFilter {
  owner?: OrgId
  authority?: OrgId
  status?: string
  stage?: string
  turnOrg?: OrgId
  turnRole?: Role
  dueBefore?: PlainDate
  title?: string
}

export interface ListedCase {
  id: string
  title: string
  owner: OrgId
  authority: OrgId
  status: string
  statusSince: Instant
  stage: string
  round: number
  turnRole: Role | null
  turnOrg: OrgId | null
  turnSince: Instant
  /** The first deadline that the viewer sees. */
  due: { kind: string; dueOn: PlainDate; provisional: boolean } | null
  /** What only its kind shows: `Listing`. */
  own: Readonly<Record<string, unknown>>
}

/** The deadline of a seat reveals earlier votes. A viewer who does not see open rounds gets the next other deadline. */
const isHidden = (viewer: Viewer): string =>
  `(p.next_deadline_kind = 'seat' and not ${seesOpenRoundsSql(viewer.openRounds, '$1')})`
const OTHER_DEADLINES = `from jsonb_array_elements(p.state -> 'deadlines') d where d ->> 'kind' <> 'seat'`
const dueOf = (viewer: Viewer): string => `case when ${isHidden(viewer)}
    then (select jsonb_build_object('kind', d ->> 'kind', 'dueOn', d ->> 'dueOn', 'provisional', d -> 'provisional')
      ${OTHER_DEADLINES} order by d ->> 'dueAt' limit 1)
    when p.next_deadline_kind is not null
    then jsonb_build_object('kind', p.next_deadline_kind, 'dueOn', p.due_on, 'provisional', p.due_provisional) end`

/** The columns of a row; $1 are the viewer's organisations. */
export const listedColumns = (
  viewer: Viewer,
): string => `p.id, p.title, p.owner, p.authority, p.status, p.status_since as "statusSince", p.stage, p.round,
  p.turn_role as "turnRole", p.turn_org as "turnOrg", p.turn_since as "turnSince", ${dueOf(viewer)} as due,
  p.listed as own`

/** Each filter as a condition on its parameter. */
const CONDITIONS: Readonly<Record<keyof CaseFilter, (parameter: string, viewer: Viewer) => string>> = {
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
  // Not `like`: the text may contain the characters of a pattern.
  title: (parameter) => `position(lower(${parameter}) in lower(p.title)) > 0`,
}

/** Newest first. `after` is the last id of the page before. */
export async function listCases(
  pool: Pool,
  viewer: Viewer,
  { kind, filter, after, limit }: { kind: string; filter: CaseFilter; after: string | null; limit: number },
): Promise<ListedCase[]> {
  const values: unknown[] = [viewer.orgPath, viewer.involvedAs, after, limit, kind]
  const conditions = [
    'p.kind = $5',
    visibleTo(viewer.scope, '$1', '$2'),
    '($3::uuid is null or p.id < $3::uuid)',
  ]
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined) continue
    values.push(value)
    conditions.push(CONDITIONS[name as keyof CaseFilter](`$${values.length}`, viewer))
  }
  const { rows } = await pool.query<ListedCase>(
    `select ${listedColumns(viewer)} from case_view p where ${conditions.join(' and ')} order by p.id desc limit $4`,
    values,
  )
  return rows
}

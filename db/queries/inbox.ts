/**
 * The inbox: tasks by box, in the order of due dates, by cursor. Each box is one or more walks along an index that
 * holds all that the filters look at; rows and titles are fetched for the page alone.
 */
import type { Stage } from '#domain/approval/words.ts'
import type { OrgId, Role } from '#domain/directory.ts'
import type { PersonId, ProjectId } from '#domain/ids.ts'
import type { Instant, PlainDate } from '#domain/plain-date.ts'
import type { Verb } from '#domain/project/actions.ts'
import type { WaitingReason } from '#domain/tasks/task.ts'
import type { Pool } from '../connect.ts'
import { BOXES, type Box, type Reader, textKey, type Walk, type WalkOrder, walksOf } from './inbox-boxes.ts'

export interface InboxFilter {
  kind?: Verb
  stage?: Stage
  owner?: OrgId
  /** Due at or before this instant. */
  dueUntil?: Instant
  q?: string
}

export interface ListedTask {
  key: string
  openedSeq: number
  projectId: ProjectId
  title: string
  projectCode: string | null
  kind: Verb
  verb: Verb
  role: Role
  org: OrgId
  holder: PersonId | null
  owner: OrgId
  authority: OrgId
  stage: Stage
  round: number
  state: 'open' | 'done' | 'copied'
  since: Instant
  dueOn: PlainDate | null
  dueAt: Instant | null
  provisional: boolean
  why: WaitingReason
  doneBy: PersonId | 'system' | null
  doneAt: Instant | null
  /** Where it stands in the order of its box. */
  place: Instant
}

const TASK_COLUMNS = `t.key, t.opened_seq as "openedSeq", t.project_id as "projectId", p.title,
  p.project_code as "projectCode", t.kind, t.verb, t.role, t.org, t.holder, t.owner, t.authority, t.stage, t.round,
  t.state, t.since, t.due_on as "dueOn", t.due_at as "dueAt", t.provisional, t.why, t.done_by as "doneBy",
  t.done_at as "doneAt"`

/** Each filter as a condition on `t` and its parameter. */
const FILTERS: Readonly<Record<keyof InboxFilter, (parameter: string) => string>> = {
  kind: (parameter) => `t.kind = ${parameter}`,
  stage: (parameter) => `t.stage = ${parameter}`,
  owner: (parameter) => `t.owner = ${parameter}`,
  dueUntil: (parameter) => `t.rank <= ${parameter}`,
  q: (parameter) =>
    `exists (select 1 from project w where w.id = t.project_id and w.search @@ zh_q(${parameter}))`,
}

export interface Page {
  filter: InboxFilter
  after: { place: Instant; key: string } | null
  limit: number
}

/** Gives each parameter its type, whether a box uses it or not; nothing is computed. */
const READER = 'with reader as (select $1::text, $2::text[], $3::text, $4::timestamptz)'

export async function listTasks(pool: Pool, reader: Reader, box: Box, page: Page): Promise<ListedTask[]> {
  const { filter, after, limit } = page
  const values: unknown[] = [...readerValues(reader), limit]
  const conditions: string[] = []
  const { walks, order } = walksOf(box, reader)
  if (after) {
    values.push(after.place, after.key)
    conditions.push(`(${order.column}, t.key) ${order.direction === 'asc' ? '>' : '<'} ($6, $7)`)
  }
  const given = Object.entries(filter).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    values.push(value)
    conditions.push(FILTERS[name as keyof InboxFilter](`$${values.length}`))
  }
  const names = [textKey(box, reader), ...given.map(([name]) => name), ...(after ? ['more'] : [])]
  const { rows } = await pool.query<ListedTask>({
    // How common the searched word is decides the plan, so that one is planned anew each time.
    ...(filter.q === undefined ? { name: `inbox-${names.join('-')}` } : {}),
    text: listText(walks, order, conditions),
    values,
  })
  return rows
}

/** The page's keys from the indexes alone, then its rows. */
function listText(
  walks: readonly Walk[],
  { column, direction }: WalkOrder,
  filters: readonly string[],
): string {
  const keys = walks.map(({ from, where, except }) => {
    const all = [where, ...(except ? [`not (${except})`] : []), ...filters].join(' and ')
    return `(select w.* from ${from} cross join lateral (
      select t.key, t.opened_seq, ${column} as place from task t where ${all}
      order by ${column} ${direction}, t.key ${direction} limit $5) w)`
  })
  return `${READER} select ${TASK_COLUMNS}, k.place
    from (select * from (${keys.join(' union all ')}) u order by place ${direction}, key ${direction} limit $5) k
    join task t on t.key = k.key and t.opened_seq = k.opened_seq
    join project p on p.id = t.project_id
    order by k.place ${direction}, k.key ${direction}`
}

const readerValues = ({ person, orgPath, role, startOfToday }: Reader): unknown[] => [
  person,
  orgPath,
  role,
  startOfToday,
]

/** How many tasks are in each box: along the same indexes, without the rows, in one round trip. */
export async function countTasks(pool: Pool, reader: Reader): Promise<Record<Box, number>> {
  const counts = BOXES.map((box) => `0 ${walksOf(box, reader).walks.map(countText).join(' ')} as ${box}`)
  const { rows } = await pool.query<Record<Box, number>>({
    name: `inbox-counts-${textKey('mine', reader)}`,
    text: `${READER} select ${counts.join(', ')}`,
    values: readerValues(reader),
  })
  return rows[0] as Record<Box, number>
}

function countText({ from, where, except }: Walk): string {
  const all = `+ (select count(*) from ${from} join task t on ${where})`
  return except ? `${all} - (select count(*) from ${from} join task t on ${where} and ${except})` : all
}

/** What a project waits for now. */
export async function waitingOf(pool: Pool, id: ProjectId): Promise<ListedTask[]> {
  const { rows } = await pool.query<ListedTask>({
    name: 'project-waiting',
    text: `select ${TASK_COLUMNS}, t.rank as place from task t join project p on p.id = t.project_id
      where t.project_id = $1 and t.state = 'open' order by t.rank, t.key`,
    values: [id],
  })
  return rows
}

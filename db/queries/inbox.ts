/**
 * The inbox: tasks by box, in the order of due dates, by cursor. Each box is one or more index scans. The indexes contain all columns of
 * the filters; rows and titles are read only for the page.
 */

import { BOXES, type Box } from '#domain/tasks/boxes.ts'
import type { WaitingReason } from '#domain/tasks/task.ts'
import type { OrgId, Role } from '#domain/values/directory.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'
import { sha256 } from '#wire/content-hash.ts'
import { type Pool, queryWithGenericPlan } from '../connect.ts'
import { anyOf, searchQuery } from '../lexemes.ts'
import { BARRED, barredKeys, boxOf, type IndexScan, type Reader, type ScanOrder } from './inbox-boxes.ts'
import { visibleTo } from './scope.ts'
import { estimateMatches } from './selectivity.ts'

export interface InboxFilter {
  kind?: string
  stage?: string
  owner?: OrgId
  /** Due at or before this instant. */
  dueUntil?: Instant
  q?: string
}

export interface ListedTask {
  key: string
  openedSeq: number
  caseId: CaseId
  /** Null, as `code`, when the reader may not see the case any more. */
  title: string | null
  code: string | null
  kind: string
  verb: string
  role: Role | null
  org: OrgId | null
  step: string | null
  seat: string | null
  isPersonal: boolean
  holder: PersonId | null
  owner: OrgId
  authority: OrgId
  stage: string
  round: number
  state: 'open' | 'done' | 'copied'
  since: Instant
  dueOn: PlainDate | null
  dueAt: Instant | null
  provisional: boolean
  why: WaitingReason
  leaderOnly: boolean
  /** Who may not do the task, each after the group that it concerns. */
  barred: string[]
  doneBy: PersonId | 'system' | null
  doneAt: Instant | null
  /** Its position in the order of the box. */
  place: Instant
}

const TASK_COLUMNS = `t.key, t.opened_seq as "openedSeq", p.case_id as "caseId", t.kind, t.verb, t.role, t.org,
  t.step, t.seat, t.is_personal as "isPersonal", t.owner, t.authority, t.stage, t.round, t.state, t.since,
  t.due_on as "dueOn", t.due_at as "dueAt", t.provisional, t.why, t.leader_only as "leaderOnly", t.barred, t.done_by as "doneBy", t.done_at as "doneAt"`

/** Each filter as a condition on `t` and its parameter. */
const FILTERS: Readonly<Record<Exclude<keyof InboxFilter, 'q'>, (parameter: string) => string>> = {
  kind: (parameter) => `t.kind = ${parameter}`,
  stage: (parameter) => `t.stage = ${parameter}`,
  owner: (parameter) => `t.owner = ${parameter}`,
  dueUntil: (parameter) => `t.rank <= ${parameter}`,
}

export interface Page {
  filter: InboxFilter
  after: { place: Instant; key: string } | null
  limit: number
}

/** Gives each parameter a type, also when the box does not use it. Costs nothing. */
const READER =
  'with reader as (select $1::text, $2::text[], $3::text[], $4::timestamptz, $5::text[], $6::text[])'

export async function listTasks(pool: Pool, reader: Reader, box: Box, page: Page): Promise<ListedTask[]> {
  const { after, limit } = page
  const { q, ...filter } = page.filter
  const values: unknown[] = [...readerValues(reader), limit]
  const conditions: string[] = []
  const { scans, order, search } = boxOf(box, reader)
  if (after) {
    values.push(after.place, after.key)
    conditions.push(`(${order.column}, t.key) ${order.direction === 'asc' ? '>' : '<'} ($8, $9)`)
  }
  const given = Object.entries(filter).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    values.push(value)
    conditions.push(FILTERS[name as keyof typeof FILTERS](`$${values.length}`))
  }
  if (q === undefined)
    return pageOf(pool, reader, { order, keys: keysFromScans(scans, order, conditions), values })
  const asked = searchQuery(q)
  if (asked === undefined) return []
  conditions.push(...onlyOfReadable(reader))
  const marks = anyOf(search.marks)
  values.push(asked)
  const words = `$${values.length}::tsquery`
  if ((await estimateMatches(pool, search.among.table, asked, marks)) <= search.among.few) {
    values.push(marks)
    const found = search.among.tasks(`${words} && $${values.length}::tsquery`)
    const keys = keysAmong(found, order, [search.condition, ...conditions])
    return pageOf(pool, reader, { order, keys, values })
  }
  // Common words are checked while scanning in the order of the page. This form hides the selectivity from the planner, so that it keeps
  // this order.
  conditions.push(`coalesce(t.words @@ (select ${words}), false)`)
  return pageOf(pool, reader, { order, keys: keysFromScans(scans, order, conditions), values })
}

/** Prepared statements with the same name must have the same text. */
const nameOf = (text: string): string => `inbox-${sha256(text).slice(0, 24)}`

/** The keys of the page, among the tasks with the words that are in the box. */
const keysAmong = (tasks: string, { column }: ScanOrder, conditions: readonly string[]): string =>
  `select t.key, t.opened_seq, ${column} as place from ${tasks}
    where ${conditions.map((one) => `(${one})`).join(' and ')}`

/**
 * A search result reveals words of the case, so a search leaves out cases that the reader may not read. A plain list reveals nothing,
 * because `pageOf` leaves out the title. Owners, and readers of all cases, may read every case on which they have tasks.
 */
const onlyOfReadable = ({ scope }: Reader): string[] => {
  if (scope === 'own' || scope === 'national') return []
  const mayRead = `(select ${visibleTo(scope, '$2', '$6')} from case_view p where p.id = t.case_uuid)`
  // An authority may read every case on which it decides, so the case need not be read.
  return [scope === 'seat' || scope === 'party' ? `t.authority = any($2) or ${mayRead}` : mayRead]
}

/** The keys of the page, read only from the indexes. */
function keysFromScans(
  scans: readonly IndexScan[],
  { column, direction }: ScanOrder,
  filters: readonly string[],
): string {
  const each = scans.map(({ from, where, except, table = 'task' }) => {
    const all = [where, ...(except ? [`not (${except})`] : []), ...filters.map((one) => `(${one})`)].join(
      ' and ',
    )
    return `(select w.* from ${from} cross join lateral (
      select t.key, t.opened_seq, ${column} as place from ${table} t where ${all}
      order by ${column} ${direction}, t.key ${direction} limit $7) w)`
  })
  return each.join(' union all ')
}

interface Listed {
  order: ScanOrder
  keys: string
  values: unknown[]
}

/** The rows of the first keys. Title, code and other holders are shown only to readers who may see the case. */
async function pageOf(
  pool: Pool,
  { scope }: Reader,
  { order: { direction }, keys, values }: Listed,
): Promise<ListedTask[]> {
  const mayRead = visibleTo(scope, '$2', '$6')
  const text = `${READER} select ${TASK_COLUMNS}, k.place, case when ${mayRead} then p.title end as title,
      case when ${mayRead} then p.code end as code,
      case when ${mayRead} or t.holder = $1 then t.holder end as holder
    from (select * from (${keys}) u order by place ${direction}, key ${direction} limit $7) k
    join task t on t.key = k.key and t.opened_seq = k.opened_seq
    join case_view p on p.id = t.case_uuid
    order by k.place ${direction}, k.key ${direction}`
  return queryWithGenericPlan<ListedTask>(pool, { name: nameOf(text), text, values })
}

const readerValues = (reader: Reader): unknown[] => [
  reader.person,
  reader.orgPath,
  reader.roles,
  reader.startOfToday,
  barredKeys(reader),
  reader.involvedAs,
]

/** A larger number is not useful to a person and takes too long to count. */
export const COUNT_MAX = 500

export interface BoxCount {
  count: number
  /** There are more tasks than `count`. */
  more: boolean
}

/** How many tasks are in each box, up to `COUNT_MAX`, by the same index scans in one round trip. */
export async function countTasks(pool: Pool, reader: Reader): Promise<Record<Box, BoxCount>> {
  const counts = BOXES.map((box) => `${countText(boxOf(box, reader).scans)} as ${box}`)
  const text = `${READER} select ${counts.join(', ')}`
  const values = readerValues(reader)
  const rows = await queryWithGenericPlan<Record<Box, number>>(pool, { name: nameOf(text), text, values })
  return Object.fromEntries(
    BOXES.map((box) => {
      const found = rows[0]?.[box] ?? 0
      return [box, { count: Math.min(found, COUNT_MAX), more: found > COUNT_MAX }]
    }),
  ) as Record<Box, BoxCount>
}

function countText(scans: readonly IndexScan[]): string {
  const excepted = scans.flatMap(({ from, where, except }) =>
    except ? [`(select count(*) from ${from} join ${BARRED} t on ${where})`] : [],
  )
  // Excluded tasks are counted with the others, from the index alone, and then subtracted.
  const enough = [String(COUNT_MAX + 1), ...excepted].join(' + ')
  const some = scans.map(
    ({ from, where, table = 'task' }) =>
      `(select 1 from ${from} cross join lateral (select 1 from ${table} t where ${where} limit ${enough}) w)`,
  )
  const all = `(select count(*) from (select from (${some.join(' union all ')}) u limit ${enough}) n)`
  return `(${[all, ...excepted].join(' - ')})::int`
}

/** What a case waits for now: tasks, the seats of open rounds, and one line per open round for readers who do not see its seats. */
export async function waitingOf(pool: Pool, caseId: CaseId): Promise<ListedTask[]> {
  const { rows } = await pool.query<ListedTask>({
    name: 'case-waiting',
    text: `select ${TASK_COLUMNS}, t.holder, t.rank as place, p.title, p.code from task t join case_view p on p.id = t.case_uuid
      where p.case_id = $1 and t.state = 'open' order by t.rank, t.key`,
    values: [caseId],
  })
  return rows
}

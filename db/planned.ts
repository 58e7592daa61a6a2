/** Releases planned notices that are due: those that still hold become notices for people, the others lapse. */

import { type DeadlineNotice, stillHolds, wordsOf } from '#domain/engine/deadline-notices.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import {
  helpersFor,
  stillWaiting,
  type UnattendedNotice,
  wordsOfUnattended,
} from '#domain/tasks/unattended.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Client, Pool } from './connect.ts'
import type { NoticePayload } from './notice-payload.ts'
import { inRoles, insertNotices, type NoticeRow, type Recipients } from './record/notice-rows.ts'
import { responsibleFor } from './record/recipients.ts'
import { firstPresent } from './unattended.ts'

interface DueRow<N = DeadlineNotice | UnattendedNotice> {
  planKey: string
  caseId: CaseId
  seq: number
  notice: N
  planningAuthority: string
  state: ReviewedState
  kind: Kind
}

type OfDeadline = DueRow<DeadlineNotice>
type OfTask = DueRow<UnattendedNotice>

const isOfTask = (row: DueRow): row is OfTask => 'task' in row.notice
const isOfDeadline = (row: DueRow): row is OfDeadline => !isOfTask(row)

const TAKE = `
  select n.plan_key as "planKey", n.case_id as "caseId", n.seq, n.notice,
    n.planning_authority as "planningAuthority", p.state
  from planned_notice n join case_view p on p.case_id = n.case_id
  where n.state = 'waiting' and n.fires_at <= $1 and p.kind = any($3)
  order by n.fires_at limit $2 for update of n skip locked`

const SETTLE = `
  update planned_notice set state = case when plan_key = any($2::text[]) then 'told' else 'lapsed' end
  where plan_key = any($1::text[])`

interface Wanted {
  kinds: Kinds
  now: Instant
  limit: number
  hasWebhook: boolean
}

/** Releases the due ones that still hold. Returns how many rows were settled: fewer than the limit means that none is left. */
export async function releasePlannedNotices(pool: Pool, wanted: Wanted): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const settled = await release(client, wanted)
    await client.query('commit')
    client.release()
    return settled
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function release(client: Client, { kinds, now, limit, hasWebhook }: Wanted): Promise<number> {
  const taken = await client.query<Omit<DueRow, 'kind'>>(TAKE, [now, limit, kinds.names])
  const rows: DueRow[] = taken.rows.map((row) => ({ ...row, kind: kinds.of(row.caseId) }))
  const deadlines = rows.filter(isOfDeadline).filter((row) => stillHolds(row, row.notice))
  const tasks = rows.filter(isOfTask).filter((row) => stillWaiting(row, row.notice))
  const notices = [...deadlines.flatMap(rowsOfDeadline), ...(await rowsOfTasks(client, tasks, now))]
  if (notices.length > 0) await client.query(insertNotices(notices, hasWebhook))
  const keys = (some: readonly DueRow[]) => some.map(({ planKey }) => planKey)
  if (rows.length > 0) await client.query(SETTLE, [keys(rows), keys([...deadlines, ...tasks])])
  return rows.length
}

function rowsOfDeadline(row: OfDeadline): NoticeRow[] {
  const { planKey: key, caseId: case_id, seq, notice, kind, state } = row
  const { event, at, deadline } = notice
  const payload: NoticePayload = {
    ...{ caseId: case_id, seq, event, at, title: state.title },
    ...wordsOf(kind, notice),
    deadline,
  }
  return recipientsOf(row).map((recipients) => ({ key, case_id, seq, at, payload, ...recipients }))
}

function recipientsOf(row: OfDeadline): Recipients[] {
  const { notice, planningAuthority, kind, state } = row
  if (notice.event === 'deadlineNear') return responsibleFor(row, notice.deadline)
  if (notice.to === 'planningAuthority') return [inRoles(['approver'], planningAuthority, true)]
  // An agency has no leader in this procedure: notify the department that commissioned it.
  return kind.responsible[notice.deadline.kind]?.includes('owner')
    ? [inRoles(['departmentLead'], state.owner)]
    : [inRoles(['approver'], state.authority, true)]
}

/** Looks up who can do something about the task now. If there is nobody, only the webhook is sent. */
async function rowsOfTasks(client: Client, due: readonly OfTask[], now: Instant): Promise<NoticeRow[]> {
  const waiting = due.flatMap((row) => {
    const task = stillWaiting(row, row.notice)
    return task ? [{ row, task }] : []
  })
  const lists = waiting.map(({ row, task }) => ({
    helpers: helpersFor(row, { as: row.notice.event, task }, row.planningAuthority),
    at: now,
  }))
  const found = await firstPresent(client, lists)
  return waiting.map(({ row, task }, index) => {
    const { planKey: key, caseId: case_id, seq, notice, kind, state } = row
    const { event, at, ...unattended } = notice
    const payload: NoticePayload = {
      ...{ caseId: case_id, seq, event, at, title: state.title },
      ...wordsOfUnattended(kind, event, task),
      unattended,
    }
    const { people = [], roles = [], org = null, leadersOnly = false } = found[index] ?? {}
    return { key, case_id, seq, at, payload, people, roles, root: org, leaders: leadersOnly }
  })
}

/** When the next planned notice of these kinds is due; null when none is planned. */
export async function nextPlanned(pool: Pool, { names }: Kinds): Promise<Instant | null> {
  const { rows } = await pool.query<{ at: Instant }>(
    `select n.fires_at as at from planned_notice n join case_view p on p.case_id = n.case_id
     where n.state = 'waiting' and p.kind = any($1) order by n.fires_at limit 1`,
    [names],
  )
  return rows[0]?.at ?? null
}

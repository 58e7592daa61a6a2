/** Turning planned notices whose moment has come into notices for people, or dropping them. */
import type { CaseId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import { type DeadlineNotice, RESPONSIBLE, stillHolds, wordsOf } from '#domain/project/deadline-notices.ts'
import type { ProjectState } from '#domain/project/state.ts'
import type { Client, Pool } from './connect.ts'
import type { NoticePayload } from './notice-payload.ts'
import { inRoles, insertNotices, type Recipients } from './record/notice-rows.ts'
import { responsibleFor } from './record/recipients.ts'

interface DueRow {
  planKey: string
  caseId: CaseId
  seq: number
  notice: DeadlineNotice
  planningAuthority: string
  state: ProjectState
}

const TAKE = `
  select n.plan_key as "planKey", n.case_id as "caseId", n.seq, n.notice,
    n.planning_authority as "planningAuthority", p.state
  from planned_notice n join project p on p.case_id = n.case_id
  where n.state = 'waiting' and n.fires_at <= $1
  order by n.fires_at limit $2 for update of n skip locked`

const SETTLE = `
  update planned_notice set state = case when plan_key = any($2::text[]) then 'told' else 'lapsed' end
  where plan_key = any($1::text[])`

/** Tells what has come due and still holds. Answers how many rows were settled; fewer than the limit: all of them. */
export async function tellPlanned(
  pool: Pool,
  { now, limit, hasWebhook }: { now: Instant; limit: number; hasWebhook: boolean },
): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const settled = await tell(client, { now, limit, hasWebhook })
    await client.query('commit')
    client.release()
    return settled
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function tell(
  client: Client,
  { now, limit, hasWebhook }: { now: Instant; limit: number; hasWebhook: boolean },
): Promise<number> {
  const { rows } = await client.query<DueRow>(TAKE, [now, limit])
  const holding = rows.filter(({ state, notice }) => stillHolds(state, notice))
  const told = holding.flatMap((row) => {
    const { planKey: key, caseId: case_id, seq, notice } = row
    const payload = payloadOf(row)
    return recipientsOf(row).map((recipients) => ({
      key,
      case_id,
      seq,
      at: notice.at,
      payload,
      ...recipients,
    }))
  })
  if (told.length > 0) await client.query(insertNotices(told, hasWebhook))
  const keys = (some: readonly DueRow[]) => some.map(({ planKey }) => planKey)
  if (rows.length > 0) await client.query(SETTLE, [keys(rows), keys(holding)])
  return rows.length
}

function payloadOf({ caseId, seq, notice, state }: DueRow): NoticePayload {
  const { event, at, deadline } = notice
  return { caseId, seq, event, at, title: state.title, ...wordsOf(notice), deadline }
}

function recipientsOf({ notice, state, planningAuthority }: DueRow): Recipients[] {
  if (notice.event === 'deadlineNear') return responsibleFor(state, notice.deadline)
  if (notice.to === 'planningAuthority') return [inRoles(['approver'], planningAuthority, true)]
  // An agency has no leader in this procedure: whoever commissioned it hears of it.
  return RESPONSIBLE[notice.deadline.kind].includes('owner')
    ? [inRoles(['departmentLead'], state.owner)]
    : [inRoles(['approver'], state.authority, true)]
}

/** When the next planned notice is due; null when none is planned. */
export async function nextPlanned(pool: Pool): Promise<Instant | null> {
  const { rows } = await pool.query<{ at: Instant | null }>(
    `select min(fires_at) as at from planned_notice where state = 'waiting'`,
  )
  return rows[0]?.at ?? null
}

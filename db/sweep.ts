/** What the sweeper looks for. */
import type { CaseId } from '#domain/ids.ts'
import type { Pool } from './connect.ts'
import type { Channel } from './schema/outbox.ts'

/** Notices of these channels whose time has come: real time moved to the world's own. */
export async function hasDueNotices(pool: Pool, channels: readonly Channel[]): Promise<boolean> {
  const { rows } = await pool.query<{ due: boolean }>(
    `select exists (select 1 from notification where state = 'waiting' and channel = any($1)
       and next_attempt_at <= clock_timestamp()
         + coalesce((select offset_ms from world_clock), 0) * interval '1 ms') as due`,
    [channels],
  )
  return rows[0]?.due ?? false
}

/**
 * Cases with events that their workflow may not know, left alone for some seconds; each is taken once for what it
 * has now. Nearly all of them know: being asked costs one small task.
 */
export async function takeUnseenCases(pool: Pool, limit: number): Promise<CaseId[]> {
  const { rows } = await pool.query<{ case_id: CaseId }>(
    `update case_head h set nudged_seq = h.seq
     from (select case_id from case_head
       where nudged_seq < seq and recorded_real < clock_timestamp() - interval '10 seconds'
       order by recorded_real limit $1 for update skip locked) unseen
     where h.case_id = unseen.case_id returning h.case_id`,
    [limit],
  )
  return rows.map(({ case_id }) => case_id)
}

/** The nudge did not arrive: the next sweep tries again. */
export async function forgetNudge(pool: Pool, caseId: CaseId): Promise<void> {
  await pool.query('update case_head set nudged_seq = 0 where case_id = $1', [caseId])
}

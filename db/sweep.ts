/** The queries of the sweeper. */
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import type { Pool } from './connect.ts'
import { markAnswered } from './intake/requests.ts'
import type { Channel } from './schema/outbox.ts'

/** Whether notices of these channels are due, by the business time of the world. */
export async function hasDueNotices(pool: Pool, channels: readonly Channel[]): Promise<boolean> {
  const { rows } = await pool.query<{ due: boolean }>(
    `select exists (select 1 from notification where state = 'waiting' and channel = any($1)
       and next_attempt_at <= clock_timestamp()
         + coalesce((select offset_ms from world_clock), 0) * interval '1 ms')
     or exists (select 1 from planned_notice where state = 'waiting' and cardinality($1::text[]) > 0
       and fires_at <= clock_timestamp()
         + coalesce((select offset_ms from world_clock), 0) * interval '1 ms') as due`,
    [channels],
  )
  return rows[0]?.due ?? false
}

/** A case whose workflow may not know the decisions on these acts. */
export interface Unseen {
  caseId: CaseId
  commandIds: CommandId[]
}

/**
 * Acts that were decided but not answered after some seconds: the workflow task may have been lost after its commit, and the act will
 * not be sent again.
 */
export async function listUnseen(pool: Pool, limit: number): Promise<Unseen[]> {
  const { rows } = await pool.query<Unseen>(
    `select case_id as "caseId", array_agg(command_id) as "commandIds"
     from (select case_id, command_id from request
       where state = 'recorded' and received_real < clock_timestamp() - interval '10 seconds'
       order by received_real limit $1) unseen
     group by case_id`,
    [limit],
  )
  return rows
}

/** The case was signalled to catch up. */
export const markSeen = (pool: Pool, { commandIds }: Unseen): Promise<void> => markAnswered(pool, commandIds)

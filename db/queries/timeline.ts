/** The events of a case in order, with the texts that they name by digest. */

import type { CaseEvent } from '#domain/case/event.ts'
import type { Actor } from '#domain/values/directory.ts'
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import { upcast } from '../upcast.ts'

export interface TimelineEntry {
  seq: number
  at: Instant
  by: Actor
  commandId: CommandId
  event: CaseEvent
}

/** `limit` null: all events. */
export async function readTimeline(
  pool: Pool,
  caseId: CaseId,
  { after, limit }: { after: number; limit: number | null },
): Promise<TimelineEntry[]> {
  const { rows } = await pool.query<Omit<TimelineEntry, 'event'> & { body: unknown }>(
    `select seq, at, actor as by, command_id as "commandId", body from event
     where case_id = $1 and seq > $2 order by seq limit $3`,
    [caseId, after, limit],
  )
  return rows.map(({ body, ...entry }) => ({ ...entry, event: upcast(body) }))
}

/** Texts by their digests. */
export async function readProse(pool: Pool, digests: readonly string[]): Promise<Map<string, string>> {
  if (digests.length === 0) return new Map()
  const { rows } = await pool.query<{ digest: string; content: string }>(
    'select digest, content from prose where digest = any($1::text[])',
    [digests],
  )
  return new Map(rows.map(({ digest, content }) => [digest, content]))
}

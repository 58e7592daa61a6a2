/** The business clock of a world. In production it is the real one; a rehearsal's is ahead of it or behind. */
import type { CaseId } from '#domain/ids.ts'
import { type Instant, instant } from '#domain/plain-date.ts'
import type { Pool } from '../connect.ts'

export const businessNow = (offsetMs: number): Instant => instant(Date.now() + offsetMs)

export async function readOffset(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ offset_ms: number }>('select offset_ms from world_clock')
  return Number(rows[0]?.offset_ms ?? 0)
}

/** The offset with which a case was hosted; undefined for a case without a record. Only in rehearsals. */
export async function hostedOffset(pool: Pool, caseId: CaseId): Promise<number | undefined> {
  const { rows } = await pool.query<{ offset_ms: number }>(
    'select clock_offset_ms as offset_ms from case_head where case_id = $1',
    [caseId],
  )
  return rows[0]?.offset_ms
}

/** Notes with which offset a case is hosted from now on. Only in rehearsals. */
export async function setHostedOffset(pool: Pool, caseId: CaseId, offsetMs: number): Promise<void> {
  await pool.query('update case_head set clock_offset_ms = $2 where case_id = $1', [caseId, offsetMs])
}

/** Only ever called in rehearsals. */
export async function writeOffset(pool: Pool, offsetMs: number): Promise<void> {
  await pool.query(
    `insert into world_clock (id, offset_ms) values (1, $1)
     on conflict (id) do update set offset_ms = excluded.offset_ms`,
    [Math.round(offsetMs)],
  )
}

/** Sets where the world's time starts, unless something has happened in it already. */
export async function startClockAt(pool: Pool, offsetMs: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into world_clock (id, offset_ms)
     select 1, $1 where not exists (select from case_head) and not exists (select from request)
     on conflict (id) do update set offset_ms = excluded.offset_ms`,
    [Math.round(offsetMs)],
  )
  return rowCount === 1
}

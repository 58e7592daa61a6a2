/** The business clock of a world. In production it is the real one; a rehearsal's is ahead of it or behind. */
import { type Instant, instant } from '#domain/plain-date.ts'
import type { Pool } from '../connect.ts'

export const businessNow = (offsetMs: number): Instant => instant(Date.now() + offsetMs)

export async function readOffset(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ offset_ms: number }>('select offset_ms from world_clock')
  return Number(rows[0]?.offset_ms ?? 0)
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

/** The business clock of a world. In production it is the real clock; in a rehearsal it differs from it by an offset. */
import { PLAN_IMPORTED } from '#domain/case/national-plan.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { type Instant, instant } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'

export const businessNow = (offsetMs: number): Instant => instant(Date.now() + offsetMs)

export async function readOffset(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ offset_ms: number }>('select offset_ms from world_clock')
  return Number(rows[0]?.offset_ms ?? 0)
}

/** The clock offset of a hosted case; undefined for a case without a record. Only in rehearsals. */
export async function hostedOffset(pool: Pool, caseId: CaseId): Promise<number | undefined> {
  const { rows } = await pool.query<{ offset_ms: number }>(
    'select clock_offset_ms as offset_ms from case_head where case_id = $1',
    [caseId],
  )
  return rows[0]?.offset_ms
}

/** Stores the clock offset of a hosted case. Only in rehearsals. */
export async function setHostedOffset(pool: Pool, caseId: CaseId, offsetMs: number): Promise<void> {
  await pool.query('update case_head set clock_offset_ms = $2 where case_id = $1', [caseId, offsetMs])
}

/** The clock offset of the outbox; undefined before its start. Only in rehearsals. */
export async function outboxOffset(pool: Pool): Promise<number | undefined> {
  const { rows } = await pool.query<{ offset_ms: number | null }>(
    'select outbox_offset_ms as offset_ms from world_clock',
  )
  return rows[0]?.offset_ms ?? undefined
}

/** Only in rehearsals. */
export async function setOutboxOffset(pool: Pool, offsetMs: number): Promise<void> {
  await pool.query(
    `insert into world_clock (id, outbox_offset_ms) values (1, $1)
     on conflict (id) do update set outbox_offset_ms = excluded.outbox_offset_ms`,
    [offsetMs],
  )
}

/**
 * Throws if a rehearsal has moved the clock of this database and this process is no rehearsal: the deadlines were computed with another
 * clock.
 */
export async function assertOwnClock(pool: Pool, isRehearsal: boolean): Promise<void> {
  if (isRehearsal) return
  const { rows } = await pool.query<{ isMoved: boolean }>(
    `select exists (select from world_clock where offset_ms <> 0)
       or exists (select from case_head where clock_offset_ms <> 0) as "isMoved"`,
  )
  if (!rows[0]?.isMoved) return
  throw new Error(
    'A rehearsal has moved the clock of this database, so nobody may decide on it for real: ' +
      'let DATABASE_URL name another database, or set REHEARSAL=1 to go on rehearsing.',
  )
}

/** Only in rehearsals. */
export async function writeOffset(pool: Pool, offsetMs: number): Promise<void> {
  await pool.query(
    `insert into world_clock (id, offset_ms) values (1, $1)
     on conflict (id) do update set offset_ms = excluded.offset_ms`,
    [Math.round(offsetMs)],
  )
}

/** Sets the first offset of the world. False when it has a case or a request already; plans that were loaded do not count. */
export async function startClockAt(pool: Pool, offsetMs: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into world_clock (id, offset_ms)
     select 1, $1 where not exists (select from command where action <> '${PLAN_IMPORTED}') and not exists (select from request)
     on conflict (id) do update set offset_ms = excluded.offset_ms`,
    [Math.round(offsetMs)],
  )
  return rowCount === 1
}

/** Due dates and clock offsets of all open cases, for the rehearsal clock. */

import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'

/** The first deadline after an instant; null when none is armed. */
export async function nextDueAt(pool: Pool, after: Instant): Promise<Instant | null> {
  const { rows } = await pool.query<{ due: Instant | null }>(
    'select min(due_at) as due from case_view where due_at > $1 and is_open',
    [after],
  )
  return rows[0]?.due ?? null
}

export interface OpenClock {
  workflowId: CaseId
  clockOffsetMs: number
}

export async function openClocks(pool: Pool): Promise<OpenClock[]> {
  const { rows } = await pool.query<OpenClock>(
    `select p.case_id as "workflowId", h.clock_offset_ms as "clockOffsetMs"
     from case_view p join case_head h on h.case_id = p.case_id where p.is_open`,
  )
  return rows
}

/** Cases with a deadline that has passed and is still armed. */
export async function listLateCases(pool: Pool, at: Instant): Promise<CaseId[]> {
  const { rows } = await pool.query<{ case_id: CaseId }>(
    'select case_id from case_view where due_at <= $1 and is_open limit 20',
    [at],
  )
  return rows.map(({ case_id }) => case_id)
}

/** Messages that made no sense. */
import type { CaseId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import type { Pool } from './connect.ts'

export interface NewDeadLetter {
  caseId: CaseId
  kind: string
  name: string
  reason: string
  payload: string
  effectKey: string
  at: Instant
}

/** False when it is there already. */
export async function addDeadLetter(pool: Pool, letter: NewDeadLetter): Promise<boolean> {
  const { effectKey, caseId, kind, name, reason, payload, at } = letter
  const { rowCount } = await pool.query(
    `insert into dead_letter (effect_key, case_id, kind, name, reason, payload, received_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (effect_key) do nothing`,
    [effectKey, caseId, kind, name, reason, payload, at],
  )
  return rowCount === 1
}

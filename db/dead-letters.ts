/** Messages that could not be processed. */
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
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

/** Stores the letters that are not stored yet, and returns their effect keys. */
export async function addDeadLetters(pool: Pool, letters: readonly NewDeadLetter[]): Promise<string[]> {
  const { rows } = await pool.query<{ effect_key: string }>(
    `insert into dead_letter (effect_key, case_id, kind, name, reason, payload, received_at)
     select "effectKey", "caseId", kind, name, reason, payload, at
     from jsonb_to_recordset($1::jsonb) as letter("effectKey" text, "caseId" text, kind text, name text, reason text,
       payload text, at timestamptz)
     on conflict (effect_key) do nothing returning effect_key`,
    [JSON.stringify(letters)],
  )
  return rows.map(({ effect_key }) => effect_key)
}

/** Cases that operators hold on purpose, as the API asks for them and keeps them. */
import type { CaseId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'
import type { Pool } from '../connect.ts'
import { ACTIVE_HOLD } from '../record/holds.ts'

export interface Hold {
  reason: string
  until: Instant
}

/** The hold in force on a case; undefined when there is none. */
export async function findHold(pool: Pool, caseId: CaseId): Promise<Hold | undefined> {
  const { rows } = await pool.query<{ hold: Hold | null }>({
    name: 'hold-find',
    text: `select ${ACTIVE_HOLD('$1')} as hold`,
    values: [caseId],
  })
  return rows[0]?.hold ?? undefined
}

/** Reads a case without a lock. */

import type { ReviewedState } from '#domain/review/state.ts'
import { endOfDay, type PlainDate } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import { FACTS_IN_FORCE, type FactsRow } from './facts.ts'
import { type CaseRef, currentFold, type StoredFold } from './snapshot.ts'

interface CaseRow extends FactsRow, StoredFold {
  seq: number | null
}

const READ = `
  select h.seq, p.state::text as state, p.turn_since as "turnSince", '[]'::jsonb as "ownFacts",
    '[]'::jsonb as "openTasks",
    ${FACTS_IN_FORCE}
  from (select 1) as one
  left join case_head h on h.case_id = $1
  left join case_view p on p.case_id = $1`

/** The state of a case, and the outside facts in force for it on that date. */
export async function readCase(
  pool: Pool,
  { kind, caseId }: CaseRef,
  on: PlainDate,
): Promise<{ state: ReviewedState; row: FactsRow }> {
  const { rows } = await pool.query<CaseRow>({
    name: 'read-case',
    text: READ,
    values: [caseId, on, endOfDay(on), null],
  })
  const row = rows[0] as CaseRow
  const { state } = await currentFold(pool, { kind, caseId }, { seq: row.seq ?? 0 }, row)
  return { state, row }
}

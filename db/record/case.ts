/** Reading a case without locking it. */

import type { ProjectState } from '#domain/project/state.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { endOfDay, type Instant, type PlainDate } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import type { OwnBan } from '../projections/fold.ts'
import type { OpenTask } from '../projections/tasks.ts'
import { FACTS_IN_FORCE, type FactsRow } from './facts.ts'
import { foldedSoFar } from './snapshot.ts'

interface CaseRow extends FactsRow {
  seq: number | null
  state: string | null
  turnSince: Instant | null
  ownBans: OwnBan[]
  openTasks: OpenTask[]
}

const READ = `
  select h.seq, p.state::text as state, p.turn_since as "turnSince", '[]'::jsonb as "ownBans",
    '[]'::jsonb as "openTasks",
    ${FACTS_IN_FORCE}
  from (select 1) as one
  left join case_head h on h.case_id = $1
  left join project p on p.case_id = $1`

/** The state that its events fold to, and the outside facts in force for it on that date. */
export async function readCase(
  pool: Pool,
  caseId: CaseId,
  on: PlainDate,
): Promise<{ state: ProjectState; row: FactsRow }> {
  const { rows } = await pool.query<CaseRow>({
    name: 'read-case',
    text: READ,
    values: [caseId, on, endOfDay(on), null],
  })
  const row = rows[0] as CaseRow
  const { state } = await foldedSoFar(pool, caseId, { seq: row.seq ?? 0 }, row)
  return { state, row }
}

/** Open rounds of joint decisions, with the event that opened each. */

import type { Review } from '#domain/review/state.ts'
import type { OrgId } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Pool } from '../connect.ts'

export interface OpenRound {
  review: Review
  openedSeq: number
}

export interface OpenRounds {
  owner: OrgId
  authority: OrgId
  rounds: OpenRound[]
}

const OPEN = `
  select p.owner, p.authority, coalesce((
    select jsonb_agg(jsonb_build_object('review', r, 'openedSeq', (
      select max(e.seq) from event e
      where e.case_id = p.case_id and e.type = 'reviewOpened' and e.body ->> 'step' = r ->> 'step')))
    from jsonb_array_elements(p.state -> 'reviews') r), '[]') as rounds
  from case_view p where p.case_id = $1`

/** Call it after reading the timeline: a round that is open now was not decided in the events that were read. */
export async function readOpenRounds(pool: Pool, caseId: CaseId): Promise<OpenRounds> {
  const { rows } = await pool.query<OpenRounds>({ name: 'undecided', text: OPEN, values: [caseId] })
  const [row] = rows
  if (!row) throw new Error(`${caseId} was seen and is not there`)
  return row
}

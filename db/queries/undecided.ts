/** Rounds of joint decisions that are open, with where in the record each began. */

import type { Review } from '#domain/review/state.ts'
import type { OrgId } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Pool } from '../connect.ts'

export interface OpenRound {
  review: Review
  openedSeq: number
}

export interface Undecided {
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

/** Asked after the timeline was read: what is open then was not decided in what was read. */
export async function readUndecided(pool: Pool, caseId: CaseId): Promise<Undecided> {
  const { rows } = await pool.query<Undecided>({ name: 'undecided', text: OPEN, values: [caseId] })
  const [row] = rows
  if (!row) throw new Error(`${caseId} was seen and is not there`)
  return row
}

/** The policy that a case follows. */

import type { Kinds } from '#domain/engine/kinds.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import { POLICY_IN_FORCE, ReferenceVersions } from '../record/facts.ts'

/** The policy that the case follows on that day. `caseId` null: the policy of a case that is submitted on that day. */
export async function policyOf(
  { pool, kinds }: { pool: Pool; kinds: Kinds },
  caseId: CaseId | null,
  on: PlainDate,
): Promise<Kinds['firstPolicy']> {
  const { rows } = await pool.query<{ policy: string | null }>(
    `select ${POLICY_IN_FORCE('$2', '(select submitted_on from case_view where case_id = $1)')} as policy`,
    [caseId, on],
  )
  return kinds.completed(await new ReferenceVersions().policy(pool, rows[0]?.policy ?? null))
}

/** The policy that a project follows. */

import type { Policy } from '#domain/project/policy.ts'
import type { ProjectId } from '#domain/values/ids.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import { POLICY_IN_FORCE, ReferenceVersions } from '../record/facts.ts'

/** The policy that the project follows on that day; null: that of the day itself, which one submitted then would follow. */
export async function policyOf(pool: Pool, project: ProjectId | null, on: PlainDate): Promise<Policy> {
  const { rows } = await pool.query<{ policy: string | null }>(
    `select ${POLICY_IN_FORCE('$2', '(select submitted_on from project where id = $1)')} as policy`,
    [project, on],
  )
  return new ReferenceVersions().policy(pool, rows[0]?.policy ?? null)
}

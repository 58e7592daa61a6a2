/** What must be known about a case before an act is sent to it. */

import type { OrgId } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { OwnerName } from '#wire/case-start.ts'
import type { Pool } from '../connect.ts'

/** Undefined: there is no such case. */
export async function findStatus(pool: Pool, caseId: CaseId): Promise<string | undefined> {
  const { rows } = await pool.query<{ status: string }>({
    name: 'case-status',
    text: 'select status from case_view where case_id = $1',
    values: [caseId],
  })
  return rows[0]?.status
}

/** The owner of a case. If the record does not have the case yet: `named`, the owner that its first act names. */
export async function findOwner(
  pool: Pool,
  caseId: CaseId,
  named: OrgId | null = null,
): Promise<OwnerName | undefined> {
  const { rows } = await pool.query<OwnerName>({
    name: 'case-owner',
    text: `select id, zh, en from directory_org
           where id = coalesce((select owner from case_view where case_id = $1), $2)`,
    values: [caseId, named],
  })
  return rows[0]
}

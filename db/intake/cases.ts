/** What must be known about a case before an act is sent to it. */

import type { OrgId } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { OwnerName } from '#wire/case-start.ts'
import type { Pool } from '../connect.ts'

export interface FoundCase {
  status: string
  isOpen: boolean
}

export async function findCase(pool: Pool, caseId: CaseId): Promise<FoundCase | undefined> {
  const { rows } = await pool.query<FoundCase>({
    name: 'case-find',
    text: 'select status, is_open as "isOpen" from case_view where case_id = $1',
    values: [caseId],
  })
  return rows[0]
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

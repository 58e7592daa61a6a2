/** The little that must be known of a case before anything is sent to it. */

import { ENDED, type ProjectStatus } from '#domain/project/status.ts'
import type { CaseId, ProjectId } from '#domain/values/ids.ts'
import type { OwnerName } from '#wire/case-start.ts'
import type { Pool } from '../connect.ts'

export interface FoundCase {
  id: ProjectId
  caseId: CaseId
  status: ProjectStatus
  isEnded: boolean
}

export async function findCase(pool: Pool, caseId: CaseId): Promise<FoundCase | undefined> {
  const { rows } = await pool.query<Omit<FoundCase, 'isEnded'>>({
    name: 'case-find',
    text: 'select id, case_id as "caseId", status from project where case_id = $1',
    values: [caseId],
  })
  const [row] = rows
  return row && { ...row, isEnded: ENDED.includes(row.status) }
}

/** The owner of a case; of one that the record does not have yet, the one that its first act names. */
export async function findOwner(pool: Pool, caseId: CaseId, named?: unknown): Promise<OwnerName | undefined> {
  const { rows } = await pool.query<OwnerName>({
    name: 'case-owner',
    text: `select id, zh, en from directory_org
           where id = coalesce((select owner from project where case_id = $1), $2)`,
    values: [caseId, typeof named === 'string' ? named : null],
  })
  return rows[0]
}

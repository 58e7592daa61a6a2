/** The little that the API must know of a case before it sends anything to it. */

import { ENDED, type ProjectStatus } from '#domain/project/status.ts'
import type { CaseId, ProjectId } from '#domain/values/ids.ts'
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

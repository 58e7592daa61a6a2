/** Search over projects by what people know of one: words of its title, its numbers, owner, status, amount. */
import type { OrgId } from '#domain/directory.ts'
import type { Fen } from '#domain/money.ts'
import type { ProjectStatus } from '#domain/project/status.ts'
import type { Pool } from '../connect.ts'
import { type ListedProject, PROJECT_COLUMNS } from './project-list.ts'
import { type Viewer, visible } from './project-scope.ts'

export interface ProjectQuery {
  q?: string
  owner?: OrgId
  status?: ProjectStatus
  fromFen?: Fen
  toFen?: Fen
}

const CONDITIONS: Readonly<Record<keyof ProjectQuery, (parameter: string) => string>> = {
  q: (parameter) => `p.search @@ zh_q(${parameter})`,
  owner: (parameter) => `p.owner = ${parameter}`,
  status: (parameter) => `p.status = ${parameter}`,
  fromFen: (parameter) => `p.investment_fen >= ${parameter}`,
  toFen: (parameter) => `p.investment_fen <= ${parameter}`,
}

/** Newest first. Planned anew each time: how common a word or an amount is decides which index serves. */
export async function searchProjects(
  pool: Pool,
  viewer: Viewer,
  { query, after, limit }: { query: ProjectQuery; after: string | null; limit: number },
): Promise<ListedProject[]> {
  const values: unknown[] = [viewer.orgPath, after, limit]
  const conditions = [visible(viewer.scope, '$1'), '($2::uuid is null or p.id < $2::uuid)']
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    values.push(value)
    conditions.push(CONDITIONS[name as keyof ProjectQuery](`$${values.length}`))
  }
  const { rows } = await pool.query<ListedProject>(
    `select ${PROJECT_COLUMNS} from project p where ${conditions.join(' and ')} order by p.id desc limit $3`,
    values,
  )
  return rows
}

/** Search over projects by what people know of one: words of its title, its numbers, owner, status, amount. */
import type { OrgId } from '#domain/directory.ts'
import type { Fen } from '#domain/money.ts'
import type { ProjectStatus } from '#domain/project/status.ts'
import type { Pool } from '../connect.ts'
import { rarest } from './how-common.ts'
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

/**
 * Newest first. Planned anew each time: how common a word or an amount is decides how it is found. The rarest condition
 * finds, and the others are checked on what it finds: left to itself, the database joins large indexes or walks
 * through half of all projects.
 */
export async function searchProjects(
  pool: Pool,
  viewer: Viewer,
  { query, after, limit }: { query: ProjectQuery; after: string | null; limit: number },
): Promise<ListedProject[]> {
  const { fromFen, toFen, ...single } = query
  const values: unknown[] = [viewer.orgPath]
  const given = (asked: ProjectQuery): string =>
    Object.entries(asked)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => CONDITIONS[name as keyof ProjectQuery](`$${values.push(value)}`))
      .join(' and ')
  const amounts = given({ fromFen, toFen } as ProjectQuery)
  const conditions = [
    visible(viewer.scope, '$1'),
    ...(amounts ? [amounts] : []),
    ...Object.entries(single)
      .map(([name, value]) => given({ [name]: value }))
      .filter(Boolean),
  ]
  const finding = await rarest(pool, conditions, values)
  const [afterId, atMost] = [`$${values.push(after)}`, `$${values.push(limit)}`]
  const onward = `(${afterId}::uuid is null or p.id < ${afterId}::uuid)`
  // Newest first even before the rows are read: so that a page is soon full, and what an index knows needs no more.
  const from = finding
    ? `(select p.id from project p where ${finding} and ${onward} order by p.id desc offset 0) f
      cross join lateral (select * from project p where p.id = f.id offset 0) p`
    : 'project p'
  const all = [...conditions, ...(finding ? [] : [onward])].join(' and ')
  const { rows } = await pool.query<ListedProject>(
    `select ${PROJECT_COLUMNS} from ${from} where ${all} order by ${finding ? 'f' : 'p'}.id desc limit ${atMost}`,
    values,
  )
  return rows
}

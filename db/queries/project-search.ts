/** Search over projects by what people know of one: words of its title, its numbers, owner, status, amount. */
import pg from 'pg'
import type { OrgId } from '#domain/directory.ts'
import type { Fen } from '#domain/money.ts'
import type { ProjectStatus } from '#domain/project/status.ts'
import type { Pool } from '../connect.ts'
import { anyOf, askedIn, ownedBy } from '../lexemes.ts'
import { type Condition, rarest } from './how-common.ts'
import { type ListedProject, PROJECT_COLUMNS } from './project-list.ts'
import { type Viewer, visible } from './project-scope.ts'

export interface ProjectQuery {
  q?: string
  owner?: OrgId
  status?: ProjectStatus
  fromFen?: Fen
  toFen?: Fen
}

const CONDITIONS: Readonly<Record<Exclude<keyof ProjectQuery, 'q'>, (parameter: string) => string>> = {
  owner: (parameter) => `p.owner = ${parameter}`,
  status: (parameter) => `p.status = ${parameter}`,
  fromFen: (parameter) => `p.investment_fen >= ${parameter}`,
  toFen: (parameter) => `p.investment_fen <= ${parameter}`,
}

/** Words name rows, which are read; what else is asked for an index alone knows. */
const [FEW_WITH_WORDS, FEW] = [2_000, 5_000]

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
  const { q, ...fields } = query
  const asked = q === undefined ? null : askedIn(q)
  if (asked === undefined) return []
  const values: unknown[] = [viewer.orgPath]
  const parameter = (value: unknown): string => `$${values.push(value)}`
  const given = (...names: (keyof typeof CONDITIONS)[]): string[] =>
    names.flatMap((name) => (fields[name] === undefined ? [] : [CONDITIONS[name](parameter(fields[name]))]))
  const isOwn = viewer.scope === 'own'
  // Whose projects they are every index knows.
  const whose = [...(isOwn ? [visible(viewer.scope, '$1')] : []), ...given('owner')]
  const plain = [
    ...(isOwn ? [] : [visible(viewer.scope, '$1')]),
    ...whose,
    given('fromFen', 'toFen').join(' and '),
    ...given('status'),
  ]
  const owners = [...(isOwn ? [viewer.orgPath] : []), ...(fields.owner ? [[fields.owner]] : [])]
  const conditions = [
    ...plain.filter(Boolean).map((text) => ({ text, few: FEW })),
    ...(asked === null ? [] : [withWords(`${parameter(asked)}::tsquery`, owners)]),
  ]
  const finding = await rarest(pool, conditions, values)
  const [afterId, atMost] = [`$${values.push(after)}`, `$${values.push(limit)}`]
  const onward = `(${afterId}::uuid is null or p.id < ${afterId}::uuid)`
  // Newest first even before the rows are read: so that a page is soon full, and what an index knows needs no more.
  const from = finding
    ? `(select p.id from project p where ${[finding.narrow ?? finding.text, ...whose, onward].join(' and ')} order by p.id desc offset 0) f
      cross join lateral (select * from project p where p.id = f.id offset 0) p`
    : 'project p'
  const all = [...conditions.map(({ text }) => text), ...(finding ? [] : [onward])].join(' and ')
  const { rows } = await pool.query<ListedProject>(
    `select ${PROJECT_COLUMNS} from ${from} where ${all} order by ${finding ? 'f' : 'p'}.id desc limit ${atMost}`,
    values,
  )
  return rows
}

/** `words` is a `tsquery`; of each list of owners it must be one. */
function withWords(words: string, owners: readonly (readonly OrgId[])[]): Condition {
  // No parameters: the statement in which they would be unused does not know their types.
  const marks = owners.map((orgs) => `${pg.escapeLiteral(anyOf(ownedBy(orgs)))}::tsquery`)
  return {
    text: `p.search @@ ${words}`,
    narrow: `p.search @@ (${[words, ...marks].join(' && ')})`,
    few: FEW_WITH_WORDS,
  }
}

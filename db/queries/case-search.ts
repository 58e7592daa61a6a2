/** Searches the cases of a kind by words of the title, numbers, owner, status and amount. */
import pg from 'pg'
import type { OrgId } from '#domain/values/directory.ts'
import type { Fen } from '#domain/values/money.ts'
import type { Pool } from '../connect.ts'
import { anyOf, decidedBy, ownedBy, searchQuery } from '../lexemes.ts'
import { type ListedCase, listedColumns } from './case-list.ts'
import { involving, type Viewer, visibleTo } from './scope.ts'
import { type Condition, mostSelective } from './selectivity.ts'

export interface CaseQuery {
  q?: string
  owner?: OrgId
  status?: string
  fromFen?: Fen
  toFen?: Fen
}

const CONDITIONS: Readonly<Record<Exclude<keyof CaseQuery, 'q'>, (parameter: string) => string>> = {
  owner: (parameter) => `p.owner = ${parameter}`,
  status: (parameter) => `p.status = ${parameter}`,
  fromFen: (parameter) => `p.asked_fen >= ${parameter}`,
  toFen: (parameter) => `p.asked_fen <= ${parameter}`,
}

/** How many matches are few: for conditions whose rows must be read, and for conditions that an index answers alone. */
const [FEW_READ, FEW] = [2_000, 5_000]

/**
 * Newest first. Planned at each execution, because the selectivity of words and amounts decides how cases are found. The most
 * selective condition finds the rows, and the others are checked on them. PostgreSQL alone would join large indexes or scan half of all cases.
 */
export async function searchCases(
  pool: Pool,
  viewer: Viewer,
  { kind, query, after, limit }: { kind: string; query: CaseQuery; after: string | null; limit: number },
): Promise<ListedCase[]> {
  const { q, ...fields } = query
  const asked = q === undefined ? null : searchQuery(q)
  if (asked === undefined) return []
  const values: unknown[] = [viewer.orgPath, viewer.involvedAs]
  const parameter = (value: unknown): string => `$${values.push(value)}`
  const given = (...names: (keyof typeof CONDITIONS)[]): string[] =>
    names.flatMap((name) => (fields[name] === undefined ? [] : [CONDITIONS[name](parameter(fields[name]))]))
  // Every index contains the owner.
  const whose = given('owner')
  const plain = [...whose, given('fromFen', 'toFen').join(' and '), ...given('status')]
  const conditions = [
    { text: visibleTo(viewer.scope, '$1', '$2'), few: FEW_READ },
    ...plain.filter(Boolean).map((text) => ({ text, few: FEW })),
    ...(asked === null ? [] : [withWords(`${parameter(asked)}::tsquery`, viewer, fields.owner)]),
  ]
  const finding = await mostSelective(pool, conditions, values)
  // Added after the estimate, because its statement must use every parameter.
  const ofKind = `p.kind = ${parameter(kind)}`
  const [afterId, atMost] = [`$${values.push(after)}`, `$${values.push(limit)}`]
  const onward = `(${afterId}::uuid is null or p.id < ${afterId}::uuid)`
  // Sorted before the rows are read, so that a page is full soon.
  const from = finding
    ? `(select p.id from case_view p where ${[finding.narrow ?? finding.text, ...whose, onward].join(' and ')} order by p.id desc offset 0) f
      cross join lateral (select * from case_view p where p.id = f.id offset 0) p`
    : 'case_view p'
  const all = [ofKind, ...conditions.map(({ text }) => text), ...(finding ? [] : [onward])].join(' and ')
  const { rows } = await pool.query<ListedCase>(
    `select ${listedColumns(viewer)} from ${from} where ${all} order by ${finding ? 'f' : 'p'}.id desc limit ${atMost}`,
    values,
  )
  return rows
}

/** `words` is a `tsquery`. The given owner and the viewer's scope narrow the index search if the index has marks for them. */
function withWords(words: string, { scope, orgPath }: Viewer, owner: OrgId | undefined): Condition {
  const marked = MARKED[scope]
  const queries = [
    words,
    ...(owner === undefined ? [] : [literalQuery(ownedBy([owner]))]),
    ...(marked ? [literalQuery(marked.marks(orgPath))] : []),
  ]
  const found = `p.search @@ (${queries.join(' && ')})`
  // For the few other cases the row is checked for the words.
  const narrow = marked ? `(${found} or ${marked.others})` : found
  return { text: `p.search @@ ${words}`, narrow, few: FEW_READ }
}

/** As literals: a statement in which a parameter is unused does not know its type. */
const literalQuery = (marks: readonly string[]): string => `${pg.escapeLiteral(anyOf(marks))}::tsquery`

interface Marked {
  /** Each readable case has one of these marks, */
  marks: (orgs: readonly OrgId[]) => string[]
  /** or is one of these. */
  others: string
}

const MARKED: Partial<Record<Viewer['scope'], Marked>> = {
  own: { marks: ownedBy, others: involving('$2') },
  party: {
    marks: (orgs) => [...ownedBy(orgs), ...decidedBy(orgs)],
    others: `p.agencies && $1::text[] or ${involving('$2')}`,
  },
}

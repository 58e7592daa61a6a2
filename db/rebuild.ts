/** Rebuilds the projections from the events, case by case under the lock of the case, while the system is running. */
import type { Kind } from '#domain/engine/kind.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { ownIdOf } from '#domain/values/ids.ts'
import { awaitAll, type Client, type Pool } from './connect.ts'
import { emptyFold, project } from './projections/fold.ts'
import { deleteStatements, projectionStatements } from './projections/rows.ts'
import { eventsAfter } from './record/events.ts'
import type { CaseRef } from './record/snapshot.ts'

export interface Rebuilt {
  cases: number
  /** Cases whose rows changed: their projections did not match the events. */
  changed: CaseId[]
}

const PAGE = 500

export async function rebuildProjections(pool: Pool, kinds: Kinds): Promise<Rebuilt> {
  const rebuilt: Rebuilt = { cases: 0, changed: await deleteOrphanRows(pool, kinds) }
  const next = (after: string) => caseIds(pool, kinds, after)
  for (let page = await next(''); page.length > 0; page = await next(page.at(-1) ?? '')) {
    for (const caseId of page) {
      if (await rebuildCase(pool, { kind: kinds.of(caseId), caseId })) rebuilt.changed.push(caseId)
      rebuilt.cases += 1
    }
  }
  return rebuilt
}

/** Cases of the kinds that this program knows. */
async function caseIds(pool: Pool, { names }: Kinds, after: string): Promise<CaseId[]> {
  const { rows } = await pool.query<{ case_id: CaseId }>(
    `select case_id from case_head where seq > 0 and case_id > $1 and kind = any($2)
     order by case_id limit ${PAGE}`,
    [after, names],
  )
  return rows.map(({ case_id }) => case_id)
}

/** Rows of cases that have no events. */
async function deleteOrphanRows(pool: Pool, kinds: Kinds): Promise<CaseId[]> {
  const { rows } = await pool.query<{ case_id: CaseId }>(
    `delete from case_view p where not exists
       (select 1 from case_head h where h.case_id = p.case_id and h.seq > 0) returning case_id`,
  )
  for (const table of ['task', ...kinds.all.flatMap(tablesOf)]) {
    await pool.query(`delete from ${table} where case_uuid not in (select id from case_view)`)
  }
  await pool.query(
    `delete from published_fact where case_id <> '' and case_id not in (select case_id from case_view)`,
  )
  return rows.map(({ case_id }) => case_id)
}

const tablesOf = ({ tables }: Kind): string[] => tables.map(({ table }) => table)

/** True when the rows have changed. */
async function rebuildCase(pool: Pool, which: CaseRef): Promise<boolean> {
  const { kind, caseId } = which
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select 1 from case_head where case_id = $1 for update', [caseId])
    const before = await projectionText(client, which)
    const nothing = emptyFold(kind, caseId)
    const folded = project(kind, nothing, await eventsAfter(client, caseId, 0))
    const statements = [...deleteStatements(caseId, folded), ...projectionStatements(caseId, nothing, folded)]
    await awaitAll(statements.map((statement) => client.query(statement)))
    const after = await projectionText(client, which)
    await client.query('commit')
    client.release()
    return before !== after
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** All projected rows of a case as text, so that they can be compared. */
export async function projectionText(
  client: Pick<Pool | Client, 'query'>,
  { kind, caseId }: CaseRef,
): Promise<string> {
  const parts = [
    '(select p::text from case_view p where p.case_id = $1)',
    `(select string_agg(f::text, E'\\n' order by f::text) from published_fact f where f.case_id = $1)`,
    ...['task', ...tablesOf(kind)].map(
      (table) =>
        `(select string_agg(t::text, E'\\n' order by t::text) from ${table} t where t.case_uuid = $2)`,
    ),
  ]
  const { rows } = await client.query<{ text: string }>(`select concat_ws(E'\\n', ${parts.join()}) as text`, [
    caseId,
    ownIdOf(caseId),
  ])
  return rows[0]?.text ?? ''
}

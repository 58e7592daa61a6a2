/** Makes the projections anew from the events, case by case under each case's lock, while the system is up. */
import type { CaseId } from '#domain/values/ids.ts'
import { allDone, type Client, type Pool } from './connect.ts'
import { type Folded, nothingFolded, project } from './projections/fold.ts'
import { forgetStatements, projectionStatements } from './projections/rows.ts'
import { eventsAfter } from './record/events.ts'

export interface Rebuilt {
  cases: number
  /** Cases whose rows came out different: the projections were not what the events say. */
  changed: CaseId[]
}

const PAGE = 500

export async function rebuildProjections(pool: Pool): Promise<Rebuilt> {
  const rebuilt: Rebuilt = { cases: 0, changed: await dropStrays(pool) }
  for (let page = await caseIds(pool, ''); page.length > 0; page = await caseIds(pool, page.at(-1) ?? '')) {
    for (const caseId of page) {
      if (await rebuildCase(pool, caseId)) rebuilt.changed.push(caseId)
      rebuilt.cases += 1
    }
  }
  return rebuilt
}

async function caseIds(pool: Pool, after: string): Promise<CaseId[]> {
  const { rows } = await pool.query<{ case_id: CaseId }>(
    `select case_id from case_head where kind = 'project' and seq > 0 and case_id > $1
     order by case_id limit ${PAGE}`,
    [after],
  )
  return rows.map(({ case_id }) => case_id)
}

/** Rows of cases that have no events. */
async function dropStrays(pool: Pool): Promise<CaseId[]> {
  const { rows } = await pool.query<{ case_id: CaseId }>(
    `delete from project p where not exists
       (select 1 from case_head h where h.case_id = p.case_id and h.seq > 0) returning case_id`,
  )
  await pool.query('delete from catalog_item where project_id not in (select id from project)')
  await pool.query('delete from task where project_id not in (select id from project)')
  await pool.query('delete from om_basis where project_id not in (select id from project)')
  await pool.query('delete from owner_ban where case_id not in (select case_id from project)')
  return rows.map(({ case_id }) => case_id)
}

/** True when the rows are other ones than before. */
async function rebuildCase(pool: Pool, caseId: CaseId): Promise<boolean> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select 1 from case_head where case_id = $1 for update', [caseId])
    const before = await projectionText(client, caseId)
    const nothing = nothingFolded(caseId)
    const folded = project(nothing, await eventsAfter(client, caseId, 0))
    await replace(client, caseId, nothing, folded)
    const after = await projectionText(client, caseId)
    await client.query('commit')
    client.release()
    return before !== after
  } catch (error) {
    client.release(true)
    throw error
  }
}

function replace(client: Client, caseId: CaseId, nothing: Folded, folded: ReturnType<typeof project>) {
  const statements = [...forgetStatements(caseId, folded), ...projectionStatements(caseId, nothing, folded)]
  return allDone(statements.map((statement) => client.query(statement)))
}

const TEXT = `
  select concat_ws(E'\\n',
    (select p::text from project p where p.case_id = $1),
    (select string_agg(c::text, E'\\n' order by c.position) from catalog_item c where c.project_id = $2),
    (select string_agg(b::text, E'\\n' order by b.reason) from owner_ban b where b.case_id = $1),
    (select string_agg(o::text, E'\\n' order by o.year, o.round) from om_basis o where o.project_id = $2),
    (select string_agg(t::text, E'\\n' order by t.opened_seq, t.key) from task t where t.project_id = $2)
  ) as text`

/** Everything that is projected of a case, as PostgreSQL prints it: equal text, equal rows. */
export async function projectionText(client: Pick<Pool | Client, 'query'>, caseId: CaseId): Promise<string> {
  const { id } = nothingFolded(caseId).state
  const { rows } = await client.query<{ text: string }>(TEXT, [caseId, id])
  return rows[0]?.text ?? ''
}

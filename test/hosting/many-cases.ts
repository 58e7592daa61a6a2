/** Creates many open cases in the record, in every status, that Temporal does not know yet. */

import { randomUUID } from 'node:crypto'
import type { ClientBase } from 'pg'
import { createAppend } from '#activities/append.ts'
import type { Pool } from '#db/connect.ts'
import { ReferenceVersions } from '#db/record/facts.ts'
import { KINDS } from '#domain/kinds.ts'
import { caseIdOf } from '#domain/values/ids.ts'
import { withoutTimeouts } from '../../bench/without-timeouts.ts'
import { recordLife } from '../db/recorded-life.ts'
import { everyStatus } from '../domain/every-status.ts'

/** The tables of a case that are needed for its hosting. */
const TABLES = ['case_head', 'event', 'command', 'audit_entry', 'case_view', 'task'] as const

/** `count` cases as of that day, with the statuses in turn: one case of each status is recorded, the others are copies. */
export async function recordCases(pool: Pool, { count, on }: { count: number; on: string }): Promise<void> {
  const reference = new ReferenceVersions()
  const append = createAppend({
    ...{ pool, kinds: KINDS, reference, hasWebhook: false },
    wakeOutbox: () => undefined,
    onAhead: () => undefined,
    onUnwritable: () => undefined,
  })
  await withoutTimeouts(pool, async (client) => {
    const drivers = everyStatus(on).slice(0, count)
    for (const [index, driver] of drivers.entries()) {
      const id = randomUUID()
      await recordLife({ pool, reference, append }, caseIdOf('project', id), driver)
      await copy(client, id, Math.ceil((count - index) / drivers.length) - 1)
    }
    await client.query('analyze')
  })
}

/** Copies a case under new ids. Their hash chains are not valid, because they contain the id of the original. */
async function copy(client: ClientBase, id: string, copies: number): Promise<void> {
  const ids = Array.from({ length: copies }, () => randomUUID())
  for (const table of TABLES) {
    const { rows } = await client.query<{ columns: string }>(
      `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
       where table_name = $1 and table_schema = 'public' and is_generated = 'NEVER'`,
      [table],
    )
    const columns = rows[0]?.columns
    const own = table === 'task' ? 't.case_uuid = $1::uuid' : `t.case_id = 'project/' || $1`
    await client.query(
      // In the from clause, because a row function in the select list is called once for each column.
      `insert into ${table} (${columns}) select ${columns} from (
         select made.* from ${table} t cross join unnest($2::text[]) as new_id
         cross join lateral jsonb_populate_record(
           null::${table}, replace(to_jsonb(t)::text, $1, new_id)::jsonb) as made
         where ${own}) as copies`,
      [id, ids],
    )
  }
}

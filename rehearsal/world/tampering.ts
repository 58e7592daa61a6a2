/** What nobody can do through our code: an event on record changed by whoever owns the database. */
import type { Client, Pool } from '#db/connect.ts'
import { inTransaction } from '#db/intake/in-transaction.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Tampering } from '../rehearsal.ts'

/** The tables are kept consistent with each other: only the chain can tell. */
export async function tamperWith(pool: Pool, caseId: CaseId, { event, set }: Tampering): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ seq: number }>(
      'select seq from event where case_id = $1 and type = $2 order by seq desc limit 1',
      [caseId, event],
    )
    const [last] = rows
    if (!last) throw new Error(`there is no event ${event} to tamper with`)
    const values = [caseId, last.seq, JSON.stringify(set)]
    await change(client, 'event', 'body = body || $3::jsonb', values)
    const entry = `content = jsonb_set(content, '{event}', content -> 'event' || $3::jsonb)`
    await change(client, 'audit_entry', entry, values)
  })
}

/** The triggers that refuse every change are in nobody's way who may switch them off. */
async function change(client: Client, table: string, setting: string, values: unknown[]): Promise<void> {
  await client.query(`alter table ${table} disable trigger user`)
  await client.query(`update ${table} set ${setting} where case_id = $1 and seq = $2`, values)
  await client.query(`alter table ${table} enable trigger user`)
}

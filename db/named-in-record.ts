import { type Client, withStatementTimeout } from './connect.ts'

/** The events first: they contain most names, and an id that was found is not searched again. */
const TABLES = `
  select quote_ident(tablename) as name from pg_tables
  where schemaname = current_schema() and tablename not like 'directory\\_%'
  order by tablename <> 'event', tablename`

/** Long, because whole tables may be read. This is rare, and no request waits for it. */
const STATEMENT_TIMEOUT_MS = 600_000

/**
 * The ids that appear in any column of any table except the directory. A false match only keeps an entry; a missed match would leave an
 * unexplained id. Call it in a transaction.
 */
export async function namedInRecord(client: Client, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const named = new Set<string>()
  if (ids.length === 0) return named
  await client.query(`set local statement_timeout = ${STATEMENT_TIMEOUT_MS}`)
  const { rows: tables } = await client.query<{ name: string }>(TABLES)
  for (const { name } of tables) {
    const text = `
      select given.id from unnest($1::text[]) as given (id)
      where exists (select from ${name} as t where position(given.id in t::text) > 0)`
    const values = [ids.filter((id) => !named.has(id))]
    const { rows } = await client.query<{ id: string }>(
      withStatementTimeout({ text, values }, STATEMENT_TIMEOUT_MS),
    )
    for (const { id } of rows) named.add(id)
  }
  return named
}

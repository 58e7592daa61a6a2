/** Brings a database to the schema of this version. Any number of processes may start at once. Refuses a standby. */
import { join } from 'node:path'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { database, KEEP_ALIVE } from './connect.ts'
import { assertPrimary } from './primary.ts'

/** Any fixed number, as long as nothing else in this database locks it. */
const MIGRATION_LOCK = 2_019_057

export async function migrateDatabase(url: string): Promise<void> {
  // A connection of its own, without the pool's time limits: others wait here while the first one migrates. That the
  // network was lost meanwhile is for the system to find.
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, ...KEEP_ALIVE })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await assertPrimary(client)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migrate(database(client), { migrationsFolder: join(import.meta.dirname, 'migrations') })
  } finally {
    // Ending the session also gives the lock back.
    await client.end()
  }
}

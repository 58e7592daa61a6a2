/** Migrates a database to the schema of this version. Several processes may call it at the same time. Refuses a standby. */
import { join } from 'node:path'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { database, KEEP_ALIVE } from './connect.ts'
import { assertPrimary } from './primary.ts'

/** Key of an advisory lock: any number that is used for nothing else in this database. */
const MIGRATION_LOCK = 2_019_057

export async function migrateDatabase(url: string): Promise<void> {
  // Its own connection, without the pool's time limits, because other processes wait here while the first one migrates. If the network is
  // lost, keep-alive probes of the operating system end the connection.
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, ...KEEP_ALIVE })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await assertPrimary(client)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migrate(database(client), { migrationsFolder: join(import.meta.dirname, 'migrations') })
  } finally {
    // The end of the session releases the lock.
    await client.end()
  }
}

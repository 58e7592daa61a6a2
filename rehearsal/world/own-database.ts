/** A database of a world's own, with the schema and the example reference data; dropped when the world ends. */
import pg from 'pg'
import { connect, type Pool } from '#db/connect.ts'
import { seedIfEmpty } from '#db/intake/reference-data.ts'
import { migrateDatabase } from '#db/migrate.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { createDatabase, givenUrl } from '#stack/postgres.ts'

export interface OwnDatabase {
  url: string
  pool: Pool
  drop(): Promise<void>
}

const POOL_SIZE = 12

export async function openDatabase(adminUrl: string, name: string, kinds: Kinds): Promise<OwnDatabase> {
  const url = givenUrl(adminUrl)(name)
  await createDatabase(adminUrl, name)
  await migrateDatabase(url)
  const pool = connect(url, { max: POOL_SIZE })
  await seedIfEmpty(pool, kinds)
  return {
    url,
    pool,
    async drop() {
      await pool.end()
      await dropDatabase(adminUrl, name)
    },
  }
}

async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
  } finally {
    await client.end()
  }
}

import pg from 'pg'
import type { Pool } from '#db/connect.ts'

/** Fills a database: on a connection of its own, on which neither side gives a statement up, however long it takes. */
export async function unhurried(pool: Pool, fill: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: pool.options.connectionString })
  await client.connect()
  try {
    await fill(client)
  } finally {
    await client.end()
  }
}

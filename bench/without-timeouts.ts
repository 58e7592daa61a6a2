import pg from 'pg'
import type { Pool } from '#db/connect.ts'

/** Fills a database over a separate connection without time limits for statements. */
export async function withoutTimeouts(pool: Pool, fill: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: pool.options.connectionString })
  await client.connect()
  try {
    await fill(client)
  } finally {
    await client.end()
  }
}

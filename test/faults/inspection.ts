/** Reads the database after the faults. */

import pg from 'pg'
import { connect } from '#db/connect.ts'
import { rebuildProjections } from '#db/rebuild.ts'
import { KINDS } from '#domain/kinds.ts'

export async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  // Without a listener, a connection error would end this process; the query reports its own.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** How often each side has acted, per project, by the record. */
export const eventCounts = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ id: string; type: string; n: string }>(
      `SELECT substr(case_id, 9) AS id, type, count(*) AS n FROM event
       WHERE type IN ('supplementRequested', 'supplemented') GROUP BY 1, 2`,
    )
    const counts = new Map<string, Record<string, number>>()
    for (const { id, type, n } of rows) counts.set(id, { ...counts.get(id), [type]: Number(n) })
    return counts
  })

/** Requests without an outcome. */
export const unfinished = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ n: string }>(
      `SELECT count(*) AS n FROM request WHERE state = 'pending'`,
    )
    return Number(rows[0]?.n)
  })

/** Cases whose projections a rebuild changes. */
export async function rebuildDifferences(url: string): Promise<string[]> {
  const pool = connect(url)
  try {
    return (await rebuildProjections(pool, KINDS)).changed
  } finally {
    await pool.end()
  }
}

export const mailKeys = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ state: string; message_id: string }>(
      `SELECT state, message_id FROM notification WHERE channel = 'mail'`,
    )
    const count = (state: string): number => rows.filter((row) => row.state === state).length
    return { waiting: count('waiting'), dead: count('dead'), messageIds: rows.map((row) => row.message_id) }
  })

import type { Client, Pool } from '../connect.ts'

/** Runs `work` in one transaction, which is rolled back if `work` throws. */
export async function inTransaction<T>(pool: Pool, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    // Close a connection that cannot roll back, so that it is not used again.
    client.release(broken)
  }
}

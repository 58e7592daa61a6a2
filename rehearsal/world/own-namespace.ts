/** A Temporal namespace of a world's own; its executions end with it. */
import { Client, type Connection } from '@temporalio/client'
import { connectTemporal, prepareNamespace } from '#wire/connection.ts'

export interface OwnNamespace {
  temporal: Client
  connection: Connection
  drop(): Promise<void>
}

export async function openNamespace(address: string, namespace: string): Promise<OwnNamespace> {
  const connection = await connectTemporal(address)
  await prepareNamespace(connection, namespace)
  return {
    connection,
    temporal: new Client({ connection, namespace }),
    async drop() {
      // Best effort: the server forgets the executions in its own time, and may be gone already.
      await connection.operatorService.deleteNamespace({ namespace }).catch(() => undefined)
      await connection.close()
    },
  }
}

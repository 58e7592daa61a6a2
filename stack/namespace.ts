import { Connection } from '@temporalio/client'
import { connectTemporal, prepareNamespace } from '#wire/connection.ts'
import { SEARCH_ATTRIBUTES } from '#wire/search-attributes.ts'

/** Names of the types on the command line of a server. */
const FLAG_TYPES = { KEYWORD: 'Keyword', INT: 'Int', DATETIME: 'Datetime' } as const

/** The flags that register search attributes when the server starts. */
export function searchAttributeFlags(): string[] {
  return Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${FLAG_TYPES[type]}`,
  ])
}

/** Whether a Temporal server at this address has the namespace. */
export async function servesNamespace(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: '2s' })
  try {
    await connection.withDeadline(Date.now() + 2_000, () =>
      connection.workflowService.describeNamespace({ namespace }),
    )
    return true
  } finally {
    await connection.close()
  }
}

/** Prepares the namespace on that server. Must be called before any worker starts. */
export async function prepareNamespaceAt(address: string, namespace: string): Promise<void> {
  const connection = await connectTemporal(address)
  try {
    await prepareNamespace(connection, namespace)
  } finally {
    await connection.close()
  }
}

import { Connection } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time.js'

/** The types of search attributes: the number in the server's API, and the name on the CLI's command line. */
const TYPES = {
  TEXT: { number: 1, flag: 'Text' },
  KEYWORD: { number: 2, flag: 'Keyword' },
  INT: { number: 3, flag: 'Int' },
  DOUBLE: { number: 4, flag: 'Double' },
  BOOL: { number: 5, flag: 'Bool' },
  DATETIME: { number: 6, flag: 'Datetime' },
  KEYWORD_LIST: { number: 7, flag: 'KeywordList' },
} as const
const RETENTION = msToTs('3650 days')
const RETENTION_DAYS_MIN = 400
const GRPC_NOT_FOUND = 5
const GRPC_ALREADY_EXISTS = 6

export type SearchAttributeType = keyof typeof TYPES
/** Name to type; an unregistered one would leave a workflow stuck, so they are registered before any worker. */
export type SearchAttributes = Readonly<Record<string, SearchAttributeType>>

/** The flags that register search attributes at the server's start. */
export function searchAttributeFlags(attributes: SearchAttributes): string[] {
  return Object.entries(attributes).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${TYPES[type].flag}`,
  ])
}

/** Whether a Temporal server answers for this namespace. */
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

/** Makes a namespace usable: it exists, keeps ended cases long enough, and knows the search attributes. */
export async function ensureNamespace(
  address: string,
  namespace: string,
  attributes: SearchAttributes,
): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '5s' })
  try {
    await register(connection, namespace)
    await keepLongEnough(connection, namespace)
    await addMissing(connection, namespace, attributes)
  } finally {
    await connection.close()
  }
}

async function register(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: RETENTION,
    })
  } catch (error) {
    if ((error as { code?: number }).code !== GRPC_ALREADY_EXISTS) throw error
  }
}

/** The official CLI makes its namespaces with a retention of one day. */
async function keepLongEnough(connection: Connection, namespace: string): Promise<void> {
  const { config } = await retried(() => connection.workflowService.describeNamespace({ namespace }))
  const seconds = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0)
  if (seconds >= RETENTION_DAYS_MIN * 86_400) return
  await connection.workflowService.updateNamespace({
    namespace,
    config: { workflowExecutionRetentionTtl: RETENTION },
  })
}

async function addMissing(
  connection: Connection,
  namespace: string,
  attributes: SearchAttributes,
): Promise<void> {
  const known = await retried(() => connection.operatorService.listSearchAttributes({ namespace }))
  const missing = Object.entries(attributes).filter(([name]) => !known.customAttributes?.[name])
  if (missing.length === 0) return
  const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, TYPES[type].number]))
  await retried(() => connection.operatorService.addSearchAttributes({ namespace, searchAttributes }))
}

/** A namespace just registered is unknown to some parts of the server for a moment. */
async function retried<T>(call: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 15_000
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if ((error as { code?: number }).code !== GRPC_NOT_FOUND || Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

/** Connecting to Temporal, and what a namespace must have before any worker starts. */
import { Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time.js'
import { SEARCH_ATTRIBUTES } from './search-attributes.ts'

/** First pause before a refused call is repeated. The SDK's own is a second, which callers would feel. */
const RETRY_PAUSE_MS = 30
const CONNECT_TIMEOUT = '10s'
/** Milliseconds between two attempts to reach a server that is away. The library's own grow to two minutes. */
const RECONNECT_PAUSE_MS = { min: 100, max: 1_000 }

/** A page of a history with large messages. The SDK means this limit, too, but under a name that gRPC does not know: it has 4 MiB then. */
const ANSWER_BYTES_MAX = 128 * 1024 * 1024

/**
 * A connection for clients. A server that was away is used again within a second or so of its return. A case that is
 * just going on to its next run, or has ten acts in flight, refuses a call for some milliseconds: these are retried at
 * once instead of after a second.
 */
export function connectTemporal(address: string): Promise<Connection> {
  const retry = defaultGrpcRetryOptions({ initialIntervalMs: () => RETRY_PAUSE_MS })
  return Connection.connect({
    address,
    connectTimeout: CONNECT_TIMEOUT,
    channelArgs: {
      'grpc.initial_reconnect_backoff_ms': RECONNECT_PAUSE_MS.min,
      'grpc.max_reconnect_backoff_ms': RECONNECT_PAUSE_MS.max,
      'grpc.max_receive_message_length': ANSWER_BYTES_MAX,
    },
    interceptors: [makeGrpcRetryInterceptor(retry)],
  })
}

const NOT_FOUND = 5
const ALREADY_EXISTS = 6
const PATIENCE_MS = 15_000
const RETENTION = msToTs('3650 days')
const RETENTION_DAYS_MIN = 400

type Services = Pick<Connection, 'workflowService' | 'operatorService'>

/** Makes a namespace usable: it exists, keeps ended cases long enough, and knows the search attributes. */
export async function prepareNamespace(connection: Services, namespace: string): Promise<void> {
  await ensureNamespace(connection, namespace)
  await ensureSearchAttributes(connection, namespace)
}

async function ensureNamespace({ workflowService }: Services, namespace: string): Promise<void> {
  try {
    const { config } = await workflowService.describeNamespace({ namespace })
    const seconds = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0)
    if (seconds >= RETENTION_DAYS_MIN * 86_400) return
    // The official CLI makes its namespaces with a retention of one day.
    await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: RETENTION } })
  } catch (error) {
    if (codeOf(error) !== NOT_FOUND) throw error
    await register(workflowService, namespace)
  }
}

async function register(workflowService: Connection['workflowService'], namespace: string): Promise<void> {
  try {
    await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: RETENTION })
  } catch (error) {
    // Somebody else was faster.
    if (codeOf(error) !== ALREADY_EXISTS) throw error
  }
  await retried(() => workflowService.describeNamespace({ namespace }))
}

/** As the server's API numbers them. */
const TYPE_NUMBERS = { KEYWORD: 2, INT: 3, DATETIME: 6 } as const

/** Registers the search attributes that are missing. One that a case sets and nobody registered wedges the case. */
async function ensureSearchAttributes(
  { operatorService }: Pick<Services, 'operatorService'>,
  namespace: string,
): Promise<void> {
  const known = await retried(() => operatorService.listSearchAttributes({ namespace }))
  const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !known.customAttributes?.[name])
  if (missing.length === 0) return
  const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, TYPE_NUMBERS[type]]))
  try {
    await retried(() => operatorService.addSearchAttributes({ namespace, searchAttributes }))
  } catch (error) {
    if (codeOf(error) !== ALREADY_EXISTS) throw error
  }
}

const codeOf = (error: unknown): number | undefined => (error as { code?: number }).code

/** A namespace just registered is unknown to some parts of the server for a moment. */
async function retried<T>(call: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (codeOf(error) !== NOT_FOUND || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

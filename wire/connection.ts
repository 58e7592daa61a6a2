/** Connects to Temporal, and prepares a namespace before any worker starts. */
import { Connection, defaultGrpcRetryOptions, makeGrpcRetryInterceptor } from '@temporalio/client'
import { msToTs } from '@temporalio/common/lib/time.js'
import { SEARCH_ATTRIBUTES } from './search-attributes.ts'

/** First pause before a refused call is repeated. The SDK's default is a second, which callers would notice. */
const RETRY_PAUSE_MS = 30
const CONNECT_TIMEOUT = '10s'
/** Milliseconds between two attempts to reach an unavailable server. The library's default pauses grow to two minutes. */
const RECONNECT_PAUSE_MS = { min: 100, max: 1_000 }

/** Enough for a page of a history with large messages. The SDK sets the same limit under a name that gRPC does not know, so 4 MiB would hold. */
const ANSWER_BYTES_MAX = 128 * 1024 * 1024

/**
 * A connection for clients. A server that was unavailable is used again about a second after it is back. A case that is
 * starting its next run, or has ten acts in flight, refuses calls for some milliseconds: these are retried immediately
 * instead of after a second.
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
const RETRY_MS_MAX = 15_000
const RETENTION = msToTs('3650 days')
const RETENTION_DAYS_MIN = 400

type Services = Pick<Connection, 'workflowService' | 'operatorService'>

/** Makes sure that the namespace exists, keeps ended cases long enough, and has the search attributes. */
export async function prepareNamespace(connection: Services, namespace: string): Promise<void> {
  await ensureNamespace(connection, namespace)
  await ensureSearchAttributes(connection, namespace)
}

async function ensureNamespace({ workflowService }: Services, namespace: string): Promise<void> {
  try {
    const { config } = await workflowService.describeNamespace({ namespace })
    const seconds = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0)
    if (seconds >= RETENTION_DAYS_MIN * 86_400) return
    // The official CLI creates namespaces with a retention of one day.
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
    // Another process registered it meanwhile.
    if (codeOf(error) !== ALREADY_EXISTS) throw error
  }
  await retried(() => workflowService.describeNamespace({ namespace }))
}

/** Numbers of the types in the server's API. */
const TYPE_NUMBERS = { KEYWORD: 2, INT: 3, DATETIME: 6 } as const

/** Registers the missing search attributes. A case that sets an unregistered one is blocked. */
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

/** Retries: after its registration, a namespace is unknown to some parts of the server for a moment. */
async function retried<T>(call: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + RETRY_MS_MAX
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (codeOf(error) !== NOT_FOUND || performance.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** Connections to PostgreSQL. */
import type { Writable } from 'node:stream'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { assertPrimary } from './primary.ts'

export type Pool = pg.Pool
export type Client = pg.PoolClient

/** Less than the time limit of an activity, so that the activity gets the database's error instead of a timeout. */
const STATEMENT_TIMEOUT_MS = 8_000
const CONNECT_TIMEOUT_MS = 5_000
/**
 * How much longer than the server this side waits for a statement. When the network is lost, neither an answer nor the end of the
 * connection arrives; `pg` then closes the connection, so that it is not used again.
 */
const CLIENT_TIMEOUT_MARGIN_MS = 1_000

/** After that time the operating system detects that an idle connection, for example one that listens, is dead. */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const

export interface ConnectOptions {
  /** Maximum number of connections. */
  max?: number
  /** Time limit of the server for a statement, and for an idle transaction. */
  statementTimeoutMs?: number
  /** Called when an idle connection broke, for example because the server was restarted. The pool opens a new one itself. */
  onError?: (error: Error) => void
}

export function connect(url: string, options: ConnectOptions = {}): Pool {
  const { max = 10, statementTimeoutMs = STATEMENT_TIMEOUT_MS, onError } = options
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + CLIENT_TIMEOUT_MARGIN_MS,
    ...KEEP_ALIVE,
    // Once per connection is enough: a primary becomes a standby only by a restart, which ends all connections.
    onConnect: assertPrimary,
    types: { getTypeParser: domainParser },
    // Statements that do not wait for each other share a round trip.
    pipeline: true,
  })
  // Without a listener, a server that stops would end this process.
  pool.on('error', (error) => onError?.(error))
  // The same for a connection that breaks between two statements while it is in use.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
  })
  return pool
}

/** A statement for which the server has a longer time limit (`set local statement_timeout`). */
export const withStatementTimeout = <T extends object>(statement: T, statementTimeoutMs: number): T => ({
  ...statement,
  query_timeout: statementTimeoutMs + CLIENT_TIMEOUT_MARGIN_MS,
})

/**
 * Sends several statements with one write to the network; `pg` alone would make one write for each. Returns what `send` returns.
 */
export function pipelined<T>(client: Client, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  try {
    return send()
  } finally {
    stream.uncork()
  }
}

/**
 * Runs a statement with a generic plan, made once per connection instead of once per execution. For statements with only one sensible
 * plan, where planning takes longer than execution.
 */
export async function queryWithGenericPlan<R extends pg.QueryResultRow>(
  pool: Pool,
  statement: { name: string; text: string; values: unknown[] },
): Promise<R[]> {
  const client = await pool.connect()
  try {
    const sent = pipelined(client, () => [
      client.query('begin read only; set local plan_cache_mode = force_generic_plan'),
      client.query<R>(statement),
      client.query('commit'),
    ])
    const [, result] = await awaitAll(sent)
    client.release()
    return (result as pg.QueryResult<R>).rows
  } catch (error) {
    // The connection is in a failed transaction, or the network is lost: close it.
    client.release(true)
    throw error
  }
}

/** The results of all promises. Throws the first error, but only after all have ended. */
export async function awaitAll<T>(sent: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(sent)
  return settled.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

/** The typed view of a pool or of one connection in a transaction. */
export const database = (client: pg.Pool | pg.PoolClient | pg.Client) => drizzle({ client })

const asInstant = (value: string): string => new Date(value).toISOString()

const PARSERS: Readonly<Record<number, (value: string) => unknown>> = {
  [pg.types.builtins.TIMESTAMPTZ]: asInstant,
  // As the domain's PlainDate: a Date would be shifted by the time zone of the machine.
  [pg.types.builtins.DATE]: (value) => value,
  // Amounts in fen and counts: safe integers by the domain's own rule.
  [pg.types.builtins.INT8]: Number,
}

/** Values in the forms of the domain. In drizzle's statements the column types do the same. */
function domainParser(oid: number, format?: 'text' | 'binary') {
  const own = format === 'binary' ? undefined : PARSERS[oid]
  return own ?? pg.types.getTypeParser(oid, format as 'text')
}

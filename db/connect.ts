/** Connections to PostgreSQL. */
import type { Writable } from 'node:stream'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { assertPrimary } from './primary.ts'

export type Pool = pg.Pool
export type Client = pg.PoolClient

/** Milliseconds. Less than an activity's own limit, so that it sees the database's error and not only its own. */
const STATEMENT_TIMEOUT_MS = 8_000
const CONNECT_TIMEOUT_MS = 5_000
/**
 * How much later than the server this side gives a statement up: it does when the network is lost between both, and no
 * answer, no end of the connection arrives. `pg` then ends the connection, so that nobody gets it once more.
 */
const LATER_THAN_SERVER_MS = 1_000

/** A connection on which nothing is sent, say one that listens, is found dead by the system after that time. */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const

export interface ConnectOptions {
  /** Connections at most. */
  max?: number
  /** How long the server lets a statement run, and a transaction be idle. */
  statementTimeoutMs?: number
  /** An idle connection broke, say because the server was restarted; the pool opens a new one by itself. */
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
    query_timeout: statementTimeoutMs + LATER_THAN_SERVER_MS,
    ...KEEP_ALIVE,
    // Once for each connection is enough: a primary becomes a standby by a new start only, which ends them all.
    onConnect: assertPrimary,
    types: { getTypeParser: domainParser },
    // Statements that are sent without waiting for each other share a round trip.
    pipeline: true,
  })
  // Without a listener a server that stops would end this process.
  pool.on('error', (error) => onError?.(error))
  // The same for a connection that breaks while somebody holds it, between two statements.
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
  })
  return pool
}

/** A statement that the server was told to let run longer (`set local statement_timeout`). */
export const patient = <T extends object>(statement: T, statementTimeoutMs: number): T => ({
  ...statement,
  query_timeout: statementTimeoutMs + LATER_THAN_SERVER_MS,
})

/**
 * Statements that are sent together leave with one write: `pg` itself wakes the server once for each. What `send`
 * returns is returned.
 */
export function together<T>(client: Client, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  try {
    return send()
  } finally {
    stream.uncork()
  }
}

/**
 * Runs a statement that is planned once a connection and not for each of its parameters: for one whose form leaves no choice,
 * and whose planning takes longer than its work.
 */
export async function plannedOnce<R extends pg.QueryResultRow>(
  pool: Pool,
  statement: { name: string; text: string; values: unknown[] },
): Promise<R[]> {
  const client = await pool.connect()
  try {
    const sent = together(client, () => [
      client.query('begin read only'),
      client.query('set local plan_cache_mode = force_generic_plan'),
      client.query<R>(statement),
      client.query('commit'),
    ])
    const [, , result] = await allDone(sent)
    client.release()
    return (result as pg.QueryResult<R>).rows
  } catch (error) {
    // In a failed transaction, or without a network: it is given to nobody else.
    client.release(true)
    throw error
  }
}

/** All answers of statements that were sent together; the first failure only when none is under way any more. */
export async function allDone<T>(sent: readonly Promise<T>[]): Promise<T[]> {
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
  // As the domain's PlainDate; a Date would move it by the machine's time zone.
  [pg.types.builtins.DATE]: (value) => value,
  // Amounts in fen and counts: safe integers by the domain's own rule.
  [pg.types.builtins.INT8]: Number,
}

/** Values as the domain has them; drizzle's own statements do the same through the column types. */
function domainParser(oid: number, format?: 'text' | 'binary') {
  const own = format === 'binary' ? undefined : PARSERS[oid]
  return own ?? pg.types.getTypeParser(oid, format as 'text')
}

/** Whether an error means that PostgreSQL or Temporal is temporarily unavailable, so that a retry makes sense. */

const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'])
/** PostgreSQL: connection exceptions, a read-only standby, insufficient resources, shutdown, startup, serialization failures and deadlocks. */
const SQL_STATE = /^(08...|25006|53...|57P0[1-5]|57014|40001|40P01|55P03)$/
/** gRPC: cancelled, unknown, deadline exceeded, resource exhausted, aborted, unavailable. */
const GRPC = new Set([1, 4, 8, 10, 14])
/** Errors of `pg` itself, without a code. "Query read timeout": nothing arrives from the server any more, not even an error. */
const POOL =
  /Query read timeout|timeout exceeded when trying to connect|Connection terminated|Cannot use a pool after|not queryable/

export function isUnavailable(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const { code } = cause as { code?: unknown }
    if (typeof code === 'string' && (SOCKET.has(code) || SQL_STATE.test(code))) return true
    if (typeof code === 'number' && GRPC.has(code)) return true
    if (POOL.test(cause.message)) return true
  }
  return false
}

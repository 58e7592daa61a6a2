/** Errors that no further attempt mends: PostgreSQL cannot take the values themselves, or our own code fails on them. */
import type { Client } from './connect.ts'

/**
 * SQL states: data exceptions (a zero character, a number or date out of range), violated constraints, limits of the
 * program (a row or an index entry that is too large). Whatever else goes wrong may be over at the next attempt.
 */
const LASTING = /^(22|23|54)/

/** Whether PostgreSQL said so. */
export const isLasting = (error: unknown): boolean => LASTING.test(sqlState(error))

/**
 * Whether no further attempt mends what went wrong in a transaction on this connection, which it ends. An error that is not
 * PostgreSQL's, while the connection still answers, is one of our own code: it fails like that on the same values each time.
 */
export async function isLastingOn(client: Pick<Client, 'query'>, error: unknown): Promise<boolean> {
  if (sqlState(error) !== '') return isLasting(error)
  return client.query('rollback').then(
    () => true,
    () => false,
  )
}

/** Empty when it has none: errors of the network have codes of another form. */
function sqlState(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' && code.length === 5 ? code : ''
}

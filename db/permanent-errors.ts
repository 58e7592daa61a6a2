/** Errors for which a retry is useless: PostgreSQL cannot store the values, or our own code fails on them. */
import type { Client } from './connect.ts'

/**
 * SQL states: data exceptions (a zero character, a number or date out of range), violated constraints, limits of the program (a row or
 * an index entry that is too large). All other errors may be temporary.
 */
const PERMANENT = /^(22|23|54)/

/** Whether the error is permanent by its SQL state. */
export const isPermanent = (error: unknown): boolean => PERMANENT.test(sqlState(error))

/**
 * Whether an error in a transaction on this connection is permanent; ends the transaction. An error that does not come from PostgreSQL,
 * while the connection works, is an error of our own code, which fails in the same way each time.
 */
export async function isPermanentOn(client: Pick<Client, 'query'>, error: unknown): Promise<boolean> {
  if (sqlState(error) !== '') return isPermanent(error)
  return client.query('rollback').then(
    () => true,
    () => false,
  )
}

/** Empty when there is none: network errors have codes of another form. */
function sqlState(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' && code.length === 5 ? code : ''
}

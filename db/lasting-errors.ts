/** Errors of PostgreSQL that no further attempt mends: it is the values themselves that it cannot take. */

/**
 * SQL states: data exceptions (a zero character, a number or date out of range), violated constraints, limits of the
 * program (a row or an index entry that is too large). Whatever else goes wrong may be over at the next attempt.
 */
const LASTING = /^(22|23|54)/

export const isLasting = (error: unknown): boolean => {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' && code.length === 5 && LASTING.test(code)
}

/**
 * Only the primary is used. A standby lags and may show commits in another order than the primary, so a state that is read there may
 * never have existed.
 */
import type pg from 'pg'

export class StandbyError extends Error {
  /** The SQL state of a write on a standby (read_only_sql_transaction). It counts as temporary, because another server can answer. */
  readonly code = '25006'

  constructor() {
    super(
      'This PostgreSQL server is a standby (in recovery), which is never used: ' +
        'let DATABASE_URL lead to the primary.',
    )
  }
}

/** Throws a StandbyError when the server is in recovery. */
export async function assertPrimary(server: Pick<pg.ClientBase, 'query'> | pg.Pool): Promise<void> {
  const { rows } = await server.query<{ isStandby: boolean }>('select pg_is_in_recovery() as "isStandby"')
  if (rows[0]?.isStandby) throw new StandbyError()
}

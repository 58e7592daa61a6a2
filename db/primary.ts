/**
 * Only the primary is asked. A standby lags, and may show commits in another order than the primary made them: what is
 * read there may never have been the case.
 */
import type pg from 'pg'

export class StandbyError extends Error {
  /** PostgreSQL's own for a write there (read_only_sql_transaction): another server can answer, so try again. */
  readonly code = '25006'

  constructor() {
    super(
      'PostgreSQL is a standby here (in recovery), where nothing is read and nothing decided: ' +
        'let DATABASE_URL lead to the primary.',
    )
  }
}

/** Throws a StandbyError when the server is in recovery. */
export async function assertPrimary(server: Pick<pg.ClientBase, 'query'> | pg.Pool): Promise<void> {
  const { rows } = await server.query<{ isStandby: boolean }>('select pg_is_in_recovery() as "isStandby"')
  if (rows[0]?.isStandby) throw new StandbyError()
}

/** Requests without an outcome that no instance is sending: takes those that are due to be sent again, and counts all. */
import type { ActEnvelope, ActHint } from '#wire/envelope.ts'
import type { Outcome } from '#wire/record.ts'
import type { Pool } from '../connect.ts'
import { inTransaction } from './in-transaction.ts'
import { DECIDED_OUTCOME, LEASE } from './requests.ts'

export interface Undelivered {
  envelope: ActEnvelope
  hint: ActHint
  /** The case exists; otherwise the act opens it. */
  isOpened: boolean
  /** It was sent again before, without result. */
  isRetried: boolean
  /** The recorded outcome, if the answer was lost before the request was updated. */
  outcome: Outcome | null
}

export interface Taking {
  instance: string
  /** Free places for requests that were never sent again, and for those that were. */
  untried: number
  retried: number
  /** Seconds until the next try, by the number of tries before; the last one for all further tries. */
  againAfterSeconds: readonly number[]
  /** Minutes; older ones are left to expire. */
  maxAgeMinutes: number
}

/** Key of an advisory lock: any number that is used for nothing else in this database. */
const TAKING_LOCK = 2_019_060

const NOT_TOO_OLD = 'statement_timestamp() - make_interval(mins => $5)'

/** A recursive query that takes the first request of each case, in the order of the lane. */
const lane = (
  name: string,
  { places, next, by, from, cases }: Record<'places' | 'next' | 'by' | 'from' | 'cases', string>,
): string => `
  ${name} as (
    select null::text as id, ${from} as at, ${cases} as cases, 0 as n
    union all
    select found.command_id, found.${by}, l.cases || found.case_id, l.n + 1
    from ${name} l cross join lateral (
      select r.command_id, r.case_id, r.${by} from request r
      where r.state = 'pending' and ${next} and r.${by} >= l.at and r.case_id <> all(l.cases)
        and (r.sending_until is null or r.sending_until < statement_timestamp())
      order by r.next_try_at, r.received_real limit 1
    ) found
    where l.n < ${places}
  )`

// The time of the next try is stored before this one is made, so that nothing is lost when the process dies.
const TAKE = `
  with recursive busy as (
    select coalesce(array_agg(case_id), '{}') as cases from request
    where state = 'pending' and tries > 0 and sending_until > statement_timestamp()),
  ${lane('untried', {
    places: '$2',
    next: 'r.next_try_at is null',
    by: 'received_real',
    from: NOT_TOO_OLD,
    cases: '(select cases from busy)',
  })},
  ${lane('retried', {
    places: '$3',
    next: `r.next_try_at <= statement_timestamp() and r.received_real >= ${NOT_TOO_OLD}`,
    by: 'next_try_at',
    from: `'-infinity'::timestamptz`,
    cases: '(select cases from untried order by n desc limit 1)',
  })},
  free as (
    select command_id from request
    where state = 'pending' and command_id in (select id from untried union all select id from retried)
    for update skip locked)
  update request r set instance = $1, tries = r.tries + 1, sending_until = clock_timestamp() + ${LEASE},
    next_try_at = clock_timestamp()
      + coalesce(($4::int[])[r.tries + 1], ($4::int[])[cardinality($4::int[])]) * interval '1 s'
  from free where r.command_id = free.command_id
  returning r.envelope, r.hint, r.tries > 1 as "isRetried",
    exists (select from case_view p where p.case_id = r.case_id) as "isOpened",
    (select ${DECIDED_OUTCOME} from command c where c.case_id = r.case_id and c.command_id = r.command_id) as outcome`

/**
 * Takes some of them for this instance. Under a lock, so that instances never take the same request, and that of each case only one
 * request is sent again at a time.
 */
export async function takeUndelivered(pool: Pool, taking: Taking): Promise<Undelivered[]> {
  const { instance, untried, retried, againAfterSeconds, maxAgeMinutes } = taking
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [TAKING_LOCK])
    const values = [instance, untried, retried, againAfterSeconds, maxAgeMinutes]
    // Planned at each execution: a plan made for few waiting requests would be wrong after an outage.
    const { rows } = await client.query<Undelivered>(TAKE, values)
    return rows
  })
}

export interface PendingRequests {
  /** No instance is sending them, and they were not sent again yet. */
  untried: number
  /** Sent again without result. */
  retrying: number
  /** Seconds since the oldest of both was received; 0 when there is none. */
  oldestSeconds: number
}

/** The counts of the whole installation. */
export async function countPending(pool: Pool): Promise<PendingRequests> {
  const { rows } = await pool.query<PendingRequests>(
    `select count(*) filter (where tries = 0) as untried, count(*) filter (where tries > 0) as retrying,
       coalesce(extract(epoch from statement_timestamp() - min(received_real)), 0)::float8 as "oldestSeconds"
     from request
     where state = 'pending' and (tries > 0 or sending_until is null or sending_until < statement_timestamp())`,
  )
  return rows[0] ?? { untried: 0, retrying: 0, oldestSeconds: 0 }
}

/** Creates stored requests of any age by SQL. */
import type { Pool } from '#db/connect.ts'
import { withoutTimeouts } from '../../bench/without-timeouts.ts'

/** The state of the requests. The first one is the oldest, each a millisecond older than the next. */
export interface Waiting {
  ageSeconds: number
  /** How often they were sent again without result; 0 by default. All are due. */
  tries?: number
  /** An instance is still sending them for so long. */
  sendingSeconds?: number
}

/** The envelope of an act, and its hint. */
export interface Act {
  envelope: { commandId: string; case: string; action: string; actor: string; contentHash: string }
  hint: object
}

export async function storeActs(pool: Pool, acts: readonly Act[], waiting: Waiting): Promise<void> {
  const { ageSeconds, tries = 0, sendingSeconds = null } = waiting
  await pool.query(
    `insert into request (command_id, case_id, action, envelope, hint, received_at, received_real, actor, idempotency_key,
       body_hash, tries, next_try_at, sending_until)
     select envelope ->> 'commandId', envelope ->> 'case', envelope ->> 'action', envelope, hint, received, received,
       envelope ->> 'actor', envelope ->> 'commandId', '', $3::int, case when $3::int > 0 then received + interval '1 s' end,
       now() + make_interval(secs => $4)
     from (
       select act -> 'envelope' as envelope, act -> 'hint' as hint,
         clock_timestamp() - make_interval(secs => $2) + n * interval '1 ms' as received
       from jsonb_array_elements($1::jsonb) with ordinality as given (act, n)) as made`,
    [JSON.stringify(acts), ageSeconds, tries, sendingSeconds],
  )
}

/** Writes the outcome of the act with this id into the record of its case. */
export const recordOutcome = (pool: Pool, commandId: string, outcome: object) =>
  pool.query(
    `insert into command (case_id, command_id, action, actor, outcome, content_hash, at)
     select case_id, command_id, action, jsonb_build_object('person', actor), $2, envelope ->> 'contentHash', now()
     from request where command_id = $1`,
    [commandId, outcome],
  )

export interface Stored extends Waiting {
  /** The ids are `word-1`, `word-2` … from the oldest on. */
  word: string
  count: number
  /** They belong in turn to so many cases: `word-1`, `word-2` …, or with `group` instead of the word. */
  cases: number
  group?: string
}

export async function storeRequests(pool: Pool, stored: Stored): Promise<void> {
  const { word, group = word, count, cases, ...waiting } = stored
  const acts = Array.from({ length: count }, (_, index) => {
    const ids = { commandId: `${word}-${index + 1}`, case: `project/${group}-${1 + (index % cases)}` }
    const said = { action: 'admit', role: 'approver', org: 'ndrc', contentHash: 'hash' }
    const envelope = { ...ids, ...said, actor: 'chen-hao' }
    return { envelope, hint: {} }
  })
  await storeActs(pool, acts, waiting)
}

/** Makes all pending requests older by so many seconds. */
export async function passTime(pool: Pool, seconds: number): Promise<void> {
  await pool.query(
    `update request set received_real = received_real - make_interval(secs => $1),
       next_try_at = next_try_at - make_interval(secs => $1), sending_until = sending_until - make_interval(secs => $1)
     where state = 'pending'`,
    [seconds],
  )
}

export interface Kind {
  cases: number
  /** Share of untried requests; of the others every second one is due. */
  untried: number
}

const FILL = `
  insert into request (command_id, case_id, action, envelope, hint, received_at, received_real, actor, idempotency_key,
    body_hash, tries, next_try_at)
  select md5(n::text), 'project/case-' || n % $2::int, 'admit', jsonb_build_object('padding', repeat('x', 300)), '{}', now(),
    now() - interval '20 minutes' + n * interval '10 ms', 'chen-hao', n::text, '', (not is_untried)::int,
    case when not is_untried then now() + (n % 2 - 0.5) * interval '2 minutes' end
  from generate_series(1, $1::int) as n, lateral (select n % 100 < $3::float8 * 100 as is_untried) as tried`

/** Creates a large number of requests and updates the statistics, without a time limit. */
export const fill = (pool: Pool, { count, cases, untried }: Kind & { count: number }): Promise<void> =>
  withoutTimeouts(pool, async (client) => {
    await client.query(FILL, [count, cases, untried])
    await client.query('vacuum (analyze) request')
  })

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  Plans?: Node[]
}

/** A pool that explains the last statement of a transaction instead of returning its rows, and rolls back. */
export async function explaining(pool: Pool) {
  const client = await pool.connect()
  const scans: Node[] = []
  const collect = (node: Node): void => {
    if (node['Relation Name'] === 'request' && node['Node Type'].includes('Scan')) scans.push(node)
    for (const child of node.Plans ?? []) collect(child)
  }
  const query = async (text: string, values?: unknown[]) => {
    if (!/^\s*with/.test(text)) return client.query(text === 'commit' ? 'rollback' : text, values)
    const { rows } = await client.query(`explain (analyze, format json) ${text}`, values)
    collect(rows[0]['QUERY PLAN'][0].Plan)
    return { rows: [] }
  }
  const connect = async () => ({ query, release: () => undefined })
  return {
    pool: { connect } as unknown as Pool,
    scans: () => scans.map((scan) => scan['Node Type']),
    rows: () =>
      scans.reduce((sum, scan) => {
        const perLoop = (scan['Actual Rows'] ?? 0) + (scan['Rows Removed by Filter'] ?? 0)
        return sum + perLoop * (scan['Actual Loops'] ?? 0)
      }, 0),
    close: async () => client.release(),
  }
}

/** The record's data on hosting: open cases, cases in trouble, and the progress of the reconciler. */

import type { CaseId } from '#domain/values/ids.ts'
import type { Client, Pool } from './connect.ts'
import { IS_ACTIVE, IS_HELD } from './record/holds.ts'
import type { Trouble } from './schema/hosting.ts'

export interface OpenCase {
  caseId: CaseId
  /** Number of its last event. */
  seq: number
}

/** Open cases in the order of their ids, in pages; `after` is the last id of the page before. */
export async function listOpenCases(pool: Pool, after: string, limit: number): Promise<OpenCase[]> {
  const { rows } = await pool.query<OpenCase>({
    name: 'hosting-open-cases',
    text: `select p.case_id as "caseId", h.seq from case_view p join case_head h on h.case_id = p.case_id
           where p.case_id > $1 and p.is_open order by p.case_id limit $2`,
    values: [after, limit],
  })
  return rows
}

export interface CaseNow {
  /** Undefined when the record has no open case of that id. */
  open: OpenCase | undefined
  /** Operators hold it. */
  isHeld: boolean
}

/** The case as it is at this moment. */
export async function caseNow(pool: Pick<Pool | Client, 'query'>, caseId: CaseId): Promise<CaseNow> {
  const { rows } = await pool.query<{ seq: number; isOpen: boolean; isHeld: boolean }>({
    name: 'hosting-case-now',
    text: `select h.seq, p.case_id is not null as "isOpen", ${IS_HELD('h.case_id')} as "isHeld" from case_head h
           left join case_view p on p.case_id = $1 and p.is_open where h.case_id = $1`,
    values: [caseId],
  })
  const { seq = 0, isOpen = false, isHeld = false } = rows[0] ?? {}
  return { open: isOpen ? { caseId, seq } : undefined, isHeld }
}

/** The case as it is at this moment; undefined when the record has no open case of that id. */
export const findOpenCase = async (
  pool: Pick<Pool | Client, 'query'>,
  caseId: CaseId,
): Promise<OpenCase | undefined> => (await caseNow(pool, caseId)).open

/**
 * Open cases that do not react, although the list of workflows may show nothing wrong: a deadline is late, or an act was sent again
 * without result.
 */
export async function listUnresponsiveCases(pool: Pool): Promise<CaseId[]> {
  const { rows } = await pool.query<{ caseId: CaseId }>({
    name: 'hosting-silent',
    text: `select case_id as "caseId" from case_view where is_open and ${IS_LATE}
           union select case_id from request where state = 'pending' and tries > 1`,
  })
  return rows.map(({ caseId }) => caseId)
}

/** SQL: a deadline of the case passed more than ten minutes ago and is still armed. */
export const IS_LATE = `
  due_at < clock_timestamp() + coalesce((select offset_ms from world_clock), 0) * interval '1 ms' - interval '10 minutes'`

/** Cases that operators hold at this moment. */
export async function listHeldCases(pool: Pool): Promise<Set<CaseId>> {
  const { rows } = await pool.query<{ case_id: CaseId }>(
    `select distinct h.case_id from case_hold h where ${IS_ACTIVE('h')}`,
  )
  return new Set(rows.map(({ case_id }) => case_id))
}

export interface TroubleRow {
  caseId: CaseId
  trouble: Trouble
  why: string
  /** It is time for the next attempt. */
  isDue: boolean
  /** Changes with each change of the row. */
  version: string
}

export async function listTroubles(pool: Pool): Promise<Map<CaseId, TroubleRow>> {
  const { rows } = await pool.query<TroubleRow>(
    `select case_id as "caseId", trouble, why, next_attempt_real <= clock_timestamp() as "isDue",
       xmin::text as version
     from hosting_trouble`,
  )
  return new Map(rows.map((row) => [row.caseId, row]))
}

/** The result of examining one case; `trouble` null: it is hosted correctly. */
export interface Finding {
  caseId: CaseId
  trouble: Trouble | null
  why: string
}

// The pause doubles after each attempt: from 5 seconds to an hour.
// A finding replaces only the version of the row that it was based on: a request that an operator made meanwhile stays.
const NOTE = `
  with finding as (
    select * from jsonb_to_recordset($1::jsonb) as f("caseId" text, trouble text, why text, version text)
  ), healed as (
    delete from hosting_trouble t using finding f
    where t.case_id = f."caseId" and f.trouble is null and t.xmin::text = f.version
  )
  insert into hosting_trouble as t (case_id, trouble, why, attempts, next_attempt_real)
  select f."caseId", f.trouble, f.why, 1, clock_timestamp() + interval '5 seconds'
  from finding f where f.trouble is not null
  on conflict (case_id) do update set trouble = excluded.trouble, why = excluded.why,
    attempts = t.attempts + 1,
    next_attempt_real = clock_timestamp() + least(5 * power(2, least(t.attempts, 20)), 3600) * interval '1 second'
  where t.xmin::text = (select f.version from finding f where f."caseId" = t.case_id)`

/**
 * Stores findings: troubles with the time of the next attempt. Rows of healthy cases are deleted. `before`: the rows as they were when
 * the cases were examined.
 */
export async function noteFindings(
  pool: Pool,
  findings: readonly Finding[],
  before: ReadonlyMap<CaseId, TroubleRow>,
): Promise<void> {
  if (findings.length === 0) return
  const based = findings.map((finding) => ({ ...finding, version: before.get(finding.caseId)?.version }))
  await pool.query({ name: 'hosting-note', text: NOTE, values: [JSON.stringify(based)] })
}

/** Requests that the next pass rehosts these cases. */
export async function requestHosting(
  client: Pick<Pool | Client, 'query'>,
  caseIds: readonly CaseId[],
  why: string,
): Promise<void> {
  await client.query(
    `insert into hosting_trouble (case_id, trouble, why)
     select case_id, 'requested', $2 from unnest($1::text[]) as wanted (case_id)
     on conflict (case_id) do update set trouble = 'requested', why = excluded.why, attempts = 0,
       next_attempt_real = clock_timestamp()`,
    [caseIds, why],
  )
}

/** How long the reconciling worker keeps the lease without renewing it. */
const LEASE = `interval '15 seconds'`

/** Takes or keeps the lease; false: another worker has it. */
export async function takeLease(pool: Pool, instance: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into hosting_pass as p (id, leader, lease_until_real) values (1, $1, clock_timestamp() + ${LEASE})
     on conflict (id) do update set leader = $1, lease_until_real = excluded.lease_until_real
     where p.leader = $1 or p.lease_until_real < clock_timestamp()`,
    [instance],
  )
  return rowCount === 1
}

/** Renews the lease of the worker that has it; does nothing for any other worker. */
export async function keepLease(pool: Pool, instance: string): Promise<void> {
  await pool.query(
    `update hosting_pass set lease_until_real = clock_timestamp() + ${LEASE} where leader = $1`,
    [instance],
  )
}

export async function dropLease(pool: Pool, instance: string): Promise<void> {
  await pool.query('update hosting_pass set lease_until_real = clock_timestamp() where leader = $1', [
    instance,
  ])
}

export interface Progress {
  openCases: number
  candidates: number
  examined: number
  hosted: number
}

/** Stores the progress of a pass. */
export async function noteProgress(
  pool: Pool,
  state: 'begins' | 'goes on' | 'ends',
  { openCases, candidates, examined, hosted }: Progress,
): Promise<void> {
  await pool.query(
    `update hosting_pass set open_cases = $2, candidates = $3, examined = $4, hosted = $5,
       started_real = case when $1 = 'begins' then clock_timestamp() else started_real end,
       finished_real = case when $1 = 'ends' then clock_timestamp() else finished_real end
     where id = 1`,
    [state, openCases, candidates, examined, hosted],
  )
}

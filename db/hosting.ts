/** What the record says of hosting: which cases are open, which are in trouble, and how far the reconciler is. */

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
 * Open cases of which the list of workflows may show nothing wrong although nobody serves them: with a deadline that is
 * late, or with an act that was sent again in vain.
 */
export async function listSilentCases(pool: Pool): Promise<CaseId[]> {
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

/** Cases that operators hold just now. */
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
  /** Its turn has come again. */
  isDue: boolean
  /** Another one after each change of the row. */
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

/** What was found, and done, about one case; `trouble` null: it is hosted as it should be. */
export interface Finding {
  caseId: CaseId
  trouble: Trouble | null
  why: string
}

// Soon after the first attempt, then twice as long after each: from 5 seconds to an hour.
// Only the row that a finding rests on gives way to it: what an operator asked for meanwhile stays.
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
 * Notes findings: troubles with the time of the next attempt; those that are over are forgotten. `before`: the troubles
 * as they were when the cases were looked at.
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

/** Wants a case hosted anew at the next pass. */
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

/** How long the worker that reconciles may be without a sign of life before another one takes over. */
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

/** A sign of life of the worker that has the lease; of any other one it changes nothing. */
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

/** Notes how far the pass is. `state`: the pass begins, goes on, or has come to its end. */
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

/** Cases that were rehosted, and which signals of their earlier runs are in the record. */
import type { CaseId, CommandId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Pool } from './connect.ts'
import { IS_HELD } from './record/holds.ts'

/** Which of these commands of the case were decided. */
export async function decidedCommands(
  pool: Pool,
  caseId: CaseId,
  commandIds: readonly CommandId[],
): Promise<Set<CommandId>> {
  const { rows } = await pool.query<{ id: CommandId }>(
    'select command_id as id from command where case_id = $1 and command_id = any($2::text[])',
    [caseId, commandIds],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Which of these messages were stored as dead letters. */
export async function storedDeadLetters(pool: Pool, effectKeys: readonly string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ key: string }>(
    'select effect_key as key from dead_letter where effect_key = any($1::text[])',
    [effectKeys],
  )
  return new Set(rows.map(({ key }) => key))
}

/**
 * Notes that a new execution of a case with a record has begun, or will begin: signals that earlier runs accepted may have to be sent
 * again. `run`: an earlier run, if known. Returns the time of the note, by the database's clock.
 */
export async function noteRehosted(pool: Pool, caseId: CaseId, run?: string): Promise<Instant> {
  const { rows } = await pool.query<{ at: Instant }>(
    `insert into rehosted_case (case_id, runs) values ($1, $2)
     on conflict (case_id) do update set at_real = clock_timestamp(),
       runs = array(select distinct unnest(rehosted_case.runs || excluded.runs)) returning at_real as at`,
    [caseId, run === undefined ? [] : [run]],
  )
  return (rows[0] as { at: Instant }).at
}

/** Which of these were loaded from the record after they were noted. */
export async function loadedCases(pool: Pool, noted: readonly Omit<Rehosted, 'runs'>[]): Promise<CaseId[]> {
  const { rows } = await pool.query<{ caseId: CaseId }>({
    name: 'hosting-begun',
    text: `select r.case_id as "caseId" from rehosted_case r
           join jsonb_to_recordset($1::jsonb) as n ("caseId" text, "atReal" timestamptz) on n."caseId" = r.case_id
           where r.at_real > n."atReal"`,
    values: [JSON.stringify(noted)],
  })
  return rows.map(({ caseId }) => caseId)
}

export interface Rehosted {
  caseId: CaseId
  atReal: Instant
  /** Earlier runs, as far as they are known. */
  runs: string[]
}

/** Cases that were rehosted at least so many seconds ago and are not held. In random order, so that failing cases do not block others. */
export async function listRehosted(pool: Pool, seconds: number, limit: number): Promise<Rehosted[]> {
  const { rows } = await pool.query<Rehosted>(
    `select r.case_id as "caseId", r.at_real as "atReal", r.runs from rehosted_case r
     where r.at_real < clock_timestamp() - make_interval(secs => $1) and not ${IS_HELD('r.case_id')}
     order by random() limit $2`,
    [seconds, limit],
  )
  return rows
}

/** Removes the note. It stays if the case was rehosted again meanwhile. */
export async function forgetRehosted(pool: Pool, { caseId, atReal }: Rehosted): Promise<void> {
  await pool.query('delete from rehosted_case where case_id = $1 and at_real = $2', [caseId, atReal])
}

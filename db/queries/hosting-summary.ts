/** The state of hosting in numbers. */

import type { Instant } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import { IS_LATE, type Progress } from '../hosting.ts'
import { IS_ACTIVE } from '../record/holds.ts'
import type { Trouble } from '../schema/hosting.ts'

export interface HostingSummary extends Progress {
  startedReal: Instant | null
  finishedReal: Instant | null
  /** Seconds since the end of the last pass; null before the first one. */
  passAgeSeconds: number | null
  troubles: Partial<Record<Trouble, number>>
  /** Cases whose tasks fail although they were rehosted several times, so the fault is in the code. */
  failingStill: number
  held: number
  /** Open cases with a deadline that passed more than ten minutes ago and is still armed. */
  late: number
}

/** After so many rehostings of a case, a further one is not expected to help. */
const HEALING_ATTEMPTS = 2

const SUMMARY = `
  select p.started_real as "startedReal", p.finished_real as "finishedReal",
    extract(epoch from clock_timestamp() - p.finished_real)::float8 as "passAgeSeconds",
    coalesce(p.open_cases, 0) as "openCases", coalesce(p.candidates, 0) as candidates,
    coalesce(p.examined, 0) as examined, coalesce(p.hosted, 0) as hosted,
    (select coalesce(jsonb_object_agg(trouble, n), '{}') from
      (select trouble, count(*)::int as n from hosting_trouble group by trouble) t) as troubles,
    (select count(*)::int from hosting_trouble where trouble = 'failing' and attempts > ${HEALING_ATTEMPTS}) as "failingStill",
    (select count(distinct h.case_id)::int from case_hold h where ${IS_ACTIVE('h')}) as held,
    (select count(*)::int from case_view where is_open and ${IS_LATE}) as late
  from (select 1) one left join hosting_pass p on p.id = 1`

export async function hostingSummary(pool: Pool): Promise<HostingSummary> {
  const { rows } = await pool.query<HostingSummary>({
    name: 'hosting-summary',
    text: SUMMARY,
  })
  return rows[0] as HostingSummary
}

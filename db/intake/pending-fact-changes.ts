/** Open cases that do not know yet that a calendar or a policy has come into force since they began. */

import type { CaseId, CommandId } from '#domain/values/ids.ts'
import { endOfDay, type Instant, type PlainDate } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'

export interface PendingFactChanges {
  caseId: CaseId
  /** Each change has its own command id, so that sending it twice has no effect. */
  changes: { cause: 'calendar' | 'policy'; commandId: CommandId }[]
}

// Versions in force are found as in `FACTS_IN_FORCE`. A case knows the versions that were loaded and in force when it began.
const PENDING = `
  select p.case_id as "caseId",
    jsonb_agg(jsonb_build_object('cause', v.cause, 'commandId', v.command_id) order by v.cause) as changes
  from case_view p
  join case_head h on h.case_id = p.case_id
  join event opened on opened.case_id = p.case_id and opened.seq = 1
  cross join lateral (
    select cause, 'factsChanged/' || cause || '/' || version as command_id, since, loaded_real from (
      (select 'calendar' as cause, version, true as reaches, effective_at as since, loaded_real
        from calendar_version where effective_at < $2::timestamptz
        order by effective_at desc, loaded_real desc limit 1)
      union all
      (select 'policy', version, applies_to_running, effective_from::timestamp at time zone 'Asia/Shanghai', loaded_real
        from policy_version
        where effective_from <= case when applies_to_running then $1::date else coalesce(p.submitted_on, $1::date) end
        order by effective_from desc, version desc limit 1)
    ) in_force where reaches
  ) v
  where p.case_id > $3 and p.is_open and (v.since > opened.at or v.loaded_real >= h.opened_real)
    and not exists (select from command c where c.case_id = p.case_id and c.command_id = v.command_id)
  group by p.case_id order by p.case_id limit $4`

export interface Page {
  /** Business date: versions in force on it count. */
  on: PlainDate
  /** The last case of the page before; empty at first. */
  after: string
  limit: number
}

/** In the order of their ids, in pages. */
export async function listPendingFactChanges(
  pool: Pool,
  { on, after, limit }: Page,
): Promise<PendingFactChanges[]> {
  const { rows } = await pool.query<PendingFactChanges>(PENDING, [on, endOfDay(on), after, limit])
  return rows
}

// A calendar is in force for the whole of its first day.
const NEXT = `
  select min(at) as at from (
    select date_trunc('day', effective_at at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' as at
      from calendar_version
    union all
    select effective_from::timestamp at time zone 'Asia/Shanghai' from policy_version where applies_to_running
  ) beginning where at > $1`

/** When the next version comes into force that applies to running cases; null when none is loaded. */
export async function nextInForceAt(pool: Pool, after: Instant): Promise<Instant | null> {
  const { rows } = await pool.query<{ at: Instant | null }>(NEXT, [after])
  return rows[0]?.at ?? null
}

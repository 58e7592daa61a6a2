/** New versions of what decisions rest on. A version is never changed: a correction is a new one. */
import type { Calendar } from '#domain/calendar.ts'
import type { CaseId } from '#domain/ids.ts'
import type { PlanVersion } from '#domain/national-plan.ts'
import type { Instant, PlainDate } from '#domain/plain-date.ts'
import type { Policy, PolicyValues } from '#domain/policy.ts'
import { canonicalJson } from '#wire/content-hash.ts'
import type { Pool } from '../connect.ts'

/** `same`: it is loaded already with this content; `other`: with different content, which is refused. */
export type Added = 'added' | 'same' | 'other'

export const addCalendar = (pool: Pool, calendar: Calendar, effectiveAt: Instant): Promise<Added> =>
  add(pool, {
    insert: `insert into calendar_version (version, calendar, effective_at) values ($1, $2::jsonb, $3)`,
    values: [calendar.version, JSON.stringify(calendar), effectiveAt],
    select: 'select calendar as content from calendar_version where version = $1',
    content: calendar,
  })

export const addPolicy = (pool: Pool, policy: Policy, source: string): Promise<Added> =>
  add(pool, {
    insert: `insert into policy_version (version, values, effective_from, applies_to_running, source)
             values ($1, $2::jsonb, $3, $4, $5)`,
    values: [
      policy.version,
      JSON.stringify(policy.values),
      policy.effectiveFrom,
      policy.appliesToRunningCases,
      source,
    ],
    select: 'select values as content from policy_version where version = $1',
    content: policy.values,
  })

export const addPlan = (pool: Pool, { version, effectiveFrom, source, items }: PlanVersion): Promise<Added> =>
  add(pool, {
    insert: `insert into plan_version (version, items, effective_from, source) values ($1, $2::jsonb, $3, $4)`,
    values: [version, JSON.stringify(items), effectiveFrom, source],
    select: 'select items as content from plan_version where version = $1',
    content: items,
  })

export const addRegisterEntry = (
  pool: Pool,
  caseId: CaseId,
  { number, since }: { number: string; since: PlainDate },
): Promise<Added> =>
  add(pool, {
    insert: 'insert into register_entry (case_id, number, since) values ($1, $2, $3)',
    values: [caseId, number, since],
    select: `select jsonb_build_object('number', number, 'since', since) as content
             from register_entry where case_id = $1`,
    content: { number, since },
  })

interface Addition {
  insert: string
  values: [string, ...unknown[]]
  select: string
  content: unknown
}

async function add(pool: Pool, { insert, values, select, content }: Addition): Promise<Added> {
  const { rowCount } = await pool.query(`${insert} on conflict do nothing`, values)
  if (rowCount === 1) return 'added'
  const { rows } = await pool.query<{ content: unknown }>(select, [values[0]])
  return canonicalJson(rows[0]?.content) === canonicalJson(content) ? 'same' : 'other'
}

/** The values of the latest policy, which a new one may change in part. */
export async function latestPolicyValues(pool: Pool): Promise<PolicyValues | undefined> {
  const { rows } = await pool.query<{ values: PolicyValues }>(
    'select values from policy_version order by effective_from desc, version desc limit 1',
  )
  return rows[0]?.values
}

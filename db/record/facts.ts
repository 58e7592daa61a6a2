/** The outside facts in force for a case on a business date. */

import type { PlanVersion } from '#domain/case/national-plan.ts'
import {
  type Ban,
  type FactVersions,
  type OutsideFacts,
  type RegisterEntry,
  versionsOf,
} from '#domain/project/facts.ts'
import { type Policy, withDefaults } from '#domain/project/policy.ts'
import type { Calendar } from '#domain/values/calendar.ts'
import type { Client, Pool } from '../connect.ts'

/** Versions of what is large, and the small facts themselves. */
export interface FactsRow {
  calendar: string | null
  policy: string | null
  plan: string | null
  bans: Ban[]
  register: RegisterEntry | null
}

/** SQL for the version of the policy that a project follows on a day: one that does not apply to running cases is looked at as of the submission. */
export const POLICY_IN_FORCE = (on: string, submittedOn: string): string => `(
  select v.version from policy_version v where v.effective_from <=
      case when v.applies_to_running then ${on}::date else coalesce(${submittedOn}, ${on}::date) end
    order by v.effective_from desc, v.version desc limit 1)`

/**
 * Select list over `p` (the case's row of `project`, if any). $1 case, $2 business date, $3 the end of the day by whose calendar it is counted, $4 owner of a
 * case that has no row yet.
 */
export const FACTS_IN_FORCE = `
  (select c.version from calendar_version c where c.effective_at < $3::timestamptz
    order by c.effective_at desc, c.loaded_real desc limit 1) as calendar,
  ${POLICY_IN_FORCE('$2', 'p.submitted_on')} as policy,
  (select v.version from plan_version v where v.effective_from <= $2::date
    order by v.effective_from desc, v.version desc limit 1) as plan,
  (select coalesce(jsonb_agg(jsonb_build_object('caseId', b.case_id, 'reason', b.reason, 'since', b.since)
      order by b.case_id, b.reason), '[]')
    from owner_ban b where b.owner = coalesce(p.owner, $4) and b.case_id <> $1) as bans,
  (select jsonb_build_object('number', e.number, 'since', e.since, 'enteredOn', e.entered_on)
    from register_entry e where e.case_id = $1) as register`

/** The versions in force, in the form in which decisions name the ones they used. */
export function versionsIn({ calendar, policy, plan, bans, register }: FactsRow): FactVersions {
  const named = { calendar: { version: calendar }, policy: { version: policy } }
  return versionsOf({
    ...named,
    plan: plan === null ? null : { version: plan },
    bans,
    register,
  } as OutsideFacts)
}

/** The version of that kind that is in force; undefined for a kind that does not change by a new version. */
export const factsVersionOf = ({ calendar, policy }: FactsRow, kind: string): string | null | undefined =>
  ({ calendar, policy })[kind]

type Executor = Pick<Pool | Client, 'query'>

/** Calendars, policies and plans by version. A version never changes, so each is read once per process. */
export class ReferenceVersions {
  private readonly kept = new Map<string, unknown>()

  async calendar(client: Executor, version: string | null): Promise<Calendar> {
    return this.read(client, 'calendar', version, CALENDAR)
  }

  async policy(client: Executor, version: string | null): Promise<Policy> {
    return withDefaults(await this.read<Policy>(client, 'policy', version, POLICY))
  }

  async plan(client: Executor, version: string): Promise<PlanVersion> {
    return this.read(client, 'plan', version, PLAN)
  }

  /** All of it for one case. */
  async facts(client: Executor, row: FactsRow): Promise<OutsideFacts> {
    const calendar = await this.calendar(client, row.calendar)
    const policy = await this.policy(client, row.policy)
    const plan = row.plan === null ? null : await this.plan(client, row.plan)
    return { calendar, policy, plan, bans: row.bans, register: row.register }
  }

  private async read<T>(client: Executor, kind: string, version: string | null, text: string): Promise<T> {
    if (version === null) throw new Error(`no ${kind} is in force: load the reference data first`)
    const key = `${kind} ${version}`
    const kept = this.kept.get(key)
    if (kept !== undefined) return kept as T
    const { rows } = await client.query<{ value: T }>(text, [version])
    const [row] = rows
    if (!row) throw new Error(`${key} is named but not there`)
    this.kept.set(key, row.value)
    return row.value
  }
}

const CALENDAR = 'select calendar as value from calendar_version where version = $1'
const POLICY = `
  select jsonb_build_object('version', version, 'effectiveFrom', effective_from,
    'appliesToRunningCases', applies_to_running, 'values', values) as value
  from policy_version where version = $1`
const PLAN = `
  select jsonb_build_object('version', version, 'effectiveFrom', effective_from,
    'source', source, 'items', items) as value
  from plan_version where version = $1`

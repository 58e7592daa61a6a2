/** The outside facts in force for a case on a business date. */

import { type FactVersions, type OutsideFacts, versionsOf } from '#domain/case/facts.ts'
import { EVERYBODY, type PublishedFact } from '#domain/case/published-fact.ts'
import type { Kind } from '#domain/engine/kind.ts'
import type { ReviewPolicy } from '#domain/review/kind.ts'
import type { Calendar } from '#domain/values/calendar.ts'
import type { Client, Pool } from '../connect.ts'

/** A policy of any kind; values that only one kind uses are among its values. */
export type AnyPolicy = OutsideFacts<ReviewPolicy>['policy']

/** Versions of large facts, and small facts with their bodies. */
export interface FactsRow {
  calendar: string | null
  policy: string | null
  /** Without its body if it has a version: such a body is read once per process. */
  published: (Omit<PublishedFact, 'body'> & { body: PublishedFact['body'] | null })[]
}

/** SQL for the version of the policy that a case follows on a day. A policy that does not apply to running cases must have been in force at the submission. */
export const POLICY_IN_FORCE = (on: string, submittedOn: string): string => `(
  select v.version from policy_version v where v.effective_from <=
      case when v.applies_to_running then ${on}::date else coalesce(${submittedOn}, ${on}::date) end
    order by v.effective_from desc, v.version desc limit 1)`

/** Facts without a version count once per publisher. Of versions only the latest counts, whichever case published it. */
const PUBLISHER = `case when version = '' then case_id end`

/**
 * Select list over `p` (the row of the case in `case_view`, if any). $1 case, $2 business date, $3 end of the day whose calendar
 * applies, $4 owner of a case that has no row yet. Facts that the case publishes itself are left out.
 */
export const FACTS_IN_FORCE = `
  (select c.version from calendar_version c where c.effective_at < $3::timestamptz
    order by c.effective_at desc, c.loaded_real desc limit 1) as calendar,
  ${POLICY_IN_FORCE('$2', 'p.submitted_on')} as policy,
  (select coalesce(jsonb_agg(jsonb_build_object('fact', f.fact, 'key', f.key, 'caseId', f.case_id, 'part', f.part,
      'version', f.version, 'body', case when f.version = '' then f.body end)
      order by f.fact, f.case_id collate "C", f.part), '[]')
    from (
      select distinct on (key, fact, ${PUBLISHER}, part) * from published_fact
      where key in ('${EVERYBODY}', coalesce(p.owner, $4), $1) and case_id <> $1
        and coalesce(effective_from <= $2::date, true)
      order by key, fact, ${PUBLISHER}, part, effective_from desc nulls last, version desc
    ) f) as published`

/** A kind, for the names of the published facts that it uses. */
type RestsOn = Pick<Kind, 'facts'>

/** The versions in force, in the form in which decisions name the versions that they used. */
export const versionsIn = (kind: RestsOn, row: FactsRow): FactVersions =>
  versionsOf(kind, {
    calendar: { version: row.calendar },
    policy: { version: row.policy },
    published: row.published,
  } as unknown as OutsideFacts)

/** The version in force of a calendar or a policy; undefined for any other name. */
export const factsVersionOf = ({ calendar, policy }: FactsRow, kind: string): string | null | undefined =>
  ({ calendar, policy })[kind]

type Executor = Pick<Pool | Client, 'query'>

/** Calendars, policies and published facts by version. A version never changes, so each is read once per process. */
export class ReferenceVersions {
  private readonly kept = new Map<string, unknown>()

  async calendar(client: Executor, version: string | null): Promise<Calendar> {
    return this.once('calendar', [version], (values) => client.query<{ value: Calendar }>(CALENDAR, values))
  }

  /** As it was loaded: it has no values for entries that were added to the program later (`kind.completed`). */
  async policy(client: Executor, version: string | null): Promise<AnyPolicy> {
    return this.once('policy', [version], (values) => client.query<{ value: AnyPolicy }>(POLICY, values))
  }

  /** All outside facts for one case, with the published facts that its kind uses. */
  async facts(client: Executor, kind: RestsOn, row: FactsRow): Promise<OutsideFacts<ReviewPolicy>> {
    const calendar = await this.calendar(client, row.calendar)
    const policy = await this.policy(client, row.policy)
    return { calendar, policy, published: await this.published(client, kind.facts, row) }
  }

  /** The published facts with these names and with their bodies. */
  async published(client: Executor, names: readonly string[], row: FactsRow): Promise<PublishedFact[]> {
    const published: PublishedFact[] = []
    for (const { body, ...fact } of row.published.filter((one) => names.includes(one.fact))) {
      published.push({ ...fact, body: body ?? (await this.body(client, fact)) })
    }
    return published
  }

  private body(client: Executor, { fact, key, caseId, part, version }: Omit<PublishedFact, 'body'>) {
    return this.once(fact, [version, key, fact, caseId, part], (values) =>
      client.query<{ value: PublishedFact['body'] }>(BODY, values),
    )
  }

  private async once<T>(
    what: string,
    values: [version: string | null, ...string[]],
    read: (values: string[]) => Promise<{ rows: { value: T }[] }>,
  ): Promise<T> {
    const [version, ...others] = values
    if (version === null) throw new Error(`no ${what} is in force: load the reference data first`)
    const key = JSON.stringify([what, ...values])
    const kept = this.kept.get(key)
    if (kept !== undefined) return kept as T
    const { rows } = await read([version, ...others])
    const [row] = rows
    if (!row) throw new Error(`${what} ${version} is named but not there`)
    this.kept.set(key, row.value)
    return row.value
  }
}

const CALENDAR = 'select calendar as value from calendar_version where version = $1'
const POLICY = `
  select jsonb_build_object('version', version, 'effectiveFrom', effective_from,
    'appliesToRunningCases', applies_to_running, 'values', values) as value
  from policy_version where version = $1`
const BODY = `
  select case when effective_from is null then body else body || jsonb_build_object('effectiveFrom', effective_from) end as value
  from published_fact where version = $1 and key = $2 and fact = $3 and case_id = $4 and part = $5`

/** Adds versions of calendars, policies and published facts. A version is never changed: a correction is a new version. */

import { NATIONAL_PLAN, type PlanItem } from '#domain/case/national-plan.ts'
import { EVERYBODY } from '#domain/case/published-fact.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { Calendar } from '#domain/values/calendar.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant, PlainDate } from '#domain/values/plain-date.ts'
import { canonicalJson } from '#wire/content-hash.ts'
import type { Client, Pool } from '../connect.ts'
import { inTransaction } from './in-transaction.ts'

/**
 * `same`: this version is loaded already with the same content; `other`: with other content, so it is refused. `earlier`: a loaded
 * version would be in force after this one and lacks its content. `tooLarge`: the histories of the cases could not hold it.
 * `underWay`: its plan is being drafted or amended here, or has ended.
 */
export type Added = 'added' | 'same' | 'other' | 'earlier' | 'tooLarge' | 'underWay'

/** Bytes of a version of a calendar, a policy or a plan at most: it is stored in the histories of the cases. */
export const VERSION_BYTES_MAX = 262_144
export const isTooLarge = (content: unknown): boolean =>
  Buffer.byteLength(JSON.stringify(content)) > VERSION_BYTES_MAX

/** Key of an advisory lock: any number that is used for nothing else in this database. */
const CALENDAR_LOCK = 2_019_059

export interface NewCalendar extends Calendar {
  /** Null: from now on. */
  effectiveAt: Instant | null
}

/**
 * The given years replace the same years of the latest calendar; all other years stay as they are. So a correction of one year removes
 * no other year.
 */
export const addCalendar = (pool: Pool, calendar: NewCalendar, now: Instant): Promise<Added> =>
  inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [CALENDAR_LOCK])
    const { version, years, effectiveAt } = calendar
    const loaded = await calendarWhere(client, 'version = $1', [version])
    if (loaded) return hasSameContent(loaded, calendar) ? 'same' : 'other'
    const latest = await calendarWhere(client, 'true', [])
    const from = effectiveAt ?? now
    if (latest && latest.effectiveAt > from) return 'earlier'
    const merged: Calendar = { version, years: { ...latest?.years, ...years } }
    if (isTooLarge(merged)) return 'tooLarge'
    await client.query(
      'insert into calendar_version (version, calendar, effective_at) values ($1, $2::jsonb, $3)',
      [version, JSON.stringify(merged), from],
    )
    return 'added'
  })

interface LoadedCalendar extends Calendar {
  effectiveAt: Instant
}

/** The latest calendar that matches. */
async function calendarWhere(
  client: Client,
  condition: string,
  values: unknown[],
): Promise<LoadedCalendar | undefined> {
  const { rows } = await client.query<{ calendar: Calendar; effectiveAt: Instant }>(
    `select calendar, effective_at as "effectiveAt" from calendar_version where ${condition}
     order by effective_at desc, loaded_real desc limit 1`,
    values,
  )
  return rows[0] && { ...rows[0].calendar, effectiveAt: rows[0].effectiveAt }
}

const hasSameContent = (loaded: LoadedCalendar, { years, effectiveAt }: NewCalendar): boolean =>
  (effectiveAt === null || effectiveAt === loaded.effectiveAt) &&
  isSame({ ...loaded.years, ...years }, loaded.years)

export type NewPolicy = Kinds['firstPolicy'] & { source: string }

/** Adds a policy with all its values. */
export const addPolicy = (pool: Pool, { version, ...policy }: NewPolicy): Promise<Added> =>
  add(pool, {
    insert: `insert into policy_version (version, values, effective_from, applies_to_running, source)
             values ($1, $2::jsonb, $3, $4, $5)`,
    values: [
      version,
      JSON.stringify(policy.values),
      policy.effectiveFrom,
      policy.appliesToRunningCases,
      policy.source,
    ],
    content: policy,
    loaded: () =>
      pool.query<Loaded>(
        `select jsonb_build_object('values', values, 'effectiveFrom', effective_from,
           'appliesToRunningCases', applies_to_running, 'source', source) as content
         from policy_version where version = $1`,
        [version],
      ),
  })

export const addRegisterEntry = (
  pool: Pool,
  caseId: CaseId,
  entry: { number: string; since: PlainDate; enteredOn: PlainDate },
): Promise<Added> =>
  addFact(
    pool,
    { fact: 'registerEntry', key: caseId, version: '', effectiveFrom: null, body: { ...entry } },
    'enteredOn',
  )

interface NewFact {
  fact: string
  key: string
  version: string
  effectiveFrom: PlainDate | null
  body: Readonly<Record<string, unknown>>
}

/** `besides`: the field of the body that is not compared with a loaded version. */
function addFact(
  pool: Pool,
  { fact, key, version, effectiveFrom, body }: NewFact,
  besides = '',
): Promise<Added> {
  const { [besides]: _differs, ...same } = body
  return add(pool, {
    insert: `insert into published_fact (fact, key, version, effective_from, body) values ($1, $2, $3, $4, $5::jsonb)`,
    values: [fact, key, version, effectiveFrom, JSON.stringify(body)],
    content: { effectiveFrom, body: same },
    loaded: () =>
      pool.query<Loaded>(
        `select jsonb_build_object('effectiveFrom', effective_from, 'body', body - $4::text) as content
         from published_fact where fact = $1 and key = $2 and case_id = '' and part = '' and version = $3`,
        [fact, key, version, besides],
      ),
  })
}

interface Loaded {
  content: unknown
}

interface Addition {
  insert: string
  values: unknown[]
  content: unknown
  /** What is there under the same key. */
  loaded: () => Promise<{ rows: Loaded[] }>
}

async function add(pool: Pool, { insert, values, content, loaded }: Addition): Promise<Added> {
  if (isTooLarge(content)) return 'tooLarge'
  const { rowCount } = await pool.query(`${insert} on conflict do nothing`, values)
  if (rowCount === 1) return 'added'
  const { rows } = await loaded()
  return isSame(rows[0]?.content, content) ? 'same' : 'other'
}

const isSame = (one: unknown, other: unknown): boolean => canonicalJson(one) === canonicalJson(other)

type Values = Kinds['firstPolicy']['values']

export interface PolicyBase {
  values: Values
  /** All cases follow it, also running ones: it applies to running cases, or it is the first policy. */
  isForAll: boolean
}

/** The policy of which a new version may change single values: the one in force when the new version comes into force. */
export async function policyBase(
  pool: Pool,
  { version, effectiveFrom }: { version: string; effectiveFrom: PlainDate },
): Promise<PolicyBase | undefined> {
  const { rows } = await pool.query<PolicyBase>(
    `select values, applies_to_running or lead(version) over latest is null as "isForAll"
     from policy_version where effective_from <= $1 and version <> $2
     window latest as (order by effective_from desc, version desc)
     order by effective_from desc, version desc limit 1`,
    [effectiveFrom, version],
  )
  return rows[0]
}

/** The values of a loaded version. A repeated request may name only some of them and still be the same. */
export async function valuesOfPolicy(pool: Pool, version: string): Promise<Values | undefined> {
  const { rows } = await pool.query<{ values: Values }>(
    'select values from policy_version where version = $1',
    [version],
  )
  return rows[0]?.values
}

/** The items of all versions of the national plan that were in force until that day; the latest of each number. */
export async function planItemsUntil(pool: Pool, on: PlainDate): Promise<PlanItem[]> {
  const { rows } = await pool.query<PlanItem>(
    `select distinct on (item ->> 'id') item ->> 'id' as id, item ->> 'title' as title, item ->> 'owner' as owner
     from published_fact, jsonb_array_elements(body -> 'items') as item
     where key = '${EVERYBODY}' and fact = '${NATIONAL_PLAN}' and effective_from <= $1
     order by item ->> 'id', effective_from desc, version desc`,
    [on],
  )
  return rows
}

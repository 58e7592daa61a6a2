/** Loads the reference data: directory, calendars, policies, plans. Loading the same data again changes nothing. */

import type { PlanVersion } from '#domain/case/national-plan.ts'
import { EVERYBODY } from '#domain/case/published-fact.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { Calendar } from '#domain/values/calendar.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { canonicalJson } from '#wire/content-hash.ts'
import { bulkInsert } from './bulk.ts'
import type { Client, Pool } from './connect.ts'
import { type DirectoryChange, type GivenDirectory, loadDirectory } from './load-directory.ts'
import { calendarVersion, policyVersion, publishedFact } from './schema/reference.ts'

export interface Reference extends GivenDirectory {
  /** A calendar is in force from `effectiveAt` (business time) on. */
  calendars: { calendar: Calendar; effectiveAt: Instant }[]
  policies: (Kinds['firstPolicy'] & { source: string })[]
  plans: PlanVersion[]
  /** Versions that come with the program: added if they are missing; loaded ones are not compared. */
  ownVersions?: readonly string[]
}

/** Key of an advisory lock: any number that is used for nothing else in this database. */
const SEED_LOCK = 2_019_058

/**
 * Replaces the directory: entries that are missing in the new one get a last day or are deleted. Adds versions and never changes them.
 * All in one transaction.
 */
export async function loadReference(pool: Pool, reference: Reference): Promise<DirectoryChange> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [SEED_LOCK])
    const change = await loadDirectory(client, reference)
    await loadVersions(client, reference)
    await client.query('commit')
    client.release()
    return change
  } catch (error) {
    client.release(true)
    throw error
  }
}

const addCalendars = bulkInsert(calendarVersion, { omit: ['loaded_real'], keep: ['version'] })
const addPolicies = bulkInsert(policyVersion, { omit: ['loaded_real'], keep: ['version'] })
const addFacts = bulkInsert(publishedFact, { keep: ['key', 'fact', 'case_id', 'part', 'version'] })

/** A version of the plan as a fact that concerns everybody. */
export const planFact = ({ version, effectiveFrom, source, items }: PlanVersion) => ({
  ...{ fact: 'nationalPlan', key: EVERYBODY, caseId: '' as const, part: '' },
  ...{ version, effectiveFrom, body: { source, items } },
})

async function loadVersions(
  client: Client,
  { calendars, policies, plans, ownVersions = [] }: Reference,
): Promise<void> {
  const calendarRows = calendars.map(({ calendar, effectiveAt }) => {
    return { version: calendar.version, calendar, effectiveAt }
  })
  const policyRows = policies.map(({ appliesToRunningCases, ...policy }) => {
    return { ...policy, appliesToRunning: appliesToRunningCases }
  })
  await client.query(addCalendars(calendarRows))
  await client.query(addPolicies(policyRows))
  await client.query(addFacts(plans.map(planFact)))
  const isGiven = ({ version }: { version: string }): boolean => !ownVersions.includes(version)
  await mustMatch(client, 'calendar_version', 'calendar', calendarRows.filter(isGiven))
  await mustMatch(client, 'policy_version', 'values', policyRows.filter(isGiven))
  await mustMatch(client, PLANS, 'items', plans)
}

const PLANS = `(select version, body -> 'items' as items from published_fact
  where key = '${EVERYBODY}' and fact = 'nationalPlan')`

/** Throws when a loaded version has other content, because decisions name the version that they used. */
async function mustMatch<C extends string>(
  client: Client,
  table: string,
  column: C,
  given: readonly ({ version: string } & Record<C, unknown>)[],
): Promise<void> {
  const { rows } = await client.query<{ version: string; content: unknown }>(
    `select version, "${column}" as content from ${table} as loaded where version = any($1)`,
    [given.map(({ version }) => version)],
  )
  for (const { version, content } of rows) {
    const wanted = given.find((one) => one.version === version)?.[column]
    if (canonicalJson(wanted) !== canonicalJson(content)) {
      throw new Error(
        `the ${column} of version ${version} is loaded with other content; a correction needs a new version`,
      )
    }
  }
}

/** Loads the reference data: directory, calendars, policies, plans. Loading the same data again changes nothing. */

import type { PlanVersion } from '#domain/case/national-plan.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { Calendar } from '#domain/values/calendar.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { canonicalJson } from '#wire/content-hash.ts'
import { bulkInsert } from './bulk.ts'
import type { Client, Pool } from './connect.ts'
import { importPlan } from './intake/plan-import.ts'
import { businessNow, readOffset } from './intake/world-clock.ts'
import { type DirectoryChange, type GivenDirectory, loadDirectory } from './load-directory.ts'
import { calendarVersion, policyVersion } from './schema/reference.ts'

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
 * All in one transaction; then imports each plan in a transaction of its own.
 */
export async function loadReference(pool: Pool, reference: Reference): Promise<DirectoryChange> {
  const client = await pool.connect()
  let change: DirectoryChange
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [SEED_LOCK])
    change = await loadDirectory(client, reference)
    await loadVersions(client, reference)
    await client.query('commit')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
  await importPlans(pool, reference.plans)
  return change
}

async function importPlans(pool: Pool, plans: readonly PlanVersion[]): Promise<void> {
  for (const plan of plans) {
    const now = businessNow(await readOffset(pool))
    const added = await importPlan(pool, plan, { by: { kind: 'system' }, now })
    if (added !== 'added' && added !== 'same') throw new Error(`plan ${plan.version}: ${WHY_NOT[added]}`)
  }
}

const WHY_NOT = {
  other: 'this version is loaded with other content, or of another plan; a correction needs a new version',
  underWay: 'its plan is being drafted or amended here, or has ended',
  tooLarge: 'it is larger than any version may be',
  earlier: 'it would be in force before a version that knows nothing of it',
}

const addCalendars = bulkInsert(calendarVersion, { omit: ['loaded_real'], keep: ['version'] })
const addPolicies = bulkInsert(policyVersion, { omit: ['loaded_real'], keep: ['version'] })

async function loadVersions(
  client: Client,
  { calendars, policies, ownVersions = [] }: Reference,
): Promise<void> {
  const calendarRows = calendars.map(({ calendar, effectiveAt }) => {
    return { version: calendar.version, calendar, effectiveAt }
  })
  const policyRows = policies.map(({ appliesToRunningCases, ...policy }) => {
    return { ...policy, appliesToRunning: appliesToRunningCases }
  })
  await client.query(addCalendars(calendarRows))
  await client.query(addPolicies(policyRows))
  const isGiven = ({ version }: { version: string }): boolean => !ownVersions.includes(version)
  await mustMatch(client, 'calendar_version', 'calendar', calendarRows.filter(isGiven))
  await mustMatch(client, 'policy_version', 'values', policyRows.filter(isGiven))
}

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

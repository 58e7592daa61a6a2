/** Loads what decisions rest on: directory, calendars, policies, plans. Loading the same again changes nothing. */
import type { Calendar } from '#domain/calendar.ts'
import { type Organisation, orgPathOf, type Person } from '#domain/directory.ts'
import type { PlanVersion } from '#domain/national-plan.ts'
import type { Instant } from '#domain/plain-date.ts'
import type { Policy } from '#domain/policy.ts'
import { canonicalJson, sha256 } from '#wire/content-hash.ts'
import { bulkInsert } from './bulk.ts'
import type { Client, Pool } from './connect.ts'
import {
  calendarVersion,
  directoryOrg,
  directoryPerson,
  planVersion,
  policyVersion,
} from './schema/reference.ts'

export interface Reference {
  organisations: Organisation[]
  people: Person[]
  /** From `effectiveAt` (business time) on, a calendar is the one in force. */
  calendars: { calendar: Calendar; effectiveAt: Instant }[]
  policies: (Policy & { source: string })[]
  plans: PlanVersion[]
}

/** Any fixed number, as long as nothing else in this database locks it. */
const SEED_LOCK = 2_019_058

/** The directory becomes exactly the given one; versions are added and never changed. */
export async function loadReference(pool: Pool, reference: Reference): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [SEED_LOCK])
    await loadDirectory(client, reference)
    await loadVersions(client, reference)
    await client.query('commit')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}

const putOrganisations = bulkInsert(directoryOrg, { replaceBy: ['id'] })
const putPeople = bulkInsert(directoryPerson, { replaceBy: ['id'] })

const PUT_DIRECTORY_VERSION = `
  insert into directory_version (id, version) values (1, $1)
  on conflict (id) do update set version = excluded.version, loaded_real = clock_timestamp()
  where directory_version.version <> excluded.version
  returning version`

async function loadDirectory(client: Client, { organisations, people }: Reference): Promise<void> {
  const version = sha256(canonicalJson([organisations, people])).slice(0, 16)
  const { rowCount } = await client.query(PUT_DIRECTORY_VERSION, [version])
  if (rowCount === 0) return
  await client.query('delete from directory_org where id <> all($1)', [organisations.map(({ id }) => id)])
  await client.query('delete from directory_person where id <> all($1)', [people.map(({ id }) => id)])
  await client.query(
    putOrganisations(
      organisations.map((org) => ({
        ...org,
        isNational: org.isNational ?? false,
        endedOn: org.endedOn ?? null,
      })),
    ),
  )
  const orgs = new Map(organisations.map((org) => [org.id, org]))
  await client.query(
    putPeople(
      people.map((person) => ({
        ...person,
        leftOn: person.leftOn ?? null,
        identity: person.identity ?? null,
        orgPath: orgPathOf(person.org, orgs),
      })),
    ),
  )
}

const addCalendars = bulkInsert(calendarVersion, { omit: ['loaded_real'], keep: ['version'] })
const addPolicies = bulkInsert(policyVersion, { omit: ['loaded_real'], keep: ['version'] })
const addPlans = bulkInsert(planVersion, { keep: ['version'] })

async function loadVersions(client: Client, { calendars, policies, plans }: Reference): Promise<void> {
  const calendarRows = calendars.map(({ calendar, effectiveAt }) => {
    return { version: calendar.version, calendar, effectiveAt }
  })
  const policyRows = policies.map(({ appliesToRunningCases, ...policy }) => {
    return { ...policy, appliesToRunning: appliesToRunningCases }
  })
  await client.query(addCalendars(calendarRows))
  await client.query(addPolicies(policyRows))
  await client.query(addPlans(plans))
  await mustMatch(client, 'calendar_version', 'calendar', calendarRows)
  await mustMatch(client, 'policy_version', 'values', policyRows)
  await mustMatch(client, 'plan_version', 'items', plans)
}

/** Decisions name the version that they used: its content must be what it was. */
async function mustMatch<C extends string>(
  client: Client,
  table: string,
  column: C,
  given: readonly ({ version: string } & Record<C, unknown>)[],
): Promise<void> {
  const { rows } = await client.query<{ version: string; content: unknown }>(
    `select version, "${column}" as content from ${table} where version = any($1)`,
    [given.map(({ version }) => version)],
  )
  for (const { version, content } of rows) {
    const wanted = given.find((one) => one.version === version)?.[column]
    if (canonicalJson(wanted) !== canonicalJson(content)) {
      throw new Error(`${table} ${version} is loaded with other content; a correction needs a new version`)
    }
  }
}

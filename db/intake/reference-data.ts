/** The example reference data of a new installation: `db/reference/`, the first calendar and the first policy. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { CALENDAR_V1 } from '#domain/calendar-2026.ts'
import type { Organisation, Person } from '#domain/directory.ts'
import type { PlanVersion } from '#domain/national-plan.ts'
import { plainDate, startOfDay } from '#domain/plain-date.ts'
import { POLICY_V1 } from '#domain/policy.ts'
import type { Pool } from '../connect.ts'
import { loadReference, type Reference } from '../seed.ts'

const FOLDER = join(import.meta.dirname, '../reference')

const readYaml = (name: string): unknown => parse(readFileSync(join(FOLDER, name), 'utf8'))

export function exampleReference(): Reference {
  return {
    organisations: readYaml('organisations.yaml') as Organisation[],
    people: readYaml('people.yaml') as Person[],
    plans: readYaml('plans.yaml') as PlanVersion[],
    // In force from before any case: a rehearsal may begin on any date.
    calendars: [{ calendar: CALENDAR_V1, effectiveAt: startOfDay(plainDate('2020-01-01')) }],
    policies: [{ ...POLICY_V1, source: 'the sources of each value: POLICY_SOURCES' }],
  }
}

/** Fills a new database; one that has a directory is left as it is. */
export async function seedIfEmpty(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query('select 1 from directory_version')
  if (rows.length > 0) return false
  await loadReference(pool, exampleReference())
  return true
}

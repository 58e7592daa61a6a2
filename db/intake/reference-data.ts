/** The example reference data of a new installation: `db/reference/`, the first calendar and the first policy. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { CALENDAR_V1 } from '#domain/calendar-2026.ts'
import type { Organisation, Person } from '#domain/directory.ts'
import type { PlanVersion } from '#domain/national-plan.ts'
import { plainDate, startOfDay } from '#domain/plain-date.ts'
import { POLICY_V1 } from '#domain/policy.ts'
import { isUscc } from '#domain/uscc.ts'
import type { Pool } from '../connect.ts'
import { loadReference, type Reference } from '../seed.ts'

const EXAMPLE = join(import.meta.dirname, '../reference')

export const exampleReference = (): Reference => readReference(EXAMPLE)

/**
 * The directory and the plans of a folder, with the first calendar and the first policy. Throws one Error that
 * names every organisation whose code is wrong (GB 32100-2015).
 */
export function readReference(folder: string): Reference {
  const read = (name: string): unknown => parse(readFileSync(join(folder, name), 'utf8'))
  const organisations = read('organisations.yaml') as Organisation[]
  const wrong = organisations.filter(({ uscc }) => uscc !== null && !isUscc(uscc)).map(({ id }) => id)
  if (wrong.length > 0) throw new Error(`not a valid unified social credit code: ${wrong.join(', ')}`)
  return {
    organisations,
    people: read('people.yaml') as Person[],
    plans: read('plans.yaml') as PlanVersion[],
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

/** The reference data of a folder, such as the example of a new installation: `db/reference/`. */
import { join } from 'node:path'
import { planShape } from '#domain/case/national-plan.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { NATIONAL_PLAN_KIND } from '#domain/national-plan/kind.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import { organisationShape, personShape } from '#domain/values/directory-shapes.ts'
import { plainDate, startOfDay } from '#domain/values/plain-date.ts'
import type { Pool } from '../connect.ts'
import { loadReference, type Reference } from '../seed.ts'
import { faultsBetween } from './reference-faults.ts'
import { VERSION_BYTES_MAX } from './reference-versions.ts'
import { type Entry, faultReport, placeOf, readList } from './yaml-list.ts'

const EXAMPLE = join(import.meta.dirname, '../reference')

/** The example names documents but has no files, so its policy does not require uploads. */
export const examplePolicy = ({ firstPolicy }: Kinds): Kinds['firstPolicy'] => ({
  ...firstPolicy,
  values: { ...firstPolicy.values, documentsHeldHere: false },
})

export const exampleReference = (kinds: Kinds): Reference => ({
  ...readReference(kinds, EXAMPLE),
  policies: [withSource(examplePolicy(kinds))],
})

/**
 * The directory and the plans of a folder, with the first calendar and the first policy. Throws one Error that
 * names every fault of every file, with its line and field.
 */
export function readReference({ firstPolicy, names }: Kinds, folder: string): Reference {
  const file = (name: string) => join(folder, name)
  const lists = {
    organisations: readList(file('organisations.yaml'), { shape: organisationShape }),
    people: readList(file('people.yaml'), { shape: personShape }),
    plans: readList(file('plans.yaml'), { shape: planShape, maxBytes: VERSION_BYTES_MAX, mayBeEmpty: true }),
  }
  const [organisations, people, plans] = [
    lists.organisations.entries,
    lists.people.entries,
    lists.plans.entries,
  ]
  const faults = [
    ...Object.values(lists).flatMap((list) => list.faults),
    ...faultsBetween({ organisations, people, plans }),
  ]
  if (faults.length > 0) {
    throw new Error(
      `Nothing is loaded from ${folder}; correct this and load it again:\n${faultReport(faults)}`,
    )
  }
  const places = new Map(people?.map(({ value, fault }) => [value?.id, placeOf(fault('/email', ''))]))
  return {
    organisations: valuesOf(organisations).map(({ parent = null, uscc = null, ...org }) => ({
      ...org,
      parent,
      uscc,
    })),
    people: valuesOf(people),
    // Each becomes a case, so the installation must have that kind.
    plans: names.includes(NATIONAL_PLAN_KIND.name) ? valuesOf(plans) : [],
    // In force before any case, because a rehearsal may begin on any date.
    calendars: [{ calendar: CALENDAR_V1, effectiveAt: startOfDay(plainDate('2020-01-01')) }],
    policies: [withSource(firstPolicy)],
    ownVersions: [CALENDAR_V1.version, firstPolicy.version],
    placeOf: (id) => places.get(id) ?? id,
  }
}

const withSource = (policy: Kinds['firstPolicy']) => ({
  ...policy,
  source: 'the sources of each value: GET /v1/sources',
})

const valuesOf = <T>(entries: readonly Entry<T>[] | null): T[] =>
  (entries ?? []).flatMap(({ value }) => value ?? [])

/** Loads the example into a new database; a database that has a directory stays unchanged. */
export async function seedIfEmpty(pool: Pool, kinds: Kinds): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from directory_version')
  if (rowCount !== 0) return false
  await loadReference(pool, exampleReference(kinds))
  return true
}

/** Finds faults between entries of a directory and of plans: each entry is valid, but they do not fit together. */

import { type PlanVersion, planShape } from '#domain/case/national-plan.ts'
import { referencesIn } from '#domain/case/references.ts'
import { NATIONAL, type OrgId, orgPathOf, type Person } from '#domain/values/directory.ts'
import { type GivenOrganisation, organisationShape, personShape } from '#domain/values/directory-shapes.ts'
import { identifierKey } from '#domain/values/identifier.ts'
import { possibleDuplicates } from '#domain/values/same-human.ts'
import type { Shape } from '#domain/values/shape.ts'
import { isUscc } from '#domain/values/uscc.ts'
import type { Entry, Fault } from './yaml-list.ts'

/** A field is null when its file has no list. */
export interface ReferenceEntries {
  organisations: readonly Entry<GivenOrganisation>[] | null
  people: readonly Entry<Person>[] | null
  plans: readonly Entry<PlanVersion>[] | null
}

export function faultsBetween({ organisations, people, plans }: ReferenceEntries): Fault[] {
  const [orgs, persons, versions] = [organisations ?? [], people ?? [], plans ?? []]
  const fitting = new Map(orgs.flatMap(({ value }) => (value ? [[value.id, value] as const] : [])))
  // Includes invalid organisations, so that their people get no second fault for an unknown organisation.
  const ids = new Set(orgs.map((entry) => fieldOf(entry, 'id')))
  const unknownIn = <T>(entries: readonly Entry<T>[], shape: Shape<unknown>): Fault[] =>
    // Without the list of organisations each of them would be unknown: one fault is enough.
    organisations ? entries.flatMap((entry) => unknownOrgs(entry, shape, ids)) : []
  return [
    ...duplicates(orgs, 'id'),
    // One legal entity with two ids could decide under one id on what it did under the other.
    ...duplicates(orgs, 'uscc'),
    ...unknownIn(orgs, organisationShape),
    ...orgs.flatMap(codeFaults),
    ...ofValid(orgs, (org, fault) => treeFaults(org, fault, fitting)),
    ...duplicates(persons, 'id'),
    ...unknownIn(persons, personShape),
    ...ofValid(persons, (person, fault) => personFaults(person, fault, fitting)),
    ...duplicatePersonFaults(persons),
    ...duplicates(versions, 'version'),
    ...unknownIn(versions, planShape),
    ...ofValid(versions, itemFaults),
  ]
}

type FaultOf = Entry<unknown>['fault']
type Orgs = ReadonlyMap<OrgId, GivenOrganisation>

const fieldOf = ({ given }: Entry<unknown>, name: string): unknown =>
  (given as Record<string, unknown> | null | undefined)?.[name]

const ofValid = <T>(entries: readonly Entry<T>[], faults: (value: T, fault: FaultOf) => Fault[]): Fault[] =>
  entries.flatMap(({ value, fault }) => (value === null ? [] : faults(value, fault)))

function duplicates(entries: readonly Entry<unknown>[], name: string): Fault[] {
  const seen = new Set<unknown>()
  return entries.flatMap((entry) => {
    const key = fieldOf(entry, name)
    if (seen.has(key)) return [entry.fault(`/${name}`, `is there already: ${String(key)}`)]
    if (key !== undefined && key !== null) seen.add(key)
    return []
  })
}

const unknownOrgs = (
  { given, fault }: Entry<unknown>,
  shape: Shape<unknown>,
  ids: ReadonlySet<unknown>,
): Fault[] =>
  referencesIn(shape, given)
    .filter(({ to, id }) => to === 'organisation' && !ids.has(id))
    .map(({ pointer, id }) => fault(pointer, `is no organisation of the file: ${id}`))

const treeFaults = ({ id, parent }: GivenOrganisation, fault: FaultOf, orgs: Orgs): Fault[] =>
  parent && orgPathOf(parent, orgs).includes(id) ? [fault('/parent', `is below ${id} itself: ${parent}`)] : []

const codeFaults = (entry: Entry<unknown>): Fault[] => {
  const uscc = fieldOf(entry, 'uscc')
  const isWrong = typeof uscc === 'string' && !isUscc(uscc)
  return isWrong ? [entry.fault('/uscc', 'is no valid unified social credit code (GB 32100-2015)')] : []
}

function personFaults({ roles, org, leftOn }: Person, fault: FaultOf, orgs: Orgs): Fault[] {
  const twice = roles.flatMap((role, index) =>
    roles.indexOf(role) === index ? [] : [[role, index] as const],
  )
  const endedOn = orgs.get(org)?.endedOn
  const staysOn = endedOn && (!leftOn || leftOn > endedOn)
  const isNational = !orgs.has(org) || orgPathOf(org, orgs).some((one) => orgs.get(one)?.isNational)
  const elsewhere = isNational ? [] : roles.filter((role) => NATIONAL.includes(role))
  return [
    // Duties assume that only a national body has such a role (domain/case/duties.ts).
    ...elsewhere.map((role) =>
      fault(`/roles/${roles.indexOf(role)}`, `is a role of national bodies, and ${org} is in none: ${role}`),
    ),
    ...twice.map(([role, index]) => fault(`/roles/${index}`, `is there already: ${role}`)),
    // Nobody can act for an organisation that has ended.
    ...(staysOn ? [fault('/leftOn', `must be ${endedOn} at the latest: ${org} ended on that day`)] : []),
  ]
}

function duplicatePersonFaults(people: readonly Entry<Person>[]): Fault[] {
  const faultOf = new Map(people.flatMap(({ value, fault }) => (value ? [[value, fault] as const] : [])))
  return possibleDuplicates([...faultOf.keys()]).flatMap(
    ({ person, other }) => faultOf.get(person)?.('/email', duplicateFault(other)) ?? [],
  )
}

/** The fault of a person who has the same name and address as this one, and how to correct it. */
export const duplicateFault = ({ id }: Person): string =>
  `is that of ${id}, with the same name: give both the same \`identity\` if they are one human being, or each their own`

function itemFaults({ items }: PlanVersion, fault: FaultOf): Fault[] {
  const keys = items.map(({ id }) => identifierKey(id))
  return keys.flatMap((key, index) =>
    keys.indexOf(key) === index ? [] : [fault(`/items/${index}/id`, `is there already: ${key}`)],
  )
}

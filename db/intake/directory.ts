/** The directory in memory. Its version is compared at each use, so that a change applies from the next act on. */

import type { NamedIds } from '#domain/case/references.ts'
import type { Attendance } from '#domain/tasks/unattended.ts'
import {
  type Named,
  type Organisation,
  type OrgId,
  orgPathOf,
  type Person,
  type PersonActor,
  type Role,
} from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { PlainDate } from '#domain/values/plain-date.ts'
import type { Client, Pool } from '../connect.ts'

type OfficeHolder = Person & { orgPath: OrgId[] }

export class Directory {
  readonly version: string
  readonly orgs: ReadonlyMap<OrgId, Organisation>
  readonly people: ReadonlyMap<PersonId, Person>
  /** People by role and organisation, including the organisations above their own; computed at the first use. */
  private offices: ReadonlyMap<string, readonly OfficeHolder[]> | undefined
  /** The accounts of each identity; computed at the first use. */
  private humans: ReadonlyMap<string, readonly PersonId[]> | undefined

  constructor(version: string, orgs: readonly Organisation[], people: readonly Person[]) {
    this.version = version
    this.orgs = new Map(orgs.map((org) => [org.id, org]))
    this.people = new Map(people.map((person) => [person.id, person]))
  }

  /** The person in that role for that organisation; undefined when the person does not have it on that day. */
  findActor(id: PersonId, { role, org }: { role: Role; org: OrgId }, on: PlainDate): PersonActor | undefined {
    const person = this.people.get(id)
    if (!person || person.org !== org || !person.roles.includes(role)) return undefined
    if (person.leftOn && person.leftOn < on) return undefined
    const { isLeader } = person
    const orgPath = orgPathOf(org, this.orgs)
    return { kind: 'person', person: id, role, org, orgPath, isLeader, ...this.accountsOf(person) }
  }

  /** The named people and organisations that exist, in the form and order in which the record reads them (`db/record/named.ts`). */
  named({ people, organisations }: Omit<NamedIds, 'documents'>, on: PlainDate): Named {
    const known = people.toSorted().flatMap((id) => this.people.get(id) ?? [])
    return {
      people: known.map((person) => ({
        ...pick(person),
        orgPath: orgPathOf(person.org, this.orgs),
        ...this.accountsOf(person),
      })),
      organisations: organisations
        .toSorted()
        .filter((id) => existsOn(on, this.orgs.get(id)))
        .map((id) => {
          const path = orgPathOf(id, this.orgs)
          const isNational = path.some((one) => this.orgs.get(one)?.isNational === true)
          return { id, path, hasExpert: this.hasExpert(id, on), isNational }
        }),
    }
  }

  /** The accounts of a human who has several; empty for all others. */
  accountsOf({ id, identity }: Person): { accounts?: PersonId[] } {
    if (!identity) return {}
    this.humans ??= this.byIdentity()
    const accounts = (this.humans.get(identity) ?? []).filter((one) => one !== id).toSorted()
    return accounts.length > 0 ? { accounts } : {}
  }

  private byIdentity(): Map<string, PersonId[]> {
    const humans = new Map<string, PersonId[]>()
    for (const { id, identity } of this.people.values()) {
      if (identity) humans.set(identity, [...(humans.get(identity) ?? []), id])
    }
    return humans
  }

  private hasExpert(org: OrgId, on: PlainDate): boolean {
    return this.on(on).inOffice('expert', org).length > 0
  }

  /** Who is in the directory on that day. */
  on(day: PlainDate): Attendance {
    const isThere = (person: Person | undefined): boolean =>
      person !== undefined && (!person.leftOn || person.leftOn >= day)
    this.offices ??= this.byOffice()
    const { offices } = this
    return {
      isThere: (id) => isThere(this.people.get(id)),
      inOffice: (role, org) => (offices.get(`${role}@${org}`) ?? []).filter(isThere),
    }
  }

  private byOffice(): Map<string, OfficeHolder[]> {
    const offices = new Map<string, OfficeHolder[]>()
    for (const person of this.people.values()) {
      const holder = { ...person, orgPath: orgPathOf(person.org, this.orgs) }
      for (const org of holder.orgPath) {
        for (const role of person.roles) {
          const office = offices.get(`${role}@${org}`)
          if (office) office.push(holder)
          else offices.set(`${role}@${org}`, [holder])
        }
      }
    }
    return offices
  }
}

const pick = ({ id, org, roles, isLeader, leftOn = null }: Person) => ({ id, org, roles, isLeader, leftOn })

/** Whether an organisation is known and exists on that day. */
export const existsOn = (on: PlainDate, org: Organisation | undefined): boolean =>
  org !== undefined && (!org.endedOn || org.endedOn >= on)

/** What every request needs of its world. */
export interface World {
  directory: Directory
  /** How far business time is ahead of real time; 0 outside rehearsals, without a read of the database. */
  offsetMs: number
}

export type WorldReader = () => Promise<World>

const VERSION = `select version, 0 as "offsetMs" from directory_version`
const VERSION_AND_OFFSET = `
  select version, coalesce((select offset_ms from world_clock), 0) as "offsetMs" from directory_version`

export function worldReader(pool: Pool, isRehearsal: boolean): WorldReader {
  let directory = new Directory('', [], [])
  const query = isRehearsal
    ? { name: 'world-rehearsal', text: VERSION_AND_OFFSET }
    : { name: 'world', text: VERSION }
  return async () => {
    const { rows } = await pool.query<{ version: string; offsetMs: number }>(query)
    const [row] = rows
    if (!row) return { directory: new Directory('', [], []), offsetMs: 0 }
    if (row.version !== directory.version) directory = await loadDirectory(pool, row.version)
    return { directory, offsetMs: Number(row.offsetMs) }
  }
}

async function loadDirectory(pool: Pool, version: string): Promise<Directory> {
  const { organisations, people } = await readDirectory(pool)
  return new Directory(version, organisations, people)
}

/** The whole directory, including entries that have ended. */
export async function readDirectory(
  client: Pick<Pool | Client, 'query'>,
): Promise<{ organisations: Organisation[]; people: Person[] }> {
  const [organisations, people] = await Promise.all([
    client.query<Organisation>(
      `select id, parent, uscc, zh, en, is_national as "isNational", ended_on::text as "endedOn" from directory_org`,
    ),
    client.query<Person>(
      `select id, zh, en, org, roles, is_leader as "isLeader", email, left_on::text as "leftOn", identity
       from directory_person`,
    ),
  ])
  return { organisations: organisations.rows, people: people.rows }
}

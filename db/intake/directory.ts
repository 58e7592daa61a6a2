/** The directory in memory, checked at each use by its version, so that a change counts from the next act on. */
import {
  type Organisation,
  type OrgId,
  orgPathOf,
  type Person,
  type PersonActor,
  type Role,
} from '#domain/directory.ts'
import type { PersonId } from '#domain/ids.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Attendance } from '#domain/tasks/unattended.ts'
import type { Pool } from '../connect.ts'

export class Directory {
  readonly version: string
  readonly orgs: ReadonlyMap<OrgId, Organisation>
  readonly people: ReadonlyMap<PersonId, Person>
  /** Everybody by role and organisation, above their own as well; made when it is first asked for. */
  private offices: ReadonlyMap<string, readonly Person[]> | undefined

  constructor(version: string, orgs: readonly Organisation[], people: readonly Person[]) {
    this.version = version
    this.orgs = new Map(orgs.map((org) => [org.id, org]))
    this.people = new Map(people.map((person) => [person.id, person]))
  }

  /** The person in that role for that organisation; undefined when the directory does not show it on that day. */
  findActor(id: PersonId, { role, org }: { role: Role; org: OrgId }, on: PlainDate): PersonActor | undefined {
    const person = this.people.get(id)
    if (!person || person.org !== org || !person.roles.includes(role)) return undefined
    if (person.leftOn && person.leftOn < on) return undefined
    const { isLeader } = person
    return { kind: 'person', person: id, role, org, orgPath: orgPathOf(org, this.orgs), isLeader }
  }

  /** Who is there on that day. */
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

  private byOffice(): Map<string, Person[]> {
    const offices = new Map<string, Person[]>()
    for (const person of this.people.values()) {
      for (const org of orgPathOf(person.org, this.orgs)) {
        for (const role of person.roles) {
          const office = offices.get(`${role}@${org}`)
          if (office) office.push(person)
          else offices.set(`${role}@${org}`, [person])
        }
      }
    }
    return offices
  }
}

/** What every request needs to know of its world. */
export interface World {
  directory: Directory
  /** How far business time is ahead of real time; 0 outside rehearsals, where it is not even read. */
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
  const [orgs, people] = await Promise.all([
    pool.query<Organisation>('select id, parent, uscc, zh, en from directory_org'),
    pool.query<Person>(
      'select id, zh, en, org, roles, is_leader as "isLeader", email, left_on::text as "leftOn" from directory_person',
    ),
  ])
  return new Directory(version, orgs.rows, people.rows)
}

/** Replaces the directory. People and organisations that the record names stay in it, with a last day. */
import { type Organisation, orgPathOf, type Person } from '#domain/values/directory.ts'
import { identifierKey } from '#domain/values/identifier.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { addDays, dateOf, type PlainDate } from '#domain/values/plain-date.ts'
import { possibleDuplicates } from '#domain/values/same-human.ts'
import { canonicalJson, sha256 } from '#wire/content-hash.ts'
import { bulkInsert } from './bulk.ts'
import type { Client } from './connect.ts'
import { readDirectory } from './intake/directory.ts'
import { duplicateFault } from './intake/reference-faults.ts'
import { businessNow } from './intake/world-clock.ts'
import { namedInRecord } from './named-in-record.ts'
import { directoryOrg, directoryPerson } from './schema/reference.ts'

export interface GivenDirectory {
  organisations: readonly Organisation[]
  people: readonly Person[]
  /** Where the person is in the file, for messages; by default their id. */
  placeOf?: (person: PersonId) => string
}

/** Entries that are not in the new directory. */
export interface DirectoryChange {
  /** Kept, with a last day. */
  ended: string[]
  /** Deleted: they had ended before, and the record does not name them. */
  removed: string[]
}

const PUT_VERSION = `
  insert into directory_version (id, version) values (1, $1)
  on conflict (id) do update set version = excluded.version, loaded_real = clock_timestamp()
  where directory_version.version <> excluded.version
  returning version`

const putOrganisations = bulkInsert(directoryOrg, { replaceBy: ['id'] })
const putPeople = bulkInsert(directoryPerson, { replaceBy: ['id'] })

/** Call it in a transaction. Throws one Error when a person would return under another id. */
export async function loadDirectory(client: Client, given: GivenDirectory): Promise<DirectoryChange> {
  const version = sha256(canonicalJson([given.organisations, given.people])).slice(0, 16)
  const { rowCount } = await client.query(PUT_VERSION, [version])
  if (rowCount === 0) return { ended: [], removed: [] }
  const today = await businessDay(client)
  const gone = await goneFrom(client, given)
  const ids = [...gone.organisations, ...gone.people].map(({ id }) => id)
  const named = await namedInRecord(client, ids)
  const stays = { named, today }
  const people = gone.people.filter(({ id, leftOn }) => mustStay(id, leftOn, stays))
  const organisations = organisationsOf(people, gone.organisations, stays)
  assertDistinguishable(
    given,
    people.filter(({ id }) => named.has(id)),
  )
  const lastDay = addDays(today, -1)
  await put(client, {
    organisations: [
      ...given.organisations,
      ...organisations.map((org) => ({ ...org, endedOn: earlier(org.endedOn, lastDay) })),
    ],
    people: [
      ...given.people,
      ...people.map((person) => ({ ...person, leftOn: earlier(person.leftOn, lastDay) })),
    ],
  })
  return changeOf(gone, { people, organisations }, today)
}

type Loaded = Pick<GivenDirectory, 'organisations' | 'people'>

async function goneFrom(client: Client, { organisations, people }: GivenDirectory): Promise<Loaded> {
  const before = await readDirectory(client)
  const [orgs, ids] = [new Set(organisations.map(({ id }) => id)), new Set(people.map(({ id }) => id))]
  return {
    organisations: before.organisations.filter(({ id }) => !orgs.has(id)),
    people: before.people.filter(({ id }) => !ids.has(id)),
  }
}

interface Staying {
  named: ReadonlySet<string>
  today: PlainDate
}

type LastDay = PlainDate | null | undefined

const hasEnded = (lastDay: LastDay, today: PlainDate): boolean => Boolean(lastDay && lastDay < today)

/** Entries that have not ended yet stay, too: an act that names them may be in flight. */
const mustStay = (id: string, lastDay: LastDay, { named, today }: Staying): boolean =>
  named.has(id) || !hasEnded(lastDay, today)

/** The organisations that stay, and all organisations above them and above the people who stay. */
function organisationsOf(
  people: readonly Person[],
  gone: readonly Organisation[],
  stays: Staying,
): Organisation[] {
  const orgs = new Map(gone.map((org) => [org.id, org]))
  const staying = gone.filter(({ id, endedOn }) => mustStay(id, endedOn, stays)).map(({ id }) => id)
  const inPaths = [...people.map(({ org }) => org), ...staying].flatMap((id) => orgPathOf(id, orgs))
  return [...new Set(inPaths)].flatMap((id) => orgs.get(id) ?? [])
}

const earlier = (known: LastDay, lastDay: PlainDate): PlainDate =>
  known && known < lastDay ? known : lastDay

function changeOf(gone: Loaded, kept: Loaded, today: PlainDate): DirectoryChange {
  const lastDays = [
    ...gone.organisations.map((org) => ({
      id: org.id,
      lastDay: org.endedOn,
      isKept: kept.organisations.includes(org),
    })),
    ...gone.people.map((person) => ({
      id: person.id,
      lastDay: person.leftOn,
      isKept: kept.people.includes(person),
    })),
  ]
  return {
    ended: lastDays.flatMap(({ id, lastDay, isKept }) => (isKept && !hasEnded(lastDay, today) ? [id] : [])),
    removed: lastDays.flatMap(({ id, isKept }) => (isKept ? [] : [id])),
  }
}

/** Today by business time: removed people cannot act from today on. */
async function businessDay(client: Client): Promise<PlainDate> {
  const { rows } = await client.query<{ offsetMs: number }>('select offset_ms as "offsetMs" from world_clock')
  return dateOf(businessNow(Number(rows[0]?.offsetMs ?? 0)))
}

/** Throws when a person seems to return under a new id, because their earlier acts would not count as theirs. `named`: people named by the record. */
function assertDistinguishable(
  { people, placeOf = (id) => id }: GivenDirectory,
  named: readonly Person[],
): void {
  const isKept = new Set(named)
  const faults = possibleDuplicates([...named, ...people]).flatMap(({ person, other }) => {
    if (isKept.has(person) === isKept.has(other)) return []
    const [gone, back] = isKept.has(person) ? [person, other] : [other, person]
    return [
      `  ${placeOf(back.id)}: ${duplicateFault(gone)}; the record names ${gone.id}: keep it, with \`leftOn\``,
    ]
  })
  if (faults.length === 0) return
  throw new Error(`Nothing is loaded; correct this and load it again:\n${[...new Set(faults)].join('\n')}`)
}

async function put(client: Client, { organisations, people }: Loaded): Promise<void> {
  await client.query('delete from directory_org where id <> all($1)', [organisations.map(({ id }) => id)])
  await client.query('delete from directory_person where id <> all($1)', [people.map(({ id }) => id)])
  const orgs = new Map(organisations.map((org) => [org.id, org]))
  await client.query(
    putOrganisations(
      organisations.map((org) => {
        return { ...org, isNational: org.isNational ?? false, endedOn: org.endedOn ?? null }
      }),
    ),
  )
  await client.query(
    putPeople(
      people.map((person) => ({
        ...person,
        leftOn: person.leftOn ?? null,
        identity: person.identity ? identifierKey(person.identity) : null,
        orgPath: orgPathOf(person.org, orgs),
      })),
    ),
  )
}

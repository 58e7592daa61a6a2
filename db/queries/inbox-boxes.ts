/** The boxes of the inbox, each as one or more index scans. Lists and counts use the same scans, so that they agree. */

import type { Box } from '#domain/tasks/boxes.ts'
import { type OrgId, ROLES, type Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { ownedBy } from '../lexemes.ts'
import type { Involved, Scope } from './scope.ts'
import { DONE, DONE_ON_CASES, type Index, NOT_DONE } from './search-indexes.ts'

export interface Reader {
  person: PersonId
  /** Roles whose tasks the reader's inbox shows. */
  roles: readonly Role[]
  /** The bureau and all above it. */
  orgPath: readonly OrgId[]
  isLeader: boolean
  /** May hold seats that name only a person. */
  mayBeNamed: boolean
  /** Sees the seats of open rounds. Other readers see only that the rounds wait for signatures. */
  readsOpenRounds: boolean
  /** The reader's side of a case: its own cases, or the cases that it decides on. */
  waitsAs: 'owner' | 'authority'
  scope: Scope
  involvedAs: readonly Involved[]
  startOfToday: Instant
}

/**
 * One index scan. Parameters: $1 person, $2 organisations, $3 roles, $4 start of today, $5 `barredKeys`, $6 `involvedAs`. `t` is the
 * task, `o` one of the organisations, `r` one of the roles.
 */
export interface IndexScan {
  from: string
  where: string
  /** By default `task`. */
  table?: string
  /** Tasks that the reader may never do: left out. They are few, so a count subtracts them. */
  except?: string
}

export interface ScanOrder {
  column: string
  direction: 'asc' | 'desc'
}

const EACH_ORG = 'unnest($2::text[]) as o (org)'
const EACH_OFFICE = `${EACH_ORG} cross join unnest($3::text[]) as r (role)`
const ROLES_LISTED = Object.keys(ROLES)
  .map((role) => `'${role}'`)
  .join()
const ONCE = '(select 1) as o (once)'
const DUE: ScanOrder = { column: 't.rank', direction: 'asc' }
const LATEST_DONE: ScanOrder = { column: 't.done_at', direction: 'desc' }
const LATEST: ScanOrder = { column: 't.since', direction: 'desc' }

const IS_BARRED = 't.barred && $5'
/** Read first, because they are few; otherwise the whole group would be searched for them. */
export const BARRED = `(select * from task b where b.barred && $5 and b.state = 'open' offset 0)`
const openTo = ({ isLeader }: Reader): string => `t.holder is null${isLeader ? '' : ' and not t.leader_only'}`

/** A task that names only a person belongs to that person in every role that may have a seat. */
const mineScan = ({ mayBeNamed }: Reader): IndexScan => ({
  from: ONCE,
  where: [
    `t.holder = $1 and t.state = 'open'`,
    mayBeNamed
      ? '(t.org is null or t.org = any($2)) and (t.role is null or t.role = any($3))'
      : 't.org = any($2) and t.role = any($3)',
  ].join(' and '),
})

const groupScan = (reader: Reader): IndexScan => ({
  from: EACH_OFFICE,
  where: `t.org = o.org and t.role = r.role and t.state = 'open' and ${openTo(reader)}`,
  except: IS_BARRED,
})

/** By the kind of task, because the indexes contain it. */
const seatsFor = ({ readsOpenRounds }: Reader): string =>
  readsOpenRounds ? 'true' : `t.kind not in ('confirm', 'advise')`

/** An open round has a task for each seat, and one task without an office and a person for readers who do not see the seats. */
const readableBy = (reader: Reader): string =>
  reader.readsOpenRounds ? '(t.org is not null or t.holder is not null)' : seatsFor(reader)

/**
 * Tasks on the reader's cases that are neither in `mine` nor in `group`: those of other organisations; and those of the reader's unit
 * that a colleague search, that are for another role or for leaders only, or that the reader may not do. Each part has its own index,
 * because most tasks on a unit's cases may be its own work. The unit is the bureau and all organisations above it.
 */
function waitingScans(reader: Reader): IndexScan[] {
  const { waitsAs, isLeader } = reader
  const elsewhere = `t.${waitsAs} = o.org and t.org is distinct from t.${waitsAs} and (t.org is null or t.org <> all($2))`
  const here = `t.org = o.org and t.${waitsAs} = any($2) and ${seatsFor(reader)} and t.state = 'open'`
  const free = `${here} and t.role = r.role and t.holder is null`
  const others = `${EACH_ORG} cross join unnest(array[${ROLES_LISTED}]) as r (role)`
  return [
    {
      from: EACH_ORG,
      where: `${elsewhere} and t.state = 'open' and t.holder is distinct from $1 and ${readableBy(reader)}`,
    },
    { from: EACH_ORG, where: `${here} and t.holder is not null and t.holder <> $1` },
    { from: others, where: `r.role <> all($3) and ${free}` },
    ...(isLeader ? [] : [{ from: EACH_OFFICE, where: `${free} and t.leader_only` }]),
    {
      from: EACH_OFFICE,
      table: BARRED,
      where: `${free}${isLeader ? '' : ' and not t.leader_only'} and ${IS_BARRED}`,
    },
  ]
}

/** People of a department see what they did for this department, not for an earlier one. */
const doneScan = ({ waitsAs }: Reader): IndexScan => ({
  from: ONCE,
  where: `t.done_by = $1 and t.state = 'done'${waitsAs === 'owner' ? ' and t.owner = any($2)' : ''}`,
})

const COPIED: IndexScan = { from: ONCE, where: `t.holder = $1 and t.state = 'copied'` }

const overdue = (scan: IndexScan): IndexScan => ({ ...scan, where: `${scan.where} and t.rank <= $4` })

interface BoxQuery {
  scans: IndexScan[]
  order: ScanOrder
  search: BoxSearch
}

/** The whole box as one condition, for a search by words. */
interface BoxSearch {
  among: Index
  /** Every task in the box has one of these. */
  marks: string[]
  condition: string
}

const openFor = ({ waitsAs, orgPath }: Reader): string[] => orgPath.map((org) => `@open-${waitsAs}:${org}`)
const heldBy = ({ person }: Reader): string[] => [`@held:${person}`]
const freeFor = ({ orgPath, roles }: Reader): string[] =>
  orgPath.flatMap((org) => roles.map((role) => `@free:${org}/${role}`))

const groupCondition = (reader: Reader): string =>
  `t.state = 'open' and t.org = any($2) and t.role = any($3) and ${openTo(reader)} and not (${IS_BARRED})`

const BOX_QUERIES: Readonly<Record<Box, (reader: Reader) => BoxQuery>> = {
  mine: (reader) => ({
    scans: [mineScan(reader)],
    order: DUE,
    search: { among: NOT_DONE, marks: heldBy(reader), condition: mineScan(reader).where },
  }),
  group: (reader) => ({
    scans: [groupScan(reader)],
    order: DUE,
    search: { among: NOT_DONE, marks: freeFor(reader), condition: groupCondition(reader) },
  }),
  waiting: (reader) => ({
    scans: waitingScans(reader),
    order: DUE,
    search: {
      among: NOT_DONE,
      marks: openFor(reader),
      condition: `t.state = 'open' and t.${reader.waitsAs} = any($2) and t.holder is distinct from $1
        and ${readableBy(reader)} and (${groupCondition(reader)}) is not true`,
    },
  }),
  done: (reader) => ({
    scans: [doneScan(reader)],
    order: LATEST_DONE,
    search: {
      ...(reader.waitsAs === 'owner'
        ? { among: DONE_ON_CASES, marks: ownedBy(reader.orgPath) }
        : { among: DONE, marks: [`@done:${reader.person}`] }),
      condition: doneScan(reader).where,
    },
  }),
  copied: ({ person }) => ({
    scans: [COPIED],
    order: LATEST,
    search: { among: NOT_DONE, marks: [`@copied:${person}`], condition: COPIED.where },
  }),
  overdue: (reader) => ({
    scans: [overdue(mineScan(reader)), overdue(groupScan(reader))],
    order: DUE,
    search: {
      among: NOT_DONE,
      marks: [...heldBy(reader), ...freeFor(reader)],
      condition: `t.rank <= $4 and ((${mineScan(reader).where}) or (${groupCondition(reader)}))`,
    },
  }),
}

export const boxOf = (box: Box, reader: Reader): BoxQuery => BOX_QUERIES[box](reader)

/** Values of `barred` that exclude the reader from a task of the group: by person, and by any organisation above the person. */
export function barredKeys({ person, orgPath, roles }: Reader): string[] {
  const whom = [`person:${person}`, ...orgPath.map((org) => `org:${org}`)]
  return orgPath.flatMap((org) => roles.flatMap((role) => whom.map((one) => `${org}/${role} ${one}`)))
}

/** The boxes of the inbox, each as walks along an index. One place for lists and counts, so that they agree. */

import type { Box } from '#domain/tasks/boxes.ts'
import { type OrgId, ROLES, type Role } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { ownedBy } from '../lexemes.ts'
import type { Involved, Scope } from './scope.ts'
import { DONE, DONE_ON_CASES, type Index, NOT_DONE } from './search-indexes.ts'

export interface Reader {
  person: PersonId
  /** Whose tasks somebody in this role finds in the inbox. */
  roles: readonly Role[]
  /** The bureau and all above it. */
  orgPath: readonly OrgId[]
  isLeader: boolean
  /** May hold seats that name only a person. */
  mayBeNamed: boolean
  /** Reads the seats of open rounds; others only that these wait for signatures. */
  readsOpenRounds: boolean
  /** Whose cases this role waits for: those of its own department, or those that it decides on. */
  waitsAs: 'owner' | 'authority'
  scope: Scope
  involvedAs: readonly Involved[]
  startOfToday: Instant
}

/** $1 person, $2 organisations, $3 roles, $4 start of today, $5 `barredKeys`, $6 as whom a case may involve them; `t` is the task, `o` and `r` one of each. */
export interface Walk {
  from: string
  where: string
  /** Where to walk; `task` unless said. */
  table?: string
  /** Tasks that the reader may never do: left out. Few, so that counting takes them off. */
  except?: string
}

export interface WalkOrder {
  column: string
  direction: 'asc' | 'desc'
}

const EACH_ORG = 'unnest($2::text[]) as o (org)'
const EACH_OFFICE = `${EACH_ORG} cross join unnest($3::text[]) as r (role)`
const ROLES_LISTED = Object.keys(ROLES)
  .map((role) => `'${role}'`)
  .join()
const ONCE = '(select 1) as o (once)'
const DUE: WalkOrder = { column: 't.rank', direction: 'asc' }
const LATEST_DONE: WalkOrder = { column: 't.done_at', direction: 'desc' }
const LATEST: WalkOrder = { column: 't.since', direction: 'desc' }

const IS_BARRED = 't.barred && $5'
/** The few of them first: on the way along a group they would be looked for in all of it. */
export const BARRED = `(select * from task b where b.barred && $5 and b.state = 'open' offset 0)`
const openTo = ({ isLeader }: Reader): string => `t.holder is null${isLeader ? '' : ' and not t.leader_only'}`

/** A task that names no office is its person's in whatever role may sit on a panel. */
const mineOf = ({ mayBeNamed }: Reader): Walk => ({
  from: ONCE,
  where: [
    `t.holder = $1 and t.state = 'open'`,
    mayBeNamed
      ? '(t.org is null or t.org = any($2)) and (t.role is null or t.role = any($3))'
      : 't.org = any($2) and t.role = any($3)',
  ].join(' and '),
})

const groupOf = (reader: Reader): Walk => ({
  from: EACH_OFFICE,
  where: `t.org = o.org and t.role = r.role and t.state = 'open' and ${openTo(reader)}`,
  except: IS_BARRED,
})

/** By kind, which the indexes know. */
const seatsFor = ({ readsOpenRounds }: Reader): string =>
  readsOpenRounds ? 'true' : `t.kind not in ('confirm', 'advise')`

/** An open round is shown by its seats, or by the one task that has neither an office nor a person. */
const readableBy = (reader: Reader): string =>
  reader.readsOpenRounds ? '(t.org is not null or t.holder is not null)' : seatsFor(reader)

/**
 * Everything on the caller's cases that is neither mine nor my group's: elsewhere; or in the unit, but held by a
 * colleague, for another role, for leaders only, or not for me. Each part has an index of its own, because most of
 * what a unit waits for may be its own work. The unit is the bureau and all above it, of whichever the case is.
 */
function waitingFor(reader: Reader): Walk[] {
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

/** A department's people see what they did for it, not for the one they came from. */
const doneBy = ({ waitsAs }: Reader): Walk => ({
  from: ONCE,
  where: `t.done_by = $1 and t.state = 'done'${waitsAs === 'owner' ? ' and t.owner = any($2)' : ''}`,
})

const COPIED: Walk = { from: ONCE, where: `t.holder = $1 and t.state = 'copied'` }

const overdue = (walk: Walk): Walk => ({ ...walk, where: `${walk.where} and t.rank <= $4` })

interface BoxQuery {
  walks: Walk[]
  order: WalkOrder
  holds: Holds
}

/** The whole box as one condition, for tasks that are found by words instead of in its order. */
interface Holds {
  among: Index
  /** Whatever is in the box has one of these. */
  marks: string[]
  condition: string
}

const openFor = ({ waitsAs, orgPath }: Reader): string[] => orgPath.map((org) => `@open-${waitsAs}:${org}`)
const heldBy = ({ person }: Reader): string[] => [`@held:${person}`]
const freeFor = ({ orgPath, roles }: Reader): string[] =>
  orgPath.flatMap((org) => roles.map((role) => `@free:${org}/${role}`))

const groupHolds = (reader: Reader): string =>
  `t.state = 'open' and t.org = any($2) and t.role = any($3) and ${openTo(reader)} and not (${IS_BARRED})`

const BOX_QUERIES: Readonly<Record<Box, (reader: Reader) => BoxQuery>> = {
  mine: (reader) => ({
    walks: [mineOf(reader)],
    order: DUE,
    holds: { among: NOT_DONE, marks: heldBy(reader), condition: mineOf(reader).where },
  }),
  group: (reader) => ({
    walks: [groupOf(reader)],
    order: DUE,
    holds: { among: NOT_DONE, marks: freeFor(reader), condition: groupHolds(reader) },
  }),
  waiting: (reader) => ({
    walks: waitingFor(reader),
    order: DUE,
    holds: {
      among: NOT_DONE,
      marks: openFor(reader),
      condition: `t.state = 'open' and t.${reader.waitsAs} = any($2) and t.holder is distinct from $1
        and ${readableBy(reader)} and (${groupHolds(reader)}) is not true`,
    },
  }),
  done: (reader) => ({
    walks: [doneBy(reader)],
    order: LATEST_DONE,
    holds: {
      ...(reader.waitsAs === 'owner'
        ? { among: DONE_ON_CASES, marks: ownedBy(reader.orgPath) }
        : { among: DONE, marks: [`@done:${reader.person}`] }),
      condition: doneBy(reader).where,
    },
  }),
  copied: ({ person }) => ({
    walks: [COPIED],
    order: LATEST,
    holds: { among: NOT_DONE, marks: [`@copied:${person}`], condition: COPIED.where },
  }),
  overdue: (reader) => ({
    walks: [overdue(mineOf(reader)), overdue(groupOf(reader))],
    order: DUE,
    holds: {
      among: NOT_DONE,
      marks: [...heldBy(reader), ...freeFor(reader)],
      condition: `t.rank <= $4 and ((${mineOf(reader).where}) or (${groupHolds(reader)}))`,
    },
  }),
}

export const boxOf = (box: Box, reader: Reader): BoxQuery => BOX_QUERIES[box](reader)

/** How a task of the reader's groups says that the reader may not do it: by person, and by any unit above them. */
export function barredKeys({ person, orgPath, roles }: Reader): string[] {
  const whom = [`person:${person}`, ...orgPath.map((org) => `org:${org}`)]
  return orgPath.flatMap((org) => roles.flatMap((role) => whom.map((one) => `${org}/${role} ${one}`)))
}

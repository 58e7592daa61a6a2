/** The boxes of the inbox, each as walks along an index. One place for lists and counts, so that they agree. */
import type { OrgId, Role } from '#domain/directory.ts'
import type { PersonId } from '#domain/ids.ts'
import type { Instant } from '#domain/plain-date.ts'

export const BOXES = ['mine', 'group', 'waiting', 'done', 'copied', 'overdue'] as const
export type Box = (typeof BOXES)[number]

export interface Reader {
  person: PersonId
  role: Role
  /** The bureau and all above it. */
  orgPath: readonly OrgId[]
  isLeader: boolean
  /** Whose projects this role waits for: those of its own department, or those that it decides on. */
  waitsAs: 'owner' | 'authority'
  startOfToday: Instant
}

/** $1 person, $2 organisations, $3 role, $4 start of today; `t` is the task, `o` one of the organisations. */
export interface Walk {
  from: string
  where: string
  /** Tasks that the reader may never do: left out. Few, so that counting subtracts them. */
  except: string | null
}

export interface WalkOrder {
  column: string
  direction: 'asc' | 'desc'
}

const EACH_ORG = 'unnest($2::text[]) as o (org)'
const ONCE = '(select 1) as o (once)'
const DUE: WalkOrder = { column: 't.rank', direction: 'asc' }
const LATEST: WalkOrder = { column: 't.done_at', direction: 'desc' }

const MINE: Walk = {
  from: ONCE,
  where: `t.holder = $1 and t.state = 'open' and t.org = any($2) and t.role = $3`,
  except: null,
}

const groupOf = ({ isLeader }: Reader): Walk => ({
  from: EACH_ORG,
  where: [
    `t.org = o.org and t.role = $3 and t.state = 'open' and t.holder is null`,
    ...(isLeader ? [] : ['not t.leader_only']),
  ].join(' and '),
  except: `t.barred && array['person:' || $1::text, 'org:' || ($2::text[])[1]]`,
})

const waitingFor = ({ waitsAs }: Reader): Walk => ({
  from: EACH_ORG,
  where: `t.${waitsAs} = o.org and t.state = 'open' and not (t.org = any($2) and t.role = $3)`,
  except: null,
})

/** A department's people see what they did for it, not for the one they came from. */
const doneBy = ({ waitsAs }: Reader): Walk => ({
  from: ONCE,
  where: `t.done_by = $1 and t.state = 'done'${waitsAs === 'owner' ? ' and t.owner = any($2)' : ''}`,
  except: null,
})

const COPIED: Walk = {
  from: EACH_ORG,
  where: `t.org = o.org and t.role = $3 and t.state = 'copied'`,
  except: null,
}

const overdue = (walk: Walk): Walk => ({ ...walk, where: `${walk.where} and t.rank <= $4` })

const WALKS: Readonly<Record<Box, (reader: Reader) => Walk[]>> = {
  mine: () => [MINE],
  group: (reader) => [groupOf(reader)],
  waiting: (reader) => [waitingFor(reader)],
  done: (reader) => [doneBy(reader)],
  copied: () => [COPIED],
  overdue: (reader) => [overdue(MINE), overdue(groupOf(reader))],
}

export const walksOf = (box: Box, reader: Reader): { walks: Walk[]; order: WalkOrder } => ({
  walks: WALKS[box](reader),
  order: box === 'done' ? LATEST : DUE,
})

/** Statements of one name are one text: what makes the text differ. */
export const textKey = (box: Box, { waitsAs, isLeader }: Reader): string =>
  `${box}-${waitsAs}-${isLeader ? 'leader' : 'member'}`

/** Folds the events of a case into what the projections store: new events in `append`, all events in a rebuild. */

import type { Recorded } from '#domain/case/event.ts'
import { evolve } from '#domain/engine/evolve.ts'
import type { Kind, OwnTable, Publication, PublishedVersion } from '#domain/engine/kind.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { ownIdOf } from '#domain/values/ids.ts'
import { dateOf, type Instant, type PlainDate } from '#domain/values/plain-date.ts'
import { type OpenTask, type TaskFold, tasksAfter, waitingIn } from './tasks.ts'

export interface Folded {
  state: ReviewedState
  /** Since when the current party has the turn. */
  turnSince: Instant
  /** What the case publishes for other cases now. */
  published: readonly OwnFact[]
  tasks: readonly OpenTask[]
}

export type OwnFact = Publication & { since: PlainDate }

/** Rows that an event adds to a table that only its kind has. */
export interface OwnRows {
  table: OwnTable
  rows: readonly Readonly<Record<string, unknown>>[]
}

/** A fold, and what its events change in other tables than `case_view`. */
export interface Projected extends Folded {
  kind: Kind
  /** In the order of the events. */
  ownRows: readonly OwnRows[]
  /** Versions that its events publish. */
  versions: readonly PublishedVersion[]
  taskFold: TaskFold
}

export const emptyFold = (kind: Kind, caseId: CaseId): Folded => ({
  state: kind.initial(ownIdOf(caseId)),
  turnSince: '' as Instant,
  published: [],
  tasks: [],
})

export function project(kind: Kind, before: Folded, events: readonly Recorded[]): Projected {
  let { state, turnSince, published } = before
  const ownRows: OwnRows[] = []
  const versions: PublishedVersion[] = []
  let taskFold: TaskFold = {
    open: before.tasks,
    done: [],
    copies: [],
    waiting: waitingIn({ kind, state }),
  }
  let [act, firstSeq] = ['', 0]
  for (const recorded of events) {
    const next = evolve(kind, state, recorded)
    if (recorded.commandId !== act) [act, firstSeq] = [recorded.commandId, recorded.seq]
    const changed = { kind, before: state, after: next }
    taskFold = tasksAfter(taskFold, changed, { ...recorded, firstSeqOfAct: firstSeq })
    if (turnSince === '' || !sameTurn(changed)) turnSince = recorded.at
    state = next
    published = publishedAfter(published, kind.publishes(state), recorded.at)
    ownRows.push(...ownRowsIn(kind, recorded))
    versions.push(...kind.versions(recorded.event))
  }
  return { kind, state, turnSince, published, ownRows, versions, tasks: taskFold.open, taskFold }
}

/** What was published before keeps its date. */
function publishedAfter(before: readonly OwnFact[], now: readonly Publication[], at: Instant): OwnFact[] {
  const same = (one: Publication) => (other: Publication) =>
    one.fact === other.fact && one.key === other.key && one.part === other.part
  return now.map((one) => before.find(same(one)) ?? { ...one, since: dateOf(at) })
}

const ownRowsIn = ({ tables }: Kind, { event }: Recorded): OwnRows[] =>
  tables.flatMap((table) => {
    const rows = table.rows(event)
    return rows === null ? [] : [{ table, rows }]
  })

function sameTurn({
  kind,
  before,
  after,
}: {
  kind: Kind
  before: ReviewedState
  after: ReviewedState
}): boolean {
  const [was, is] = [kind.turnOf(before), kind.turnOf(after)]
  return was?.role === is?.role && was?.org === is?.org
}

/** What the projections keep of a project, folded event by event: in `append` and, from the start, in a rebuild. */

import { evolve } from '#domain/engine/evolve.ts'
import { bansOf as acceptanceBans } from '#domain/project/acceptance/bans.ts'
import type { CatalogItem } from '#domain/project/approval/events.ts'
import { bansOf as evaluationBans } from '#domain/project/evaluation/bans.ts'
import type { OmBasis } from '#domain/project/evaluation/om-basis.ts'
import type { RecordedEvent } from '#domain/project/events.ts'
import { unopened } from '#domain/project/evolve.ts'
import type { Ban } from '#domain/project/facts.ts'
import { PROJECT } from '#domain/project/kind.ts'
import type { ProjectState } from '#domain/project/state.ts'
import { turnOf } from '#domain/project/turn.ts'
import type { CaseId, ProjectId } from '#domain/values/ids.ts'
import { ownIdOf } from '#domain/values/ids.ts'
import { dateOf, type Instant } from '#domain/values/plain-date.ts'
import { type OpenTask, type TaskFold, tasksAfter, waitingIn } from './tasks.ts'

export interface Folded {
  state: ProjectState
  /** Since when it is this party's turn. */
  turnSince: Instant
  /** Bans on new builds that this project puts up for its owner. */
  bans: readonly OwnBan[]
  /** What waits for somebody, since when. */
  tasks: readonly OpenTask[]
}

export type OwnBan = Pick<Ban, 'reason' | 'since'>

/** A fold, and what its events change besides the project's own row. */
export interface Projected extends Folded {
  /** The whole catalog when it was given anew; null: as before. */
  catalog: readonly CatalogItem[] | null
  /** O&M bases that were emitted. */
  omBases: readonly OmBasis[]
  /** Tasks that were done, and copies that were sent. */
  taskFold: TaskFold
}

export const nothingFolded = (caseId: CaseId): Folded => ({
  state: unopened(ownIdOf(caseId) as ProjectId),
  turnSince: '' as Instant,
  bans: [],
  tasks: [],
})

export function project(before: Folded, events: readonly RecordedEvent[]): Projected {
  let { state, turnSince, bans } = before
  let catalog: readonly CatalogItem[] | null = null
  const omBases: OmBasis[] = []
  let taskFold: TaskFold = { open: before.tasks, done: [], copies: [], waiting: waitingIn(state) }
  let [act, firstSeq] = ['', 0]
  for (const recorded of events) {
    const next = evolve(PROJECT, state, recorded)
    if (recorded.commandId !== act) [act, firstSeq] = [recorded.commandId, recorded.seq]
    taskFold = tasksAfter(taskFold, { before: state, after: next }, { ...recorded, firstSeqOfAct: firstSeq })
    if (turnSince === '' || !sameTurn(state, next)) turnSince = recorded.at
    state = next
    bans = bansAfter(bans, state, recorded.at)
    catalog = catalogIn(recorded) ?? catalog
    if (recorded.event.type === 'omBasisEmitted') omBases.push(basisIn(recorded.event))
  }
  return {
    state,
    turnSince,
    bans,
    catalog,
    omBases,
    tasks: taskFold.open,
    taskFold,
  }
}

/** A ban that stays keeps its date. */
function bansAfter(bans: readonly OwnBan[], state: ProjectState, at: Instant): readonly OwnBan[] {
  const reasons = [...acceptanceBans(state), ...evaluationBans(state)]
  return reasons.map((reason) => bans.find((ban) => ban.reason === reason) ?? { reason, since: dateOf(at) })
}

const catalogIn = ({ event }: RecordedEvent): readonly CatalogItem[] | null =>
  event.type === 'stageSubmitted' || event.type === 'catalogAmended' ? event.catalog : null

function basisIn({ type: _type, v: _v, ...basis }: { type: string; v: number } & OmBasis): OmBasis {
  return basis
}

function sameTurn(before: ProjectState, after: ProjectState): boolean {
  const [was, is] = [turnOf(before), turnOf(after)]
  return was?.role === is?.role && was?.org === is?.org
}

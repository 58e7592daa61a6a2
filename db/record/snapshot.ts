/** A case's state from its record: the kept fold where it is current and of today's code, the events where it is not. */

import type { Kind } from '#domain/engine/kind.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Client, Pool } from '../connect.ts'
import { type Folded, nothingFolded, type OwnFact, project } from '../projections/fold.ts'
import type { OpenTask } from '../projections/tasks.ts'
import { eventsAfter } from './events.ts'

export interface Kept {
  state: string | null
  turnSince: Instant | null
  ownFacts: OwnFact[]
  openTasks: OpenTask[]
}

/** A case, and its kind. */
export interface Which {
  kind: Kind
  caseId: CaseId
}

export async function foldedSoFar(
  client: Pick<Pool | Client, 'query'>,
  { kind, caseId }: Which,
  head: { seq: number },
  { state: json, turnSince, ownFacts, openTasks }: Kept,
): Promise<Folded> {
  const nothing = nothingFolded(kind, caseId)
  if (head.seq === 0) return nothing
  const state = json === null ? null : (JSON.parse(json) as ReviewedState)
  const isCurrent = state?.seq === head.seq && state.version === kind.foldVersion
  if (state && turnSince && isCurrent) return { state, turnSince, published: ownFacts, tasks: openTasks }
  return project(kind, nothing, await eventsAfter(client, caseId, 0))
}

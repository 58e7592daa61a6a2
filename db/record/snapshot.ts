/** The state of a case from its record: the stored fold if it is current and of this version of the code, otherwise folded from the events. */

import type { Kind } from '#domain/engine/kind.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Client, Pool } from '../connect.ts'
import { emptyFold, type Folded, type OwnFact, project } from '../projections/fold.ts'
import type { OpenTask } from '../projections/tasks.ts'
import { eventsAfter } from './events.ts'

export interface StoredFold {
  state: string | null
  turnSince: Instant | null
  ownFacts: OwnFact[]
  openTasks: OpenTask[]
}

/** Identifies a case, with its kind. */
export interface CaseRef {
  kind: Kind
  caseId: CaseId
}

export async function currentFold(
  client: Pick<Pool | Client, 'query'>,
  { kind, caseId }: CaseRef,
  head: { seq: number },
  { state: json, turnSince, ownFacts, openTasks }: StoredFold,
): Promise<Folded> {
  const nothing = emptyFold(kind, caseId)
  if (head.seq === 0) return nothing
  const state = json === null ? null : (JSON.parse(json) as ReviewedState)
  const isCurrent = state?.seq === head.seq && state.version === kind.foldVersion
  if (state && turnSince && isCurrent) return { state, turnSince, published: ownFacts, tasks: openTasks }
  return project(kind, nothing, await eventsAfter(client, caseId, 0))
}

/** A case's state from its record: the kept fold where it is current and of today's code, the events where it is not. */

import { kindOfCase } from '#domain/kinds.ts'
import type { ProjectState } from '#domain/project/state.ts'
import type { CaseId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Client, Pool } from '../connect.ts'
import { type Folded, nothingFolded, type OwnBan, project } from '../projections/fold.ts'
import type { OpenTask } from '../projections/tasks.ts'
import { eventsAfter } from './events.ts'

export interface Kept {
  state: string | null
  turnSince: Instant | null
  ownBans: OwnBan[]
  openTasks: OpenTask[]
}

export async function foldedSoFar(
  client: Pick<Pool | Client, 'query'>,
  caseId: CaseId,
  head: { seq: number },
  { state: json, turnSince, ownBans, openTasks }: Kept,
): Promise<Folded> {
  if (head.seq === 0) return nothingFolded(caseId)
  const state = json === null ? null : (JSON.parse(json) as ProjectState)
  const isCurrent = state?.seq === head.seq && state.version === kindOfCase(caseId).foldVersion
  if (state && turnSince && isCurrent) return { state, turnSince, bans: ownBans, tasks: openTasks }
  return project(nothingFolded(caseId), await eventsAfter(client, caseId, 0))
}

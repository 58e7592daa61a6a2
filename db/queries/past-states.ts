import { evolve } from '#domain/engine/evolve.ts'
import { unopened } from '#domain/project/evolve.ts'
import { PROJECT } from '#domain/project/kind.ts'
import type { ProjectState } from '#domain/project/state.ts'
import type { CaseId, ProjectId } from '#domain/values/ids.ts'
import { ownIdOf } from '#domain/values/ids.ts'
import type { Pool } from '../connect.ts'
import { eventsAfter } from '../record/events.ts'

/** The case as it was right after each of these events: folded from the record, as far as the last of them. */
export async function pastStates(
  pool: Pool,
  caseId: CaseId,
  seqs: readonly number[],
): Promise<Map<number, ProjectState>> {
  const states = new Map<number, ProjectState>()
  if (seqs.length === 0) return states
  let state = unopened(ownIdOf(caseId) as ProjectId)
  for (const recorded of await eventsAfter(pool, caseId, 0)) {
    state = evolve(PROJECT, state, recorded)
    if (seqs.includes(recorded.seq)) states.set(recorded.seq, state)
  }
  return states
}

import { evolve } from '#domain/engine/evolve.ts'
import type { ReviewedState } from '#domain/review/state.ts'
import { ownIdOf } from '#domain/values/ids.ts'
import type { Pool } from '../connect.ts'
import { eventsAfter } from '../record/events.ts'
import type { CaseRef } from '../record/snapshot.ts'

/** The state of the case after each of these events, folded from the record. */
export async function pastStates(
  pool: Pool,
  { kind, caseId }: CaseRef,
  seqs: readonly number[],
): Promise<Map<number, ReviewedState>> {
  const states = new Map<number, ReviewedState>()
  if (seqs.length === 0) return states
  let state = kind.initial(ownIdOf(caseId))
  for (const recorded of await eventsAfter(pool, caseId, 0)) {
    state = evolve(kind, state, recorded)
    if (seqs.includes(recorded.seq)) states.set(recorded.seq, state)
  }
  return states
}

import type { TaskClaim } from '../case/claim.ts'
import type { Evolve } from '../case/event.ts'
import type { CaseState } from '../case/state.ts'
import { sitsAs } from '../case/voices.ts'
import type { PersonId } from '../values/ids.ts'
import type { TaskEvent } from './events.ts'

/** The record does not say when such a claim ended, so it holds nobody up: who wants the task claims it again. */
const ENDS_UNTOLD = 1

export const TASK_EVOLVE: Evolve<CaseState, TaskEvent> = {
  // A substitute claims for the other.
  taskClaimed: (state, event, { by }) => heldBy(state, event, sitsAs(by)),
  taskReleased: (state, { task }) => withClaims(state, others(state, task)),
  taskReassigned: (state, event) => heldBy(state, event, event.to),
  taskClaimEnded: (state, { task }) => withClaims(state, others(state, task)),
}

const others = ({ claims = [] }: CaseState, task: string) => claims.filter((claim) => claim.task !== task)

const heldBy = (
  state: CaseState,
  { v, task }: { v: number; task: string },
  person: PersonId | null,
): CaseState =>
  person === null || v === ENDS_UNTOLD ? state : withClaims(state, [...others(state, task), { task, person }])

/** A state without claims has no such field. */
function withClaims({ claims: _before, ...state }: CaseState, claims: TaskClaim[]): CaseState {
  return claims.length > 0 ? { ...state, claims } : state
}

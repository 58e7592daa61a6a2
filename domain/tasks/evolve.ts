import type { Evolve } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import { sitsAs } from '../substitution/substitution.ts'
import type { PersonId } from '../values/ids.ts'
import type { TaskEvent } from './events.ts'
import type { TaskClaim } from './state.ts'

/** The record does not say when such a claim ended, so it holds nobody up: who wants the task claims it again. */
const ENDS_UNTOLD = 1

export const TASK_EVOLVE: Evolve<TaskEvent> = {
  // A substitute claims for the other.
  taskClaimed: (state, event, { by }) => heldBy(state, event, sitsAs(by)),
  taskReleased: (state, { task }) => withClaims(state, others(state, task)),
  taskReassigned: (state, event) => heldBy(state, event, event.to),
  taskClaimEnded: (state, { task }) => withClaims(state, others(state, task)),
}

const others = ({ claims = [] }: ProjectState, task: string) => claims.filter((claim) => claim.task !== task)

const heldBy = (
  state: ProjectState,
  { v, task }: { v: number; task: string },
  person: PersonId | null,
): ProjectState =>
  person === null || v === ENDS_UNTOLD ? state : withClaims(state, [...others(state, task), { task, person }])

/** A state without claims has no such field. */
function withClaims({ claims: _before, ...state }: ProjectState, claims: TaskClaim[]): ProjectState {
  return claims.length > 0 ? { ...state, claims } : state
}

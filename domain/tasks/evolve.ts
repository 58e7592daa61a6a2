import type { PersonId } from '../ids.ts'
import type { Evolve } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import { sitsAs } from '../substitution/substitution.ts'
import type { TaskEvent } from './events.ts'
import { openSeatKeys } from './seats.ts'
import { tasksOf } from './tasks-of.ts'

export const TASK_EVOLVE: Evolve<TaskEvent> = {
  // A substitute claims for the other.
  taskClaimed: (state, { task }, { by }) => {
    const holder = sitsAs(by)
    return holder === null ? state : heldBy(state, task, holder)
  },
  taskReleased: (state, { task }) => ({ ...state, claims: others(state, task) }),
  taskReassigned: (state, { task, to }) => heldBy(state, task, to),
}

const others = ({ claims = [] }: ProjectState, task: string) => claims.filter((claim) => claim.task !== task)

const heldBy = (state: ProjectState, task: string, person: PersonId): ProjectState => ({
  ...state,
  claims: [...others(state, task), { task, person }],
})

/**
 * Holders end with their tasks, when the seat is made out to somebody, and when they may not vote any more. A state
 * without holders has no such field.
 */
export function withoutEndedClaims(state: ProjectState): ProjectState {
  if (!state.claims) return state
  const tasks = tasksOf(state)
  const seats = openSeatKeys(state)
  const { claims, ...rest } = state
  const kept = claims.filter(({ task: key, person }) => {
    const task = tasks.find((one) => one.key === key)
    return task ? !task.isPersonal && !task.barred.includes(`person:${person}`) : seats.includes(key)
  })
  return kept.length > 0 ? { ...rest, claims: kept } : rest
}

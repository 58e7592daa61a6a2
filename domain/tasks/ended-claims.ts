/** Which claims end with a decision. It is recorded with it, so that later rules cannot change who held what. */
import type { TaskEvent } from './claims.ts'
import type { TaskedCase } from './kind.ts'
import { openSeatKeys } from './seats.ts'
import { tasksOf } from './tasks-of.ts'

/** Claims end with their tasks, when the seat is made out to somebody, and when the holder may not vote any more. */
export function endedClaims(of: TaskedCase): TaskEvent[] {
  const { state } = of
  if (!state.claims) return []
  const tasks = tasksOf(of)
  const seats = openSeatKeys(of)
  const isKept = (key: string, person: string): boolean => {
    const task = tasks.find((one) => one.key === key)
    return task ? !task.isPersonal && !task.barred.includes(`person:${person}`) : seats.includes(key)
  }
  return state.claims
    .filter(({ task, person }) => !isKept(task, person))
    .map(({ task }) => ({ type: 'taskClaimEnded', v: 1, task }))
}

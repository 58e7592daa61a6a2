/** Everything that waits for somebody in this state: work of the procedure, and seats of open rounds. */
import type { ProjectState } from '../project/state.ts'
import { workTaskKey } from './keys.ts'
import { roleFor } from './offices.ts'
import { seatTasks } from './seats.ts'
import { barredFrom, type Task } from './task.ts'
import { type Work, workOf } from './work.ts'

export function tasksOf(state: ProjectState): Task[] {
  const claims = state.claims ?? []
  return [...workOf(state).map((work) => workTask(state, work)), ...seatTasks(state)].map((task) => ({
    ...task,
    person: task.person ?? claims.find((claim) => claim.task === task.key)?.person ?? null,
  }))
}

const workTask = (state: ProjectState, { verb, round, org, due, why }: Work): Task => ({
  key: workTaskKey(state.id, verb, round),
  kind: verb,
  verb,
  role: roleFor(verb),
  org,
  person: null,
  isPersonal: false,
  step: null,
  seat: null,
  round,
  since: null,
  ...due,
  why,
  leaderOnly: false,
  barred: barredFrom(state, verb, []),
})

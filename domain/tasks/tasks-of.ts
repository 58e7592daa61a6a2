/** Everything that waits for somebody in this state: work of the procedure, and seats of open rounds. */
import { idOf } from '../case/kind.ts'
import { workTaskKey } from '../case/task-keys.ts'
import type { TaskedCase, Work } from './kind.ts'
import { roleFor } from './offices.ts'
import { seatTasks } from './seats.ts'
import { barredFrom, type Task } from './task.ts'

export function tasksOf(of: TaskedCase): Task[] {
  const { kind, state } = of
  const claims = state.claims ?? []
  return [...kind.workOf(state).map((work) => workTask(of, work)), ...seatTasks(of)].map((task) => ({
    ...task,
    person: task.person ?? claims.find((claim) => claim.task === task.key)?.person ?? null,
  }))
}

const workTask = (of: TaskedCase, { verb, round, org, role, due, why }: Work): Task => ({
  key: workTaskKey(idOf(of.kind, of.state), verb, round),
  kind: verb,
  verb,
  role: role ?? roleFor(of.kind, verb),
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
  barred: barredFrom(of, verb, []),
})

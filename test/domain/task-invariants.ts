/** What must hold of the tasks of any project, whatever happened to it. */

import { expect } from 'vitest'
import { POLICY_V1 } from '#domain/policy.ts'
import { ACTIONS } from '#domain/project/actions.ts'
import { ENDED } from '#domain/project/status.ts'
import { mayTake } from '#domain/tasks/holding.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import type { ProjectDriver } from './project-driver.ts'
import { applicant, approver, lead, leader } from './project-people.ts'

export function expectSoundTasks({ state }: ProjectDriver): void {
  const tasks = tasksOf(state)
  const keys = tasks.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  if (ENDED.includes(state.status)) expect(tasks).toEqual([])
  else expect(tasks.length + state.deadlines.length, state.status).toBeGreaterThan(0)
  for (const task of tasks) {
    expect(ACTIONS[task.verb].roles).toContain(task.role)
    const preparers = [lead, applicant].map((one) => ({ ...one, role: 'approver' as const, isLeader: true }))
    if (ACTIONS[task.verb].decides) {
      expect(preparers.filter((actor) => mayTake(state, task, { actor, policy: POLICY_V1 }))).toEqual([])
    }
    const people = [lead, approver, leader]
    if (task.role !== 'expert' && task.role !== 'financeMinistry') {
      expect(
        people.some((actor) => mayTake(state, task, { actor, policy: POLICY_V1 })),
        task.key,
      ).toBe(true)
    }
  }
}

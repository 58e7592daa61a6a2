/** Invariants of the tasks of any project. */

import { expect } from 'vitest'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { ENDED } from '#domain/project/status.ts'
import { mayClaim } from '#domain/tasks/claim-checks.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import type { ProjectDriver } from './project-driver.ts'
import { applicant, approver, lead, leader } from './project-people.ts'

export function expectSoundTasks({ state }: ProjectDriver): void {
  const tasks = tasksOf(ofProject(state))
  const keys = tasks.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  if (ENDED.includes(state.status)) expect(tasks.filter(({ verb }) => verb !== 'recordService')).toEqual([])
  else expect(tasks.length + state.deadlines.length, state.status).toBeGreaterThan(0)
  for (const task of tasks) {
    expect(PROJECT.actions[task.verb]?.roles).toContain(task.role)
    const preparers = [lead, applicant].map((one) => ({ ...one, role: 'approver' as const, isLeader: true }))
    if (PROJECT.actions[task.verb]?.decides) {
      expect(
        preparers.filter((actor) => mayClaim(ofProject(state), task, { actor, policy: POLICY_V1 })),
      ).toEqual([])
    }
    const people = [lead, approver, leader]
    if (task.role !== 'expert' && task.role !== 'financeMinistry') {
      expect(
        people.some((actor) => mayClaim(ofProject(state), task, { actor, policy: POLICY_V1 })),
        task.key,
      ).toBe(true)
    }
  }
}

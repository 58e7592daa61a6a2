/** Who may take a task, and who may do the acts that it stands for. */
import type { Actor } from '../directory.ts'
import { ACTIONS, type Verb } from '../project/actions.ts'
import { authorize } from '../project/authorize.ts'
import type { ProjectState } from '../project/state.ts'
import { type Check, must } from '../refusal.ts'
import type { Task } from './task.ts'
import { tasksOf } from './tasks-of.ts'
import { waitedFor } from './waited-for.ts'

/** Every reason why the task is not for this actor; who holds it does not matter here. */
export function takingChecks(state: ProjectState, task: Task, actor: Actor): Check[] {
  if (actor.kind === 'system') return [{ code: 'roleMayNot', params: { role: 'system' } }]
  const signs = task.kind === 'confirm'
  return [
    ...authorize(state, ACTIONS[task.verb], actor),
    must(!signs || !task.barred.includes(`person:${actor.person}`), 'samePerson'),
    must(!task.leaderOnly || actor.isLeader, 'leaderNeeded'),
  ]
}

export const mayTake = (state: ProjectState, task: Task, actor: Actor): boolean =>
  takingChecks(state, task, actor).every((check) => check === null)

/** A leader in the task's role, in the unit that it waits for. */
export const manages = (task: Task, actor: Actor): boolean =>
  actor.kind === 'person' && actor.isLeader && actor.role === task.role && actor.orgPath.includes(task.org)

/** The acts of a claimed task are its holder's, leaders not excepted: they reassign it first, with a reason. */
export function heldByAnother(state: ProjectState, verb: Verb, body: unknown, actor: Actor): Check[] {
  if (!state.claims || actor.kind === 'system') return []
  return tasksOf(state)
    .filter((task) => standsFor(state, task, verb, body))
    .map(({ key, person }) =>
      must(person === null || person === actor.person, 'taskHeld', { task: key, holder: person ?? '' }),
    )
}

function standsFor(state: ProjectState, task: Task, verb: Verb, body: unknown): boolean {
  if (task.kind !== 'confirm') return waitedFor(state)?.acts.includes(verb) ?? false
  if (verb !== 'confirm' && verb !== 'object') return false
  // Without a body the question is about any signature.
  const step = (body as { step?: string } | null)?.step
  return step === undefined || step === task.step
}

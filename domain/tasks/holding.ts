/** Who may take a task, and who may do the acts that it stands for. */
import type { Actor } from '../directory.ts'
import { ACTIONS, type Verb } from '../project/actions.ts'
import { authorize } from '../project/authorize.ts'
import type { ProjectState } from '../project/state.ts'
import { type Check, must } from '../refusal.ts'
import { workTaskKey } from './keys.ts'
import { rolesServedBy } from './offices.ts'
import type { Task } from './task.ts'
import { tasksOf } from './tasks-of.ts'
import { workOf } from './work.ts'

/** Every reason why the task is not for this actor; who holds it does not matter here. */
export function takingChecks(state: ProjectState, task: Task, actor: Actor): Check[] {
  if (actor.kind === 'system') return [{ code: 'roleMayNot', params: { role: 'system' } }]
  return task.seat === null
    ? authorize(state, ACTIONS[task.verb], actor)
    : [
        must(task.role === null || task.role === actor.role, 'roleMayNot', { role: actor.role }),
        must(task.org === null || actor.orgPath.includes(task.org), 'outOfScope'),
        must(!task.leaderOnly || actor.isLeader, 'leaderNeeded'),
        must(!hasPrepared(state, task, actor), 'preparerMayNotDecide'),
        must(
          !task.barred.includes(`person:${actor.person}`) || hasPrepared(state, task, actor),
          'samePerson',
        ),
      ]
}

const hasPrepared = (
  { preparers }: ProjectState,
  { verb }: Task,
  actor: Extract<Actor, { kind: 'person' }>,
): boolean =>
  ACTIONS[verb].decides === true &&
  preparers.some(({ person, org }) => person === actor.person || org === actor.org)

export const mayTake = (state: ProjectState, task: Task, actor: Actor): boolean =>
  takingChecks(state, task, actor).every((check) => check === null)

/** A leader whose role looks after the task's, in the unit that it waits for. */
export const manages = ({ role, org }: Task, actor: Actor): boolean =>
  actor.kind === 'person' &&
  actor.isLeader &&
  role !== null &&
  rolesServedBy(actor.role).includes(role) &&
  org !== null &&
  actor.orgPath.includes(org)

/**
 * The acts of a claimed task are its holder's, leaders not excepted: they reassign it first, with a reason. Without
 * a content the question is about any of several that wait. Seats see to it themselves (`review/seats.ts`).
 */
export function heldByAnother(state: ProjectState, verb: Verb, body: unknown, actor: Actor): Check[] {
  if (!state.claims || actor.kind === 'system') return []
  const fields = body as Record<string, unknown> | null
  const keys = workOf(state)
    .filter(({ acts, field, round }) => acts.includes(verb) && (!fields || !field || fields[field] === round))
    .map((work) => workTaskKey(state.id, work.verb, work.round))
  const checks = tasksOf(state)
    .filter(({ key }) => keys.includes(key))
    .map(({ key, person }) =>
      must(person === null || person === actor.person, 'taskHeld', { task: key, holder: person ?? '' }),
    )
  return fields === null && checks.includes(null) ? [] : checks
}

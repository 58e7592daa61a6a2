/** Who may take a task, and who may do the acts that it stands for. */

import { ACTIONS, type Verb } from '../project/actions.ts'
import { authorize } from '../project/authorize.ts'
import { decidingRoots, dutyChecks } from '../project/duties.ts'
import type { Facts } from '../project/facts.ts'
import type { ProjectState } from '../project/state.ts'
import { type Check, must } from '../refusal.ts'
import { roundChecks } from '../review/seats.ts'
import type { Review } from '../review/state.ts'
import { sidesOf, sitsAs } from '../substitution/substitution.ts'
import type { Actor, PersonActor } from '../values/directory.ts'
import { workTaskKey } from './keys.ts'
import { rolesServedBy } from './offices.ts'
import type { Task } from './task.ts'
import { tasksOf } from './tasks-of.ts'
import { workOf } from './work.ts'

/** What taking a task looks at besides the case. */
export type Taker = Pick<Facts, 'actor' | 'policy'>

/** Every reason why the task is not for this actor; who holds it does not matter here. */
export function takingChecks(state: ProjectState, task: Task, taker: Taker): Check[] {
  const { actor } = taker
  if (actor.kind === 'system') return [{ code: 'roleMayNot', params: { role: 'system' } }]
  if (task.seat === null) return authorize(state, ACTIONS[task.verb], taker)
  const review = roundOf(state, task)
  return [
    must(task.role === null || task.role === actor.role, 'roleMayNot', { role: actor.role }),
    must(task.org === null || actor.orgPath.includes(task.org), 'outOfScope'),
    must(!task.leaderOnly || actor.isLeader, 'leaderNeeded'),
    ...dutiesOf(state, task, actor),
    ...(review ? roundChecks({ state, review, facts: taker }) : []),
  ]
}

/** The open round in which the task is a seat; undefined for one that is none. */
export const roundOf = ({ reviews }: ProjectState, task: Task): Review | undefined =>
  task.kind === 'confirm'
    ? reviews.find(({ step, round }) => step === task.step && round === task.round)
    : undefined

/** What keeps them from the act that the task stands for. */
export const dutiesOf = (state: ProjectState, { verb }: Task, actor: PersonActor): Check[] =>
  ACTIONS[verb].decides
    ? dutyChecks(
        state,
        sidesOf(actor),
        decidingRoots(state, ACTIONS[verb].relation, { roles: [actor.role], orgPath: actor.orgPath }),
      )
    : []

export const mayTake = (state: ProjectState, task: Task, taker: Taker): boolean =>
  takingChecks(state, task, taker).every((check) => check === null)

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
      must(person === null || person === sitsAs(actor), 'taskHeld', { task: key, holder: person ?? '' }),
    )
  return fields === null && checks.includes(null) ? [] : checks
}

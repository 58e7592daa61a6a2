/** Who may take a task, and who may do the acts that it stands for. */

import { authorize } from '../case/authorize.ts'
import { decidingRoots, dutyChecks } from '../case/duties.ts'
import { actionOf, idOf } from '../case/kind.ts'
import type { Check } from '../case/refusal.ts'
import { workTaskKey } from '../case/task-keys.ts'
import { sidesOf, sitsAs } from '../case/voices.ts'
import type { ReviewFacts } from '../review/kind.ts'
import { roundChecks } from '../review/seats.ts'
import type { Review, ReviewedState } from '../review/state.ts'
import type { Actor, PersonActor } from '../values/directory.ts'
import type { TaskedCase } from './kind.ts'
import { rolesServedBy } from './offices.ts'
import { must } from './refusals.ts'
import type { Task } from './task.ts'
import { tasksOf } from './tasks-of.ts'

/** What taking a task looks at besides the case. */
export type Taker = Pick<ReviewFacts, 'actor' | 'policy'>

/** Every reason why the task is not for this actor; who holds it does not matter here. */
export function takingChecks(of: TaskedCase, task: Task, taker: Taker): Check[] {
  const { kind, state } = of
  const { actor } = taker
  if (actor.kind === 'system') return [{ code: 'roleMayNot', params: { role: 'system' } }]
  if (task.seat === null) return authorize(kind, state, { entry: actionOf(kind, task.verb), ...taker })
  const review = roundOf(state, task)
  return [
    must(task.role === null || task.role === actor.role, 'roleMayNot', { role: actor.role }),
    must(task.org === null || actor.orgPath.includes(task.org), 'outOfScope'),
    must(!task.leaderOnly || actor.isLeader, 'leaderNeeded'),
    ...dutiesOf(of, task, actor),
    ...(review ? roundChecks({ kind, state, review, facts: taker }) : []),
  ]
}

/** The open round in which the task is a seat; undefined for one that is none. */
export const roundOf = ({ reviews }: ReviewedState, task: Task): Review | undefined =>
  task.kind === 'confirm'
    ? reviews.find(({ step, round }) => step === task.step && round === task.round)
    : undefined

/** What keeps them from the act that the task stands for. */
export function dutiesOf({ kind, state }: TaskedCase, { verb }: Task, actor: PersonActor): Check[] {
  const { decides, relation } = actionOf(kind, verb)
  if (!decides) return []
  const deciding = decidingRoots(state, relation, { roles: [actor.role], orgPath: actor.orgPath })
  return dutyChecks(state, sidesOf(actor), deciding)
}

export const mayTake = (of: TaskedCase, task: Task, taker: Taker): boolean =>
  takingChecks(of, task, taker).every((check) => check === null)

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
export function heldByAnother(
  of: TaskedCase,
  { verb, body }: { verb: string; body: unknown },
  actor: Actor,
): Check[] {
  const { kind, state } = of
  if (!state.claims || actor.kind === 'system') return []
  const fields = body as Record<string, unknown> | null
  const keys = kind
    .workOf(state)
    .filter(({ acts, field, round }) => acts.includes(verb) && (!fields || !field || fields[field] === round))
    .map((work) => workTaskKey(idOf(kind, state), work.verb, work.round))
  const checks = tasksOf(of)
    .filter(({ key }) => keys.includes(key))
    .map(({ key, person }) =>
      must(person === null || person === sitsAs(actor), 'taskHeld', { task: key, holder: person ?? '' }),
    )
  return fields === null && checks.includes(null) ? [] : checks
}

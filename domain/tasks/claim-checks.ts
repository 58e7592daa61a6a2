/** Who may claim a task, and who may do the acts of a claimed task. */

import { authorize } from '../case/authorize.ts'
import { decidingRoots, dutyChecks } from '../case/duties.ts'
import { actionOf, idOf } from '../case/kind.ts'
import { type Check, distinct } from '../case/refusal.ts'
import { must } from '../case/refusals.ts'
import { workTaskKey } from '../case/task-keys.ts'
import { sidesOf, sitsAs } from '../case/voices.ts'
import type { ReviewFacts } from '../review/kind.ts'
import { rankCheck, roundChecks } from '../review/seats.ts'
import type { Review, ReviewedState } from '../review/state.ts'
import { type Actor, type PersonActor, ROLES } from '../values/directory.ts'
import type { TaskedCase } from './kind.ts'
import { rolesServedBy } from './offices.ts'
import { type Task, titleOfTask } from './task.ts'
import { tasksOf } from './tasks-of.ts'

/** The facts that claiming a task needs besides the case. */
export type Claimant = Pick<ReviewFacts, 'actor' | 'policy'>

const SYSTEM = { zh: '系统', en: 'system' } as const

/** Every reason why this actor may not claim the task, except that somebody else holds it. */
export function claimChecks(of: TaskedCase, task: Task, claimant: Claimant): Check[] {
  const { kind, state } = of
  const { actor } = claimant
  if (actor.kind === 'system') return [{ code: 'roleMayNot', params: { role: SYSTEM } }]
  if (task.seat === null) {
    return distinct([
      ...authorize(kind, state, { entry: actionOf(kind, task.verb), ...claimant }),
      // Several organisations may have the same to do, each its own task.
      must(task.org === null || actor.orgPath.includes(task.org), 'outOfScope'),
    ])
  }
  const review = roundOf(state, task)
  return [
    must(task.role === null || task.role === actor.role, 'roleMayNot', { role: ROLES[actor.role] }),
    must(task.org === null || actor.orgPath.includes(task.org), 'outOfScope'),
    rankCheck(task.leaderOnly, actor),
    ...dutiesOf(of, task, actor),
    ...(review ? roundChecks({ kind, state, review, facts: claimant }) : []),
  ]
}

/** The open round to which the task's seat belongs; undefined if the task is no seat. */
export const roundOf = ({ reviews }: ReviewedState, task: Task): Review | undefined =>
  task.kind === 'confirm'
    ? reviews.find(({ step, round }) => step === task.step && round === task.round)
    : undefined

/** Separation of duties for the act of the task. */
export function dutiesOf({ kind, state }: TaskedCase, { verb }: Task, actor: PersonActor): Check[] {
  const { decides, relation } = actionOf(kind, verb)
  if (!decides) return []
  const deciding = decidingRoots(state, relation, { roles: [actor.role], orgPath: actor.orgPath })
  return dutyChecks(state, sidesOf(actor), deciding)
}

export const mayClaim = (of: TaskedCase, task: Task, claimant: Claimant): boolean =>
  claimChecks(of, task, claimant).every((check) => check === null)

/** Whether the actor is a leader in the unit of the task, with a role that serves the task's role. */
export const manages = ({ role, org }: Task, actor: Actor): boolean =>
  actor.kind === 'person' &&
  actor.isLeader &&
  role !== null &&
  rolesServedBy(actor.role).includes(role) &&
  org !== null &&
  actor.orgPath.includes(org)

/**
 * Only the holder of a claimed task may do its acts. A leader must reassign it first, with a reason. If `body` is null, one task that
 * the actor may do is enough. Seats have their own check (`review/seats.ts`).
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
    .map((task) =>
      must(task.person === null || task.person === sitsAs(actor), 'taskHeld', {
        task: titleOfTask(kind, task),
        holder: task.person ?? '',
      }),
    )
  return fields === null && checks.includes(null) ? [] : checks
}

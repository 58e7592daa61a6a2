/** Claim, release, reassign. A claim is a compare-and-set; the refusal names the person who was faster. */

import { authorize } from '../case/authorize.ts'
import { actionOf, idOf } from '../case/kind.ts'
import { type Check, unmetOf } from '../case/refusal.ts'
import { sitsAs } from '../case/voices.ts'
import type { ReviewFacts } from '../review/kind.ts'
import { actorFor, presentCheck, successorChecks } from '../review/named-people.ts'
import { assigneeChecks, assigneePartChecks } from '../review/seats.ts'
import type { PersonId } from '../values/ids.ts'
import type { Infer } from '../values/shape.ts'
import type { TASK_BODIES } from './actions.ts'
import { claimChecks, dutiesOf, manages, mayClaim, roundOf } from './claim-checks.ts'
import type { TaskEvent } from './events.ts'
import type { TaskedCase } from './kind.ts'
import { must } from './refusals.ts'
import { type Task, titleOfTask } from './task.ts'
import { tasksOf } from './tasks-of.ts'

const find = (of: TaskedCase, key: string): Task | undefined => tasksOf(of).find((task) => task.key === key)

type Fits = (task: Task, of: TaskedCase, facts: ReviewFacts) => boolean

const holds: Fits = ({ person, isPersonal }, _of, { actor }) =>
  !isPersonal && person !== null && person === sitsAs(actor)

/** A seat that names a person can be passed on only by that person, by 转办. */
const notPersonal = ({ kind }: TaskedCase, task: Task): Check =>
  must(!task.isPersonal, 'taskIsPersonal', { task: titleOfTask(kind, task), person: task.person ?? '' })

/** `isFree`: whoever holds it, if anybody does, is not in the way. */
const heldCheck = (isFree: boolean, { kind }: TaskedCase, task: Task): Check =>
  must(isFree, 'taskHeld', { task: titleOfTask(kind, task), holder: task.person ?? '' })

/** Every reason why the task cannot be assigned to this person. For a seat: every reason why the person cannot hold the seat. */
function taskAssigneeChecks(
  { kind, state }: TaskedCase,
  { task, to }: { task: Task; to: PersonId },
  facts: ReviewFacts,
): Check[] {
  const review = roundOf(state, task)
  if (review) {
    const at = { kind, state, review, facts }
    const seat = review.seats.find(({ id }) => id === task.seat)
    return [...assigneeChecks(at, to), ...successorChecks(at, seat, to)]
  }
  const entry = facts.named.people.find(({ id }) => id === to)
  if (!entry) return []
  const { decides, ...act } = actionOf(kind, task.verb)
  const people = [to, ...(entry.accounts ?? [])]
  const side = { people, orgPath: entry.orgPath, roles: entry.roles, relation: act.relation }
  const isFit = entry.roles.some(
    (role) =>
      unmetOf(authorize(kind, state, { entry: act, policy: facts.policy, actor: actorFor(entry, role) }))
        .length === 0,
  )
  return [
    presentCheck(facts, to),
    ...(decides ? assigneePartChecks(state, to, side) : []),
    must(isFit, 'personMayNotTake', { person: to }),
  ]
}

/** No condition without the content: all conditions depend on the task. */
const anyTime = (): Check[] => []

type TaskVerb = keyof typeof TASK_BODIES
type TaskBody<V extends TaskVerb> = Infer<(typeof TASK_BODIES)[V]>

/** The rule of an act on a task of a case of any kind. */
export interface TaskRule<Body = unknown> {
  ready: () => Check[]
  rules: (of: TaskedCase, body: Body, facts: ReviewFacts) => Check[]
  events: (of: TaskedCase, body: Body) => TaskEvent[]
}

type TaskRules = { readonly [V in TaskVerb]: TaskRule<TaskBody<V>> }

export const TASK_RULES: TaskRules = {
  claimTask: {
    ready: anyTime,
    rules: (of, { task: key }, facts) => {
      const task = find(of, key)
      if (!task) return [{ code: 'noSuchTask', params: { task: key } }]
      const held = heldCheck(task.person === null, of, task)
      return [...claimChecks(of, task, facts), task.isPersonal ? notPersonal(of, task) : held]
    },
    events: (_of, { task }) => [{ type: 'taskClaimed', v: 2, task }],
  },
  releaseTask: {
    ready: anyTime,
    rules: (of, { task: key }, facts) => {
      const task = find(of, key)
      if (!task) return [{ code: 'noSuchTask', params: { task: key } }]
      if (task.person === null) return [must(false, 'taskNotHeld', { task: titleOfTask(of.kind, task) })]
      if (task.isPersonal) return [notPersonal(of, task)]
      return [heldCheck(holds(task, of, facts), of, task)]
    },
    events: (_of, { task }) => [{ type: 'taskReleased', v: 1, task }],
  },
  reassignTask: {
    ready: anyTime,
    rules: (of, { task: key, to, reasons }, facts) => {
      const { actor } = facts
      const task = find(of, key)
      if (!task) return [{ code: 'noSuchTask', params: { task: key } }]
      return [
        must(manages(task, actor), 'managerNeeded'),
        // A leader who may not decide may not choose who decides either.
        ...(actor.kind === 'person' ? dutiesOf(of, task, actor) : []),
        notPersonal(of, task),
        must(reasons !== undefined, 'handoverReasonsMissing'),
        ...taskAssigneeChecks(of, { task, to }, facts),
        heldCheck(task.person !== to, of, task),
      ]
    },
    events: (of, { task, to, reasons = '' }) => [
      { type: 'taskReassigned', v: 2, task, from: find(of, task)?.person ?? null, to, reasons },
    ],
  },
}

const FITS: Readonly<Record<TaskVerb, Fits>> = {
  claimTask: (task, of, facts) => task.person === null && mayClaim(of, task, facts),
  releaseTask: holds,
  reassignTask: (task, _of, { actor }) => !task.isPersonal && manages(task, actor),
}

export const isTaskVerb = (verb: string): verb is TaskVerb => Object.hasOwn(FITS, verb)

/** For the list of allowed actions, which names no task: at least one task must fit. */
export function someTaskFits(of: TaskedCase, verb: TaskVerb, facts: ReviewFacts): Check[] {
  const fits = tasksOf(of).some((task) => FITS[verb](task, of, facts))
  return [must(fits, 'noSuchTask', { task: idOf(of.kind, of.state) })]
}

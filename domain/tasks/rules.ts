/** Claim, release, reassign: a claim is a compare-and-set, and its loser hears who won. */

import { authorize } from '../case/authorize.ts'
import { actionOf, idOf } from '../case/kind.ts'
import { type Check, unmetOf } from '../case/refusal.ts'
import { sitsAs } from '../case/voices.ts'
import type { ReviewFacts } from '../review/kind.ts'
import { actorFor, presentCheck, successorChecks } from '../review/named-people.ts'
import { giveeChecks, givenPartChecks } from '../review/seats.ts'
import type { PersonId } from '../values/ids.ts'
import type { Infer } from '../values/shape.ts'
import type { TASK_BODIES } from './actions.ts'
import type { TaskEvent } from './events.ts'
import { dutiesOf, manages, mayTake, roundOf, takingChecks } from './holding.ts'
import type { TaskedCase } from './kind.ts'
import { must } from './refusals.ts'
import type { Task } from './task.ts'
import { tasksOf } from './tasks-of.ts'

const find = (of: TaskedCase, key: string): Task | undefined => tasksOf(of).find((task) => task.key === key)

type Fits = (task: Task, of: TaskedCase, facts: ReviewFacts) => boolean

const holds: Fits = ({ person, isPersonal }, _of, { actor }) =>
  !isPersonal && person !== null && person === sitsAs(actor)

/** A seat that is made out to somebody is passed on by 转办 alone, and by nobody else. */
const notPersonal = ({ isPersonal, key, person }: Task): Check =>
  must(!isPersonal, 'taskIsPersonal', { task: key, person: person ?? '' })

/** Everything that keeps somebody from a task that is handed to them: of a seat, what keeps them from the seat. */
function takerChecks(
  { kind, state }: TaskedCase,
  { task, to }: { task: Task; to: PersonId },
  facts: ReviewFacts,
): Check[] {
  const review = roundOf(state, task)
  if (review) {
    const at = { kind, state, review, facts }
    const seat = review.seats.find(({ id }) => id === task.seat)
    return [...giveeChecks(at, to), ...successorChecks(at, seat, to)]
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
    ...(decides ? givenPartChecks(state, to, side) : []),
    must(isFit, 'personMayNotTake', { person: to }),
  ]
}

/** Everything depends on which task it is. */
const anyTime = (): Check[] => []

type TaskVerb = keyof typeof TASK_BODIES
type TaskBody<V extends TaskVerb> = Infer<(typeof TASK_BODIES)[V]>

/** Acts on tasks are written like acts of a kind, on a case of any kind. */
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
      const held = must(task.person === null, 'taskHeld', { task: key, holder: task.person ?? '' })
      return [...takingChecks(of, task, facts), task.isPersonal ? notPersonal(task) : held]
    },
    events: (_of, { task }) => [{ type: 'taskClaimed', v: 2, task }],
  },
  releaseTask: {
    ready: anyTime,
    rules: (of, { task: key }, facts) => {
      const task = find(of, key)
      if (!task) return [{ code: 'noSuchTask', params: { task: key } }]
      if (task.person === null) return [{ code: 'taskNotHeld', params: { task: key } }]
      if (task.isPersonal) return [notPersonal(task)]
      return [must(holds(task, of, facts), 'taskHeld', { task: key, holder: task.person })]
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
        // Whoever may not decide does not choose who does.
        ...(actor.kind === 'person' ? dutiesOf(of, task, actor) : []),
        notPersonal(task),
        must(reasons !== undefined, 'handoverReasonsMissing'),
        ...takerChecks(of, { task, to }, facts),
        must(task.person !== to, 'taskHeld', { task: key, holder: to }),
      ]
    },
    events: (of, { task, to, reasons = '' }) => [
      { type: 'taskReassigned', v: 2, task, from: find(of, task)?.person ?? null, to, reasons },
    ],
  },
}

const FITS: Readonly<Record<TaskVerb, Fits>> = {
  claimTask: (task, of, facts) => task.person === null && mayTake(of, task, facts),
  releaseTask: holds,
  reassignTask: (task, _of, { actor }) => !task.isPersonal && manages(task, actor),
}

export const isTaskVerb = (verb: string): verb is TaskVerb => Object.hasOwn(FITS, verb)

/** For the list of allowed actions, which names no task: at least one fits. */
export function someTaskFits(of: TaskedCase, verb: TaskVerb, facts: ReviewFacts): Check[] {
  const fits = tasksOf(of).some((task) => FITS[verb](task, of, facts))
  return [must(fits, 'noSuchTask', { task: idOf(of.kind, of.state) })]
}

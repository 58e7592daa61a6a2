/** Claim, release, reassign: a claim is a compare-and-set, and its loser hears who won. */

import { ACTIONS } from '../project/actions.ts'
import { authorize } from '../project/authorize.ts'
import type { Facts } from '../project/facts.ts'
import type { Rules } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import { type Check, must, unmetOf } from '../refusal.ts'
import { actorFor, presentCheck, successorChecks } from '../review/named-people.ts'
import { giveeChecks, givenPartChecks } from '../review/seats.ts'
import { sitsAs } from '../substitution/substitution.ts'
import type { PersonId } from '../values/ids.ts'
import type { TASK_BODIES } from './actions.ts'
import { dutiesOf, manages, mayTake, roundOf, takingChecks } from './holding.ts'
import type { Task } from './task.ts'
import { tasksOf } from './tasks-of.ts'

const find = (state: ProjectState, key: string): Task | undefined =>
  tasksOf(state).find((task) => task.key === key)

type Fits = (task: Task, state: ProjectState, facts: Facts) => boolean

const holds: Fits = ({ person, isPersonal }, _state, { actor }) =>
  !isPersonal && person !== null && person === sitsAs(actor)

/** A seat that is made out to somebody is passed on by 转办 alone, and by nobody else. */
const notPersonal = ({ isPersonal, key, person }: Task): Check =>
  must(!isPersonal, 'taskIsPersonal', { task: key, person: person ?? '' })

/** Everything that keeps somebody from a task that is handed to them: of a seat, what keeps them from the seat. */
function takerChecks(state: ProjectState, { task, to }: { task: Task; to: PersonId }, facts: Facts): Check[] {
  const review = roundOf(state, task)
  if (review) {
    const at = { state, review, facts }
    const seat = review.seats.find(({ id }) => id === task.seat)
    return [...giveeChecks(at, to), ...successorChecks(at, seat, to)]
  }
  const entry = facts.named.people.find(({ id }) => id === to)
  if (!entry) return []
  const { decides, ...act } = ACTIONS[task.verb]
  const people = [to, ...(entry.accounts ?? [])]
  const side = { people, orgPath: entry.orgPath, roles: entry.roles, relation: act.relation }
  const isFit = entry.roles.some(
    (role) => unmetOf(authorize(state, act, { ...facts, actor: actorFor(entry, role) })).length === 0,
  )
  return [
    presentCheck(facts, to),
    ...(decides ? givenPartChecks(state, to, side) : []),
    must(isFit, 'personMayNotTake', { person: to }),
  ]
}

/** Everything depends on which task it is. */
const anyTime = (): Check[] => []

export const TASK_RULES: Rules<keyof typeof TASK_BODIES> = {
  claimTask: {
    ready: anyTime,
    rules: (state, { task: key }, facts) => {
      const task = find(state, key)
      if (!task) return [{ code: 'noSuchTask', params: { task: key } }]
      const held = must(task.person === null, 'taskHeld', { task: key, holder: task.person ?? '' })
      return [...takingChecks(state, task, facts), task.isPersonal ? notPersonal(task) : held]
    },
    events: (_state, { task }) => [{ type: 'taskClaimed', v: 2, task }],
  },
  releaseTask: {
    ready: anyTime,
    rules: (state, { task: key }, facts) => {
      const task = find(state, key)
      if (!task) return [{ code: 'noSuchTask', params: { task: key } }]
      if (task.person === null) return [{ code: 'taskNotHeld', params: { task: key } }]
      if (task.isPersonal) return [notPersonal(task)]
      return [must(holds(task, state, facts), 'taskHeld', { task: key, holder: task.person })]
    },
    events: (_state, { task }) => [{ type: 'taskReleased', v: 1, task }],
  },
  reassignTask: {
    ready: anyTime,
    rules: (state, { task: key, to, reasons }, facts) => {
      const { actor } = facts
      const task = find(state, key)
      if (!task) return [{ code: 'noSuchTask', params: { task: key } }]
      return [
        must(manages(task, actor), 'managerNeeded'),
        // Whoever may not decide does not choose who does.
        ...(actor.kind === 'person' ? dutiesOf(state, task, actor) : []),
        notPersonal(task),
        must(reasons !== undefined, 'handoverReasonsMissing'),
        ...takerChecks(state, { task, to }, facts),
        must(task.person !== to, 'taskHeld', { task: key, holder: to }),
      ]
    },
    events: (state, { task, to, reasons = '' }) => [
      { type: 'taskReassigned', v: 2, task, from: find(state, task)?.person ?? null, to, reasons },
    ],
  },
}

const FITS: Readonly<Record<keyof typeof TASK_BODIES, Fits>> = {
  claimTask: (task, state, facts) => task.person === null && mayTake(state, task, facts),
  releaseTask: holds,
  reassignTask: (task, _state, { actor }) => !task.isPersonal && manages(task, actor),
}

export const isTaskVerb = (verb: string): verb is keyof typeof TASK_BODIES => Object.hasOwn(FITS, verb)

/** For the list of allowed actions, which names no task: at least one fits. */
export function someTaskFits(state: ProjectState, verb: keyof typeof TASK_BODIES, facts: Facts): Check[] {
  const fits = tasksOf(state).some((task) => FITS[verb](task, state, facts))
  return [must(fits, 'noSuchTask', { task: `project/${state.id}` })]
}

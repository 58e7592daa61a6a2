/**
 * 签收、退回、改派: taking a task, giving it back, and handing it to somebody by a leader. A claim is a compare-and-set: the refusal names
 * the person who was faster. It ends with its task (`ended-claims.ts`).
 */

import type { ActionEntry } from '../case/action.ts'
import { authorize } from '../case/authorize.ts'
import type { TaskClaim } from '../case/claim.ts'
import type { SharedEvents } from '../case/event-presentation.ts'
import { actionOf, idOf } from '../case/kind.ts'
import { type Check, mustOf, type RefusalEntry, unmetOf } from '../case/refusal.ts'
import type { CaseRefusal } from '../case/refusals.ts'
import type { CaseState } from '../case/state.ts'
import { sitsAs } from '../case/voices.ts'
import { POLICY_DEFAULT, POLICY_ROLES } from '../law/own-policy.ts'
import { actorFor, assigneeChecks, assigneePartChecks, successorChecks } from '../review/assignees.ts'
import type { ReviewFacts } from '../review/kind.ts'
import { presentCheck } from '../review/named-people.ts'
import { SIGNER_ROLES } from '../review/signer-roles.ts'
import type { PersonId } from '../values/ids.ts'
import { type Infer, object, person, prose, type Shape, text } from '../values/shape.ts'
import { claimChecks, dutiesOf, manages, mayClaim, roundOf } from './claim-checks.ts'
import type { TaskedCase } from './kind.ts'
import { type Task, titleOfTask } from './task.ts'
import { tasksOf } from './tasks-of.ts'

const REFUSALS = {
  taskNotHeld: {
    kind: 'state',
    zh: '该待办无人签收：{task}',
    en: 'nobody holds the task: {task}',
    source: POLICY_DEFAULT,
  },
  noSuchTask: {
    kind: 'state',
    zh: '没有这项待办：{task}；请用收件箱所列的完整编号',
    en: 'no task {task} is waiting; name it by its key in the inbox',
    source: POLICY_DEFAULT,
  },
  taskIsPersonal: {
    kind: 'state',
    zh: '该待办指定 {person} 本人办理，只能由其转办：{task}',
    en: 'the task is made out to {person}, who alone may transfer it: {task}',
    source: POLICY_DEFAULT,
  },
  handoverReasonsMissing: {
    kind: 'gate',
    zh: '改派待办须说明理由',
    en: 'a task is handed over with a reason',
    source: POLICY_DEFAULT,
  },
  personMayNotTake: {
    kind: 'gate',
    zh: '{person} 的角色或单位不得办理该待办，请改派他人',
    en: '{person} does not hold the role or the organisation for the task: hand it to somebody else',
    source: POLICY_ROLES,
  },
  managerNeeded: {
    kind: 'forbidden',
    zh: '改派待办须由同一单位的负责人办理',
    en: 'only a leader of the unit that it waits for hands a task to somebody',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<CaseRefusal | keyof typeof REFUSALS>()

/** Who took which task, gave it back, or was given it. With version 2 a claim is open until an event ends it. */
export type TaskEvent =
  | { type: 'taskClaimed'; v: 1 | 2; task: string }
  | { type: 'taskReleased'; v: 1; task: string }
  | { type: 'taskReassigned'; v: 1 | 2; task: string; from: PersonId | null; to: PersonId; reasons: string }
  /** The task is over, made out to somebody, or barred to its holder. */
  | { type: 'taskClaimEnded'; v: 1; task: string }

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

/** An act on a task of a case of any kind. It has no condition without its content: all of them depend on the task. */
interface TaskAct<B> extends ActionEntry {
  body: Shape<B>
  /** For the list of allowed acts, which names no task: it can be done with this one. */
  fits: Fits
  rules(of: TaskedCase, body: B, facts: ReviewFacts): Check[]
  events(of: TaskedCase, body: B): TaskEvent[]
  /** People do it to many cases at once. */
  bulk?: true
}

const act = <B>(entry: TaskAct<B>): TaskAct<B> => entry

/** Everybody whom a case can wait for. Whether it waits for the actor is checked against the task. */
const WAITED_FOR = {
  roles: ['applicant', 'departmentLead', 'departmentFinance', ...SIGNER_ROLES],
  relation: 'signer',
} as const

const taskKey = text(200, '待办编号，如收件箱所列 · its key as in the inbox')

const acts = {
  claimTask: act({
    zh: '签收待办',
    en: 'claim a task',
    ...WAITED_FOR,
    bulk: true,
    body: object({ task: taskKey }),
    fits: (task, of, facts) => task.person === null && mayClaim(of, task, facts),
    rules: (of, { task: key }, facts) => {
      const task = find(of, key)
      if (!task) return [{ code: 'noSuchTask', params: { task: key } }]
      const held = heldCheck(task.person === null, of, task)
      return [...claimChecks(of, task, facts), task.isPersonal ? notPersonal(of, task) : held]
    },
    events: (_of, { task }) => [{ type: 'taskClaimed', v: 2, task }],
  }),
  releaseTask: act({
    zh: '退回待办',
    en: 'release a task',
    ...WAITED_FOR,
    bulk: true,
    body: object({ task: taskKey }),
    fits: holds,
    rules: (of, { task: key }, facts) => {
      const task = find(of, key)
      if (!task) return [{ code: 'noSuchTask', params: { task: key } }]
      if (task.person === null) return [must(false, 'taskNotHeld', { task: titleOfTask(of.kind, task) })]
      if (task.isPersonal) return [notPersonal(of, task)]
      return [heldCheck(holds(task, of, facts), of, task)]
    },
    events: (_of, { task }) => [{ type: 'taskReleased', v: 1, task }],
  }),
  reassignTask: act({
    zh: '改派待办',
    en: 'reassign a task',
    ...WAITED_FOR,
    bulk: true,
    // Without its reasons it is refused by the rules, with whatever else is missing.
    body: object({ task: taskKey, to: person() }, { reasons: prose(4000, 'why it is handed over') }),
    fits: (task, _of, { actor }) => !task.isPersonal && manages(task, actor),
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
  }),
}

/** The record does not say when such a claim ended, so it holds nobody up: who wants the task claims it again. */
const ENDS_UNTOLD = 1

const others = ({ claims = [] }: CaseState, task: string) => claims.filter((claim) => claim.task !== task)

const heldBy = (
  state: CaseState,
  { v, task }: { v: number; task: string },
  person: PersonId | null,
): CaseState =>
  person === null || v === ENDS_UNTOLD ? state : withClaims(state, [...others(state, task), { task, person }])

/** A state without claims has no such field. */
function withClaims({ claims: _before, ...state }: CaseState, claims: TaskClaim[]): CaseState {
  return claims.length > 0 ? { ...state, claims } : state
}

const events: SharedEvents<CaseState, TaskEvent> = {
  taskClaimed: {
    // A substitute claims for the other.
    evolve: (state, event, { by }) => heldBy(state, event, sitsAs(by)),
    notice: null,
    history: { zh: '待办签收', en: 'A task was claimed' },
    forCommissioned: true,
  },
  taskReleased: {
    evolve: (state, { task }) => withClaims(state, others(state, task)),
    notice: null,
    history: { zh: '待办退回', en: 'A task was given back' },
    forCommissioned: true,
  },
  taskReassigned: {
    evolve: (state, event) => heldBy(state, event, event.to),
    notice: null,
    history: { zh: '待办改派', en: 'A task was handed to somebody' },
    forCommissioned: true,
  },
  taskClaimEnded: {
    evolve: (state, { task }) => withClaims(state, others(state, task)),
    notice: null,
    history: { zh: '签收失效', en: 'A claim ended' },
    forCommissioned: true,
  },
}

/** All that is done with tasks; no two subjects, so one topic. */
export const CLAIMS = { acts, events, refusals: REFUSALS }

export type TaskVerb = keyof typeof acts
export type TaskBody<V extends TaskVerb> = Infer<(typeof acts)[V]['body']>

// biome-ignore lint/suspicious/noExplicitAny: the body was checked against the act's own shape.
export const taskActOf = (verb: TaskVerb): TaskAct<any> => acts[verb]

export const isTaskVerb = (verb: string): verb is TaskVerb => Object.hasOwn(acts, verb)

/** For the list of allowed actions, which names no task: at least one task must fit. */
export function someTaskFits(of: TaskedCase, verb: TaskVerb, facts: ReviewFacts): Check[] {
  const fits = tasksOf(of).some((task) => acts[verb].fits(task, of, facts))
  return [must(fits, 'noSuchTask', { task: idOf(of.kind, of.state) })]
}

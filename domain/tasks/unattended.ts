/**
 * Tasks that nobody can do any more, because whoever could has left: what is told of one, to whom, and what there is to do.
 * The case itself does not change: who is there is a fact of the directory.
 */

import { actionOf, type CaseKind } from '../case/kind.ts'
import type { Review } from '../review/state.ts'
import { ADMINISTRATIVE, type OrgId, ROLES, type Role } from '../values/directory.ts'
import type { PersonId } from '../values/ids.ts'
import type { Instant } from '../values/plain-date.ts'
import { filled } from '../values/template.ts'
import type { TaskedCase } from './kind.ts'
import { rolesServedBy } from './offices.ts'
import { officeOfAct } from './seats.ts'
import type { Task } from './task.ts'
import { tasksOf } from './tasks-of.ts'

/** What is the matter. {role} and {act} are filled in. */
export const UNATTENDED = {
  holderLeft: { zh: '签收人已离任，待办无人办理：{act}', en: 'Whoever holds this task has left: {act}' },
  signerLeft: {
    zh: '席位指定的人员已离任，无人签署：{act}',
    en: 'The person whose seat this is has left: {act}',
  },
  adviserLeft: {
    zh: '受委派反馈意见的人员已离任：{act}',
    en: 'Whoever was asked for advice has left: {act}',
  },
  signersGone: { zh: '已无人可以签署：{act}', en: 'Nobody is left who could sign this: {act}' },
  officeEmpty: { zh: '已无{role}可以办理：{act}', en: 'There is no {role} left for this: {act}' },
} as const satisfies Record<string, { zh: string; en: string }>

export type UnattendedKind = keyof typeof UNATTENDED

/** Somebody of an office. */
export interface Attendant {
  id: PersonId
  /** Their bureau and all above it. */
  orgPath: readonly OrgId[]
  isLeader: boolean
}

/** Who is there, by the directory on a day. */
export interface Attendance {
  isThere: (person: PersonId) => boolean
  /** Everybody in the role, in the organisation or below it. */
  inOffice: (role: Role, org: OrgId) => readonly Attendant[]
}

type Acts = Pick<CaseKind, 'name' | 'actions'>

type Waiting = Pick<
  Task,
  'kind' | 'verb' | 'role' | 'org' | 'person' | 'isPersonal' | 'seat' | 'leaderOnly' | 'barred' | 'why'
>

/** Why nobody can do the task; null while somebody can, or where nobody is asked. */
export function unattendedAs(kind: Acts, task: Waiting, there: Attendance): UnattendedKind | null {
  const { role, org, person, seat } = task
  if (person !== null) return task.why === 'copied' || there.isThere(person) ? null : leftAs(task)
  if (role === null || org === null) return null
  const roles = rolesDoing(kind, task)
  const isAttended = roles.some((one) => there.inOffice(one, org).some((each) => mayDo(task, each)))
  if (isAttended) return null
  return seat === null ? 'officeEmpty' : 'signersGone'
}

function leftAs({ kind, isPersonal }: Waiting): UnattendedKind {
  if (kind === 'advise') return 'adviserLeft'
  return isPersonal ? 'signerLeft' : 'holderLeft'
}

/** A seat asks for its role, other work for any that may do the act. */
export const rolesDoing = (
  kind: Acts,
  { seat, role, verb }: Pick<Task, 'seat' | 'role' | 'verb'>,
): readonly Role[] => (seat !== null && role !== null ? [role] : actionOf(kind, verb).roles)

const mayDo = ({ leaderOnly, barred }: Waiting, { id, orgPath, isLeader }: Attendant): boolean =>
  (isLeader || !leaderOnly) &&
  !barred.includes(`person:${id}`) &&
  !orgPath.some((org) => barred.includes(`org:${org}`))

/** The words of it. */
export function wordsOfUnattended(
  kind: Acts,
  as: UnattendedKind,
  { verb, role }: Pick<Task, 'verb' | 'role'>,
): { zh: string; en: string } {
  return filled(UNATTENDED[as], {
    act: actionOf(kind, verb),
    role: role === null ? '' : ROLES[role],
  })
}

/** What is told once, and to be looked at again before it is. */
export interface UnattendedNotice {
  event: UnattendedKind
  at: Instant
  /** Its key. */
  task: string
  /** Who has left; null where an office is empty. */
  person: PersonId | null
}

/** The task, if it still waits for the same person or office. */
export const stillWaiting = (
  of: TaskedCase,
  { task, person }: Pick<UnattendedNotice, 'task' | 'person'>,
): Task | undefined => tasksOf(of).find((one) => one.key === task && one.person === person)

/** People who can do something about it: by name, or everybody in these roles, or only their leaders. */
export interface Helpers {
  people: PersonId[]
  roles: Role[]
  org: OrgId | null
  leadersOnly: boolean
}

/** Whom it is for, in this order: those come next of whom there is nobody. */
export function helpersFor(
  of: TaskedCase,
  { as, task }: { as: UnattendedKind; task: Task },
  planningAuthority: OrgId,
): Helpers[] {
  return [
    ...nearest(of, as, task),
    leadersOf(['approver'], of.state.authority, false),
    leadersOf(['approver'], planningAuthority),
  ]
}

function nearest(of: TaskedCase, as: UnattendedKind, task: Task): Helpers[] {
  const review = of.state.reviews.find(({ step, round }) => step === task.step && round === task.round)
  switch (as) {
    case 'holderLeft':
      return [leadersOf(managing(task.role), task.org)]
    case 'officeEmpty':
      return [leadersOf(BUSINESS, task.org)]
    case 'adviserLeft':
      return review ? seatHolder(review, task) : []
    case 'signerLeft':
    case 'signersGone':
      return review ? panelOf(of, review) : []
  }
}

const BUSINESS = (Object.keys(ROLES) as Role[]).filter((role) => !ADMINISTRATIVE.includes(role))

const managing = (role: Role | null): Role[] =>
  BUSINESS.filter((one) => role !== null && rolesServedBy(one).includes(role))

const leadersOf = (roles: Role[], org: OrgId | null, leadersOnly = true): Helpers => ({
  ...{ people: [], roles, org, leadersOnly },
})

const named = (people: (PersonId | null | undefined)[]): Helpers => ({
  ...{
    people: people.filter((one) => one !== null && one !== undefined),
    roles: [],
    org: null,
    leadersOnly: false,
  },
})

/** Who asked for the advice asks somebody else. */
const seatHolder = ({ seats }: Review, { seat }: Task): Helpers[] =>
  seats
    .filter(({ id }) => id === seat)
    .map(({ person, role, org, isLeader }) =>
      person === undefined && role && org ? leadersOf([role], org, isLeader === true) : named([person]),
    )

/** Who proposed it and the chair say who is absent; whoever may do the act adds and removes signers. */
function panelOf(of: TaskedCase, review: Review): Helpers[] {
  const { rule } = review.panel
  const chair = rule.kind === 'chair' ? review.seats.find(({ id }) => id === rule.chair) : undefined
  const { role, org } = officeOfAct(of, review)
  return [named([review.proposedBy, chair?.by ?? chair?.person]), leadersOf(role ? [role] : [], org, false)]
}

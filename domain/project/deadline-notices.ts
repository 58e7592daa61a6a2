/**
 * What a deadline makes people hear: a warning before it, and, when it has passed and the matter is still undone,
 * whoever is above. Planned when the deadline is set; whether it still holds is asked when the moment has come.
 */

import type { Deadline } from '../case/deadline.ts'
import { seatStepOf } from '../review/deadlines.ts'
import { type SeatHolders, seatHolders } from '../tasks/awaited-signatures.ts'
import { addWorkdays, type Calendar, workdaysBefore } from '../values/calendar.ts'
import {
  dateOf,
  endOfDay,
  type Instant,
  instant,
  msOf,
  type PlainDate,
  startOfDay,
} from '../values/plain-date.ts'
import { DEADLINES, type DeadlineKind } from './deadline.ts'
import { PROJECT } from './kind.ts'
import { ESCALATIONS, type Escalation, type NoticePolicy } from './notice-policy.ts'
import type { Audience } from './notices.ts'
import type { ProjectState } from './state.ts'
import type { ProjectStatus } from './status.ts'

/** Who must act before the deadline passes, beside whom it names. */
export const RESPONSIBLE: Readonly<Record<DeadlineKind, readonly Exclude<Audience, 'named'>[]>> = {
  completeness: ['authority'],
  supplement: ['owner'],
  appraisal: ['agency'],
  decision: ['authority'],
  condition: ['owner'],
  seat: [],
  annualReport: ['owner'],
  rectification: ['owner'],
  resumptionCheck: ['authority'],
  acceptanceApplication: ['owner'],
  acceptanceDecision: ['authority'],
  acceptanceRectification: ['owner'],
  acceptanceReport: ['owner'],
  selfEvaluation: ['owner'],
  postEvaluation: ['agency'],
}

/** Whom a deadline itself names: whoever may hold a seat that is waited for, whoever answers for a condition. */
export function namedOf(
  state: ProjectState,
  deadline: Pick<Deadline<DeadlineKind>, 'kind' | 'round'>,
): SeatHolders[] {
  const step = seatStepOf(PROJECT, deadline)
  if (step) return seatHolders({ kind: PROJECT, state }, step)
  const { kind, round } = deadline
  const condition =
    kind === 'condition' ? state.conditions.open.find(({ number }) => number === round) : undefined
  return condition ? [{ people: [condition.responsible], offices: [], leadersOnly: false, barred: [] }] : []
}

export type DeadlineTold = Pick<Deadline<DeadlineKind>, 'kind' | 'round' | 'dueOn' | 'dueAt'>

/** `workingDays` before the last day, or after it. */
export type DeadlineStep =
  | { event: 'deadlineNear'; workingDays: number }
  | { event: 'deadlineEscalated'; workingDays: number; to: Escalation }

export type DeadlineNotice = DeadlineStep & { deadline: DeadlineTold; at: Instant }

/** The notices of a deadline that was set at `now`; those whose moment has passed already are left out. */
export function deadlineNotices(
  { kind, round, dueOn, dueAt }: DeadlineTold,
  { calendar, policy, now }: { calendar: Calendar; policy: NoticePolicy; now: Instant },
): DeadlineNotice[] {
  const deadline = { kind, round, dueOn, dueAt }
  const opening = (on: PlainDate) => instant(msOf(startOfDay(on)) + policy.officeHours.fromMinute * 60_000)
  const { first, last } = policy.warningWorkingDays[kind]
  const warnings = [...new Set([first, last])].map(
    (workingDays): DeadlineNotice => ({
      ...{ deadline, event: 'deadlineNear', workingDays },
      at: opening(workdaysBefore(calendar, dueOn, workingDays)),
    }),
  )
  const escalations = (STILL_UNDONE[kind] ? ESCALATIONS : []).map((to): DeadlineNotice => {
    const workingDays = policy.escalationWorkingDays[to]
    const at = opening(addWorkdays(calendar, dueOn, workingDays).date)
    return { deadline, event: 'deadlineEscalated', workingDays, to, at }
  })
  return [...warnings, ...escalations].filter(({ workingDays, at }) => workingDays > 0 && at > now)
}

/** Nobody is warned of a date that was moved or lifted, and nothing is escalated that was done meanwhile. */
export function stillHolds(state: ProjectState, notice: Pick<DeadlineNotice, 'event' | 'deadline'>): boolean {
  const { kind, round, dueAt } = notice.deadline
  if (notice.event === 'deadlineNear') {
    return state.deadlines.some((one) => one.kind === kind && one.round === round && one.dueAt === dueAt)
  }
  return hasPassed(state, notice.deadline) && STILL_UNDONE[kind]?.(state, round) === true
}

/** Several conditions may have passed, and only the last passing of a kind is kept; their dates never move. */
const hasPassed = ({ passed }: ProjectState, { kind, dueAt }: DeadlineTold): boolean =>
  kind === 'condition' || passed[kind]?.dueAt === dueAt

const DECIDING: readonly ProjectStatus[] = ['admitted', 'appraising', 'deciding']

type IsUndone = (state: ProjectState, round: number) => boolean

/** After the deadline passed. Null: its passing settles the matter, and nothing is escalated. */
const STILL_UNDONE: Readonly<Record<DeadlineKind, IsUndone | null>> = {
  completeness: ({ status, approval }, round) => status === 'submitted' && approval.round === round,
  supplement: null,
  appraisal: ({ approval }, round) => approval.round === round && approval.appraisal?.report === null,
  decision: ({ status, approval }, round) => DECIDING.includes(status) && approval.round === round,
  condition: ({ conditions }, number) =>
    conditions.open.some((one) => one.number === number && one.isOverdue && one.evidence === null),
  seat: null,
  annualReport: ({ construction }, year) => construction?.overdueYears.includes(year) ?? false,
  rectification: ({ construction }, round) =>
    construction?.rectifications === round && construction.rectification?.submittedOn === null,
  resumptionCheck: ({ construction }, round) =>
    construction?.suspensions === round && construction.suspension !== null,
  acceptanceApplication: ({ acceptance }) => acceptance?.isOverdue ?? false,
  acceptanceDecision: ({ status, acceptance }, round) =>
    status === 'accepting' && acceptance?.round === round,
  acceptanceRectification: ({ status, acceptance }, round) =>
    status === 'acceptanceFailed' && acceptance?.round === round,
  acceptanceReport: ({ acceptance }) => acceptance?.passedOn !== null && acceptance?.reportFiledOn === null,
  selfEvaluation: ({ evaluation }) => evaluation?.selfOverdue === true && evaluation.self === null,
  postEvaluation: ({ evaluation }, round) => evaluation?.post?.round === round && !evaluation.post.report,
}

/** Deadlines that passed and are undone still: what is escalated from now on may follow a policy of today. */
export function undoneDeadlines(state: ProjectState): DeadlineTold[] {
  const passed = Object.entries(state.passed).map(([kind, one]) => ({ kind: kind as DeadlineKind, ...one }))
  const conditions = state.conditions.open.map(({ number, dueOn }) => ({
    ...{ kind: 'condition' as const, round: number, dueAt: endOfDay(dueOn) },
  }))
  return [...passed.filter(({ kind }) => kind !== 'condition'), ...conditions]
    .filter(({ kind, round }) => STILL_UNDONE[kind]?.(state, round) === true)
    .map((one) => ({ ...one, dueOn: dateOf(instant(msOf(one.dueAt) - 1)) }))
}

/** The words of a notice, without names. */
export function wordsOf(notice: DeadlineNotice): { zh: string; en: string } {
  const { kind, dueOn } = notice.deadline
  const { zh, en } = DEADLINES[kind]
  const days = notice.workingDays
  return notice.event === 'deadlineNear'
    ? { zh: `期限将至：${zh}，${dueOn}到期`, en: `A deadline is near: ${en}, due on ${dueOn}` }
    : {
        zh: `逾期${days}个工作日仍未办结：${zh}`,
        en: `Still undone ${days} working days after its due date: ${en}`,
      }
}

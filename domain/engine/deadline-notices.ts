/**
 * Notices of a deadline: a warning before it and, when it has passed and the matter is still not done, an escalation to superiors. They
 * are planned when the deadline is set. When a notice is due, it is checked again whether it still holds.
 */
import type { Deadline } from '../case/deadline.ts'
import { type CaseKind, type Words, wordsIn } from '../case/kind.ts'
import type { ReviewedState } from '../review/state.ts'
import { seatStepOf } from '../review/topics.ts'
import { type SeatHolders, seatHolders } from '../tasks/awaited-signatures.ts'
import { addWorkdays, type Calendar, workdaysBefore } from '../values/calendar.ts'
import { dateOf, type Instant, instant, msOf, type PlainDate, startOfDay } from '../values/plain-date.ts'
import type { AnyCase, Kind } from './kind.ts'
import { ESCALATIONS, type Escalation, type NoticePolicy } from './notice-policy.ts'

export type DeadlineOf = Pick<Deadline, 'kind' | 'round'>

/** The people whom a deadline concerns: holders of seats that have not signed, or people that the kind of case names. */
export function namedOf(of: AnyCase, deadline: DeadlineOf): SeatHolders[] {
  const step = seatStepOf(of.kind, deadline)
  return step ? seatHolders(of, step) : of.kind.namedByDeadline(of.state, deadline)
}

export type NoticeDeadline = Pick<Deadline, 'kind' | 'round' | 'dueOn' | 'dueAt'>

/** `workingDays` before the last day, or after it. */
export type DeadlineStep =
  | { event: 'deadlineNear'; workingDays: number }
  | { event: 'deadlineEscalated'; workingDays: number; to: Escalation }

export type DeadlineNotice = DeadlineStep & { deadline: NoticeDeadline; at: Instant }

interface PlannedBy {
  calendar: Calendar
  policy: NoticePolicy
  now: Instant
}

/** The notices of a deadline that was set at `now`. Notices whose time has passed already are left out. */
export function deadlineNotices(
  { isUndone }: Pick<Kind, 'isUndone'>,
  { kind, round, dueOn, dueAt }: NoticeDeadline,
  { calendar, policy, now }: PlannedBy,
): DeadlineNotice[] {
  const deadline = { kind, round, dueOn, dueAt }
  const opening = (on: PlainDate) => instant(msOf(startOfDay(on)) + policy.officeHours.fromMinute * 60_000)
  const { first, last } = policy.warningWorkingDays[kind] ?? { first: 0, last: 0 }
  const warnings = [...new Set([first, last])].map(
    (workingDays): DeadlineNotice => ({
      ...{ deadline, event: 'deadlineNear', workingDays },
      at: opening(workdaysBefore(calendar, dueOn, workingDays)),
    }),
  )
  const escalations = (isUndone[kind] ? ESCALATIONS : []).map((to): DeadlineNotice => {
    const workingDays = policy.escalationWorkingDays[to]
    const at = opening(addWorkdays(calendar, dueOn, workingDays).date)
    return { deadline, event: 'deadlineEscalated', workingDays, to, at }
  })
  return [...warnings, ...escalations].filter(({ workingDays, at }) => workingDays > 0 && at > now)
}

/** Whether the notice still holds: no warning of a date that was moved or lifted, and no escalation of a matter that is done. */
export function stillHolds(of: AnyCase, notice: Pick<DeadlineNotice, 'event' | 'deadline'>): boolean {
  const { kind, round, dueAt } = notice.deadline
  const isIt = (one: DeadlineOf & { dueAt: Instant }): boolean =>
    one.kind === kind && one.round === round && one.dueAt === dueAt
  if (notice.event === 'deadlineNear') return of.state.deadlines.some(isIt)
  return of.kind.passings(of.state).some(isIt) && undone(of, notice.deadline)
}

const undone = ({ kind: { isUndone }, state }: AnyCase, at: DeadlineOf): boolean =>
  isUndone[at.kind]?.(state, at.round) === true

/** Deadlines that passed while the matter is still not done. A new policy applies to their escalations. */
export const undoneDeadlines = (of: AnyCase): NoticeDeadline[] =>
  of.kind
    .passings(of.state)
    .filter((one) => undone(of, one))
    .map((one) => ({ ...one, dueOn: dateOf(instant(msOf(one.dueAt) - 1)) }))

/** The words of a notice, without names. */
export function wordsOf({ deadlines }: Pick<CaseKind, 'deadlines'>, notice: DeadlineNotice): Words {
  const { kind, dueOn } = notice.deadline
  const { zh, en } = wordsIn(deadlines, kind)
  const days = notice.workingDays
  return notice.event === 'deadlineNear'
    ? { zh: `期限将至：${zh}，${dueOn}到期`, en: `A deadline is near: ${en}, due on ${dueOn}` }
    : {
        zh: `逾期${days}个工作日仍未办结：${zh}`,
        en: `Still undone ${days} working days after its due date: ${en}`,
      }
}

/** Whether the matter of a passed deadline is still not done; null: its passing settles the matter. */
export type IsUndone = Readonly<Record<string, Undone['isUndone'] | null>>

interface Undone {
  // A method, so that the functions of a kind may take the state type of that kind.
  isUndone(state: ReviewedState, round: number): boolean
}

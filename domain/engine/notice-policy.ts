/** The policy on notices: when people are warned, to whom overdue matters are escalated, and office hours. */
import type { NoticeGroup } from '../case/notice.ts'

/** To whom an overdue matter is escalated: the leader of those who must act, then the leader of the planning authority. */
export const ESCALATIONS = ['leader', 'planningAuthority'] as const
export type Escalation = (typeof ESCALATIONS)[number]

/** `K`: the deadlines of the kinds of cases. */
export interface NoticePolicy<K extends string = string> {
  /** Working days before the last day on which people are warned; 0: no such warning. */
  warningWorkingDays: Record<K, { first: number; last: number }>
  /** Working days after the last day; 0: never. */
  escalationWorkingDays: Record<Escalation, number>
  /** Office hours in minutes of the day in Shanghai: warnings are sent at their start; all other hours are quiet hours. */
  officeHours: { fromMinute: number; toMinute: number }
  /** Groups that are always sent at once, whatever the preferences of the person. */
  promptNotices: Record<NoticeGroup, boolean>
}

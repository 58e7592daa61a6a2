/** What the policy says of notices: when people are warned, who hears of what stays undone, and at which hours. */

/** Kinds of notices that a person may switch, gather or put off together. */
export const NOTICE_GROUPS = {
  tasks: { zh: '待办', en: 'something to do' },
  outcomes: { zh: '结果', en: 'what was decided' },
  information: { zh: '知会', en: 'for information' },
  deadlines: { zh: '期限提醒', en: 'deadlines' },
  overdue: { zh: '逾期', en: 'overdue' },
} as const satisfies Record<string, { zh: string; en: string }>

export type NoticeGroup = keyof typeof NOTICE_GROUPS

/** Who hears that something is still undone: the leader of whoever must act, then the planning authority's. */
export const ESCALATIONS = ['leader', 'planningAuthority'] as const
export type Escalation = (typeof ESCALATIONS)[number]

/** `K`: the deadlines of the kinds of cases. */
export interface NoticePolicy<K extends string = string> {
  /** Working days before the last day on which people are warned; 0: no such warning. */
  warningWorkingDays: Record<K, { first: number; last: number }>
  /** Working days after the last day; 0: never. */
  escalationWorkingDays: Record<Escalation, number>
  /** Minutes of the working day in Shanghai: warnings come at its start, quiet hours are the rest. */
  officeHours: { fromMinute: number; toMinute: number }
  /** Groups that are sent at once, whatever a person prefers. */
  promptNotices: Record<NoticeGroup, boolean>
}

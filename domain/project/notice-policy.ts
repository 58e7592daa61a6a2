/** When people are warned of the deadlines of a project, unless policy says otherwise. */
import type { NoticePolicy } from '../engine/notice-policy.ts'
import type { DeadlineKind } from './deadline.ts'

const LONG = { first: 5, last: 1 }
const SHORT = { first: 0, last: 1 }
const YEARLY = { first: 20, last: 5 }

export const NOTICE_POLICY: NoticePolicy<DeadlineKind> = {
  warningWorkingDays: {
    completeness: SHORT,
    supplement: LONG,
    appraisal: LONG,
    decision: LONG,
    condition: LONG,
    seat: SHORT,
    annualReport: YEARLY,
    rectification: LONG,
    resumptionCheck: LONG,
    acceptanceApplication: YEARLY,
    acceptanceDecision: LONG,
    acceptanceRectification: LONG,
    acceptanceReport: LONG,
    selfEvaluation: YEARLY,
    postEvaluation: LONG,
  },
  escalationWorkingDays: { leader: 3, planningAuthority: 10 },
  officeHours: { fromMinute: 9 * 60, toMinute: 17 * 60 + 30 },
  promptNotices: { tasks: false, outcomes: false, information: false, deadlines: false, overdue: true },
}

/**
 * T5: whether an appraisal is commissioned is decided within some working days of the admission. The period is a part of the decision's:
 * it stands still whenever that clock does, and no extension of the decision makes it longer. Letting it pass changes nothing but that
 * superiors hear of it.
 */

import { overdue } from '../../case/notice.ts'
import type { DueDate } from '../../engine/topic.ts'
import { workingDays } from '../../law/policy.ts'
import { LOCAL_FLOWCHART } from '../../law/provisions.ts'
import { type Clock, dueOf } from '../../values/clock.ts'
import { dateOf, endOfDay, maxDate, type PlainDate } from '../../values/plain-date.ts'
import type { Facts } from '../facts.ts'
import type { ProjectState } from '../state.ts'
import type { Deadlines, Events, ProjectTopic } from '../topic.ts'
import { isOfReceived } from './state.ts'

export const COMMISSIONING_POLICY = {
  /** From the admission, to decide whether an appraisal is commissioned. */
  commissioningWorkingDays: workingDays(4, LOCAL_FLOWCHART),
}

export type CommissioningEvent = { type: 'commissioningOverdue'; v: 1; dueOn: PlainDate }

/**
 * The clock of the decision from the day on which the admission was known. Silence admits as of the receipt: the period would be over before
 * anybody could use it.
 */
function clockFrom(clock: Clock, known: PlainDate, allowedWorkingDays: number): Clock {
  const startedOn = maxDate(clock.startedOn, known)
  const pauses = clock.pauses.map((pause) => ({
    ...pause,
    from: maxDate(pause.from, startedOn),
    to: pause.to && maxDate(pause.to, startedOn),
  }))
  return { startedOn, allowedWorkingDays, extendedByWorkingDays: 0, pauses }
}

function dueDates({ status, statusSince, approval }: ProjectState, { calendar, policy }: Facts): DueDate[] {
  if (status !== 'admitted' || !approval.clock) return []
  const { commissioningWorkingDays } = policy.values
  const clock = clockFrom(approval.clock, dateOf(statusSince), commissioningWorkingDays)
  const due = dueOf(clock, calendar)
  if (!due) return []
  const { dueOn, provisional } = due
  const basis = { unit: 'workingDays', clock } as const
  return [{ round: approval.round, dueOn, dueAt: endOfDay(dueOn), provisional, basis }]
}

const events: Events<CommissioningEvent> = {
  commissioningOverdue: {
    // It changes nothing by itself: an appraisal can be commissioned until the decision.
    evolve: (state) => state,
    notice: {
      to: ['authority'],
      zh: '逾期未决定是否委托评估',
      en: 'It was not decided in time whether to commission an appraisal',
      next: overdue(
        '请审批部门立即委托评估，或者作出决定。',
        'The authority is to commission an appraisal at once, or to decide.',
      ),
    },
  },
}

const deadlines: Deadlines<'commissioning'> = {
  commissioning: {
    zh: '决定是否委托评估',
    en: 'whether to commission an appraisal',
    source: LOCAL_FLOWCHART,
    runs: {
      zh: '已受理，未委托评估，且审批时限在计算',
      en: 'admitted, not being appraised, and the clock runs',
    },
    consequence: {
      zh: '逾期，上报督办；仍可委托',
      en: 'overdue and escalated; it can still be commissioned',
    },
    period: 'commissioningWorkingDays',
    due: dueDates,
    passed: (_state, { dueOn }) => [{ type: 'commissioningOverdue', v: 1, dueOn }],
    settledBy: ['commissionAppraisal'],
    responsible: ['authority'],
    isUndone: ({ status, approval }, round) => status === 'admitted' && approval.round === round,
    warnings: { first: 0, last: 1 },
    isCurrent: isOfReceived,
  },
}

export const COMMISSIONING = { events, deadlines } satisfies ProjectTopic

/** The clocks of construction (rulebook §3, T19 to T22). */

import type { PlannedDeadline } from '../../case/deadline.ts'
import { endOfDay, plainDate } from '../../values/plain-date.ts'
import type { DeadlineKind } from '../deadline.ts'
import type { Facts } from '../facts.ts'
import { inWorkdays, type Period } from '../period.ts'
import type { Consequences, DeadlinePlan } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { nextReportYear } from './reports.ts'

export const constructionDeadlines: DeadlinePlan = (state, facts) => [
  ...annualReportDeadline(state),
  ...rectificationDeadline(state, facts),
  ...resumptionDeadline(state, facts),
]

/** "Before year-end" is a date of the law itself: no day off moves it, so it is never provisional. */
function annualReportDeadline(state: ProjectState): PlannedDeadline<DeadlineKind>[] {
  const year = nextReportYear(state)
  if (year === null) return []
  const dueOn = plainDate(`${year}-12-31`)
  const basis = { unit: 'date' } as const
  return [{ kind: 'annualReport', round: year, dueOn, dueAt: endOfDay(dueOn), provisional: false, basis }]
}

function rectificationDeadline(
  { construction }: ProjectState,
  facts: Facts,
): PlannedDeadline<DeadlineKind>[] {
  const order = construction?.rectification
  if (!order || order.submittedOn !== null || order.isOverdue) return []
  const period: Period = {
    kind: 'rectification',
    round: construction.rectifications,
    from: order.orderedOn,
    workingDays: facts.policy.values.rectificationWorkingDays,
  }
  return [inWorkdays(period, facts)]
}

function resumptionDeadline({ construction }: ProjectState, facts: Facts): PlannedDeadline<DeadlineKind>[] {
  const requestedOn = construction?.suspension?.requestedOn
  if (!requestedOn) return []
  const period: Period = {
    kind: 'resumptionCheck',
    round: construction.suspensions,
    from: requestedOn,
    workingDays: facts.policy.values.resumptionCheckWorkingDays,
  }
  return [inWorkdays(period, facts)]
}

export const CONSTRUCTION_CONSEQUENCES: Consequences = {
  annualReport: (_state, { round }) => [{ type: 'annualReportOverdue', v: 1, year: round }],
  rectification: (_state, { dueOn }) => [{ type: 'rectificationOverdue', v: 1, dueOn }],
  resumptionCheck: (_state, { dueOn }) => [{ type: 'resumptionCheckOverdue', v: 1, dueOn }],
}

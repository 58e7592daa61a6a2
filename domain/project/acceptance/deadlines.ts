/** The clocks of acceptance (rulebook §3, T24 to T27). */

import type { PlannedDeadline } from '../../case/deadline.ts'
import { endOfDay } from '../../values/plain-date.ts'
import type { DeadlineKind } from '../deadline.ts'
import type { Facts } from '../facts.ts'
import { inWorkdays } from '../period.ts'
import type { Consequences, DeadlinePlan } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { applicationBasisOf, applicationDueOf } from './due.ts'
import { acceptanceOf } from './state.ts'

export const acceptanceDeadlines: DeadlinePlan = (state, facts) => {
  switch (state.status) {
    case 'completed':
    case 'trialRun':
      return applicationDeadline(state, facts)
    case 'accepting':
      return decisionDeadline(state, facts)
    case 'acceptanceFailed':
      return rectificationDeadline(state, facts)
    case 'accepted':
      return reportDeadline(state, facts)
    default:
      return []
  }
}

/** An application for an extension moves nothing: only its grant does (T25). */
function applicationDeadline(state: ProjectState, facts: Facts): PlannedDeadline<DeadlineKind>[] {
  const { isOverdue, extensions } = acceptanceOf(state)
  if (isOverdue) return []
  const basis = applicationBasisOf(state, facts)
  const { dueOn, provisional } = applicationDueOf(state, facts)
  const round = extensions + 1
  return [{ kind: 'acceptanceApplication', round, dueOn, dueAt: endOfDay(dueOn), provisional, basis }]
}

function decisionDeadline(state: ProjectState, facts: Facts): PlannedDeadline<DeadlineKind>[] {
  const { application, round } = acceptanceOf(state)
  if (!application) return []
  const workingDays = facts.policy.values.acceptanceDecisionWorkingDays
  return [inWorkdays({ kind: 'acceptanceDecision', round, from: application.on, workingDays }, facts)]
}

function rectificationDeadline(state: ProjectState, facts: Facts): PlannedDeadline<DeadlineKind>[] {
  const { failedOn: from, round } = acceptanceOf(state)
  if (!from) return []
  const workingDays = facts.policy.values.acceptanceRectificationWorkingDays
  return [inWorkdays({ kind: 'acceptanceRectification', round, from, workingDays }, facts)]
}

function reportDeadline(state: ProjectState, facts: Facts): PlannedDeadline<DeadlineKind>[] {
  const { passedOn: from, reportFiledOn } = acceptanceOf(state)
  if (!from || reportFiledOn) return []
  const workingDays = facts.policy.values.acceptanceReportWorkingDays
  return [inWorkdays({ kind: 'acceptanceReport', round: 1, from, workingDays }, facts)]
}

export const ACCEPTANCE_CONSEQUENCES: Consequences = {
  acceptanceApplication: (_state, { dueOn }) => [{ type: 'acceptanceOverdue', v: 1, dueOn }],
  acceptanceDecision: (_state, { dueOn }) => [{ type: 'acceptanceDecisionOverdue', v: 1, dueOn }],
  acceptanceRectification: (_state, { dueOn }) => [{ type: 'acceptanceRectificationOverdue', v: 1, dueOn }],
  acceptanceReport: (_state, { dueOn }) => [{ type: 'acceptanceReportOverdue', v: 1, dueOn }],
}

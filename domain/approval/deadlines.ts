/** The clocks of the approval stages (rulebook §3). */
import { addWorkdays } from '../calendar.ts'
import { dueOf } from '../clock.ts'
import { endOfDay, type PlainDate } from '../plain-date.ts'
import type { DeadlineKind, PlannedDeadline } from '../project/deadline.ts'
import type { Facts } from '../project/facts.ts'
import type { Consequences, DeadlinePlan } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import { admission } from './admission.ts'

export const approvalDeadlines: DeadlinePlan = (state, facts) => {
  const { receivedOn, askedOn, ownFault } = state.approval
  const { completenessWorkingDays, supplementWorkingDays } = facts.policy.values
  const completeness = inWorkdays(state, facts, 'completeness', receivedOn, completenessWorkingDays)
  switch (state.status) {
    case 'submitted':
      return [completeness]
    case 'supplementing': {
      const supplement = inWorkdays(state, facts, 'supplement', askedOn ?? receivedOn, supplementWorkingDays)
      return ownFault ? [completeness, supplement] : [supplement]
    }
    case 'admitted':
    case 'appraising':
    case 'deciding':
      return [...appraisalDeadline(state, facts), ...decisionDeadline(state, facts)]
    default:
      return []
  }
}

function inWorkdays(
  { approval }: ProjectState,
  { calendar }: Facts,
  kind: DeadlineKind,
  from: PlainDate,
  workingDays: number,
): PlannedDeadline {
  const { date, provisional } = addWorkdays(calendar, from, workingDays)
  return { kind, round: approval.round, dueOn: date, dueAt: endOfDay(date), provisional }
}

function appraisalDeadline(state: ProjectState, facts: Facts): PlannedDeadline[] {
  const { appraisal } = state.approval
  if (!appraisal || appraisal.report) return []
  return [inWorkdays(state, facts, 'appraisal', appraisal.commissionedOn, appraisal.workingDays)]
}

/** A paused clock has no due date, so no deadline is armed. */
function decisionDeadline({ approval }: ProjectState, { calendar }: Facts): PlannedDeadline[] {
  const due = approval.clock && dueOf(approval.clock, calendar)
  if (!due) return []
  const { dueOn, provisional } = due
  return [{ kind: 'decision', round: approval.round, dueOn, dueAt: endOfDay(dueOn), provisional }]
}

export const APPROVAL_CONSEQUENCES: Consequences = {
  // 许可法32: silence past the last day counts as admission from the receipt date. Never as an approval.
  completeness: ({ approval }, _deadline, facts) =>
    facts.policy.values.silentAdmission ? [admission(facts, approval.receivedOn, true)] : [],
  supplement: () => [{ type: 'withdrawn', v: 1, cause: 'supplementOverdue', reasons: null }],
  appraisal: (_state, { dueOn }) => [{ type: 'appraisalOverdue', v: 1, dueOn }],
  decision: (_state, { dueOn }) => [{ type: 'decisionOverrun', v: 1, dueOn }],
}

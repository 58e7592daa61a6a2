/** The clocks of the approval stages (rulebook §3). */

import type { PlannedDeadline } from '../../case/deadline.ts'
import { dueOf } from '../../values/clock.ts'
import { endOfDay } from '../../values/plain-date.ts'
import type { DeadlineKind } from '../deadline.ts'
import type { Facts } from '../facts.ts'
import { inWorkdays } from '../period.ts'
import type { Consequences, DeadlinePlan } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { admission } from './admission.ts'

export const approvalDeadlines: DeadlinePlan = (state, facts) => {
  const { round, receivedOn, askedOn, ownFault } = state.approval
  const { completenessWorkingDays, supplementWorkingDays } = facts.policy.values
  const completeness = inWorkdays(
    { kind: 'completeness', round, from: receivedOn, workingDays: completenessWorkingDays },
    facts,
  )
  switch (state.status) {
    case 'submitted':
      return [completeness]
    case 'supplementing': {
      const from = askedOn ?? receivedOn
      const supplement = inWorkdays(
        { kind: 'supplement', round, from, workingDays: supplementWorkingDays },
        facts,
      )
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

/** Of the report that an agency was commissioned with; none when it is there. */
export function appraisalDeadline(state: ProjectState, facts: Facts): PlannedDeadline<DeadlineKind>[] {
  const { appraisal, round } = state.approval
  if (!appraisal || appraisal.report) return []
  const { commissionedOn: from, workingDays } = appraisal
  return [inWorkdays({ kind: 'appraisal', round, from, workingDays }, facts)]
}

/** A paused clock has no due date, so no deadline is armed. */
function decisionDeadline({ approval }: ProjectState, { calendar }: Facts): PlannedDeadline<DeadlineKind>[] {
  const { clock, round } = approval
  const due = clock && dueOf(clock, calendar)
  if (!due) return []
  const { dueOn, provisional } = due
  const basis = { unit: 'workingDays', clock } as const
  return [{ kind: 'decision', round, dueOn, dueAt: endOfDay(dueOn), provisional, basis }]
}

export const APPROVAL_CONSEQUENCES: Consequences = {
  // 许可法32: silence past the last day counts as admission from the receipt date. Never as an approval.
  completeness: ({ approval }, _deadline, facts) =>
    facts.policy.values.silentAdmission ? [admission(facts, approval.receivedOn, true)] : [],
  supplement: () => [{ type: 'withdrawn', v: 1, cause: 'supplementOverdue', reasons: null }],
  appraisal: (_state, { dueOn }) => [{ type: 'appraisalOverdue', v: 1, dueOn }],
  decision: (_state, { dueOn }) => [{ type: 'decisionOverrun', v: 1, dueOn }],
}

/** The clocks of operation: the self-evaluation's window and the evaluator's period. */

import type { PlannedDeadline } from '../../case/deadline.ts'
import { endOfDay } from '../../values/plain-date.ts'
import type { DeadlineKind } from '../deadline.ts'
import type { Facts } from '../facts.ts'
import { inWorkdays } from '../period.ts'
import type { Consequences, DeadlinePlan } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { selfEvaluationWindow } from './base-date.ts'

export const evaluationDeadlines: DeadlinePlan = (state, facts) =>
  state.status === 'operating'
    ? [...selfEvaluationDeadline(state, facts), ...postEvaluationDeadline(state, facts)]
    : []

function selfEvaluationDeadline(state: ProjectState, facts: Facts): PlannedDeadline<DeadlineKind>[] {
  const window = selfEvaluationWindow(state, facts)
  if (!window || state.evaluation?.self) return []
  const { lastDay: dueOn, provisional, basis } = window
  return [{ kind: 'selfEvaluation', round: 1, dueOn, dueAt: endOfDay(dueOn), provisional, basis }]
}

function postEvaluationDeadline({ evaluation }: ProjectState, facts: Facts): PlannedDeadline<DeadlineKind>[] {
  const post = evaluation?.post
  if (!post || post.report) return []
  const { round, commissionedOn: from } = post
  const workingDays = facts.policy.values.postEvaluationWorkingDays
  return [inWorkdays({ kind: 'postEvaluation', round, from, workingDays }, facts)]
}

export const EVALUATION_CONSEQUENCES: Consequences = {
  selfEvaluation: (_state, { dueOn }) => [{ type: 'selfEvaluationOverdue', v: 1, dueOn }],
  postEvaluation: (_state, { dueOn, round }) => [{ type: 'postEvaluationOverdue', v: 1, dueOn, round }],
}

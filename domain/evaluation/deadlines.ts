/** The clocks of operation: the self-evaluation's window and the evaluator's period. */
import { addWorkdays } from '../calendar.ts'
import { endOfDay } from '../plain-date.ts'
import type { PlannedDeadline } from '../project/deadline.ts'
import type { Facts } from '../project/facts.ts'
import type { Consequences, DeadlinePlan } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import { selfEvaluationWindow } from './base-date.ts'

export const evaluationDeadlines: DeadlinePlan = (state, facts) =>
  state.status === 'operating'
    ? [...selfEvaluationDeadline(state, facts), ...postEvaluationDeadline(state, facts)]
    : []

function selfEvaluationDeadline(state: ProjectState, facts: Facts): PlannedDeadline[] {
  const window = selfEvaluationWindow(state, facts)
  if (!window || state.evaluation?.self) return []
  const { lastDay, provisional } = window
  return [{ kind: 'selfEvaluation', round: 1, dueOn: lastDay, dueAt: endOfDay(lastDay), provisional }]
}

function postEvaluationDeadline(
  { evaluation }: ProjectState,
  { calendar, policy }: Facts,
): PlannedDeadline[] {
  const post = evaluation?.post
  if (!post || post.report) return []
  const { postEvaluationWorkingDays } = policy.values
  const { date, provisional } = addWorkdays(calendar, post.commissionedOn, postEvaluationWorkingDays)
  return [{ kind: 'postEvaluation', round: post.round, dueOn: date, dueAt: endOfDay(date), provisional }]
}

export const EVALUATION_CONSEQUENCES: Consequences = {
  selfEvaluation: (_state, { dueOn }) => [{ type: 'selfEvaluationOverdue', v: 1, dueOn }],
  postEvaluation: (_state, { dueOn, round }) => [{ type: 'postEvaluationOverdue', v: 1, dueOn, round }],
}

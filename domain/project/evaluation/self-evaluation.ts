/** T29: the owner's self-evaluation, to the approving authority and the Ministry of Finance. */

import type { Check } from '../../case/refusal.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'
import { selfEvaluationWindow } from './base-date.ts'

export const SELF_EVALUATION_RULES: Rules<'submitSelfEvaluation'> = {
  submitSelfEvaluation: {
    ready: (state, facts) => [
      inStatus(state, 'operating'),
      must(!state.evaluation?.self, 'selfEvaluatedAlready', { on: state.evaluation?.self?.on ?? '' }),
      ...windowChecks(state, facts),
    ],
    events: (state, { report, selfScore, achieved }, facts) => {
      const { on } = facts
      const window = selfEvaluationWindow(state, facts)
      const late = window !== null && on > window.lastDay
      return [{ type: 'selfEvaluationSubmitted', v: 1, on, report, selfScore, achieved, late }]
    },
  },
}

function windowChecks(state: ProjectState, facts: Facts): Check[] {
  const window = selfEvaluationWindow(state, facts)
  if (state.status !== 'operating' || !window) return []
  return [
    must(Boolean(state.acceptance?.reportFiledOn), 'selfEvaluationBeforeReport'),
    must(facts.on >= window.firstDay, 'selfEvaluationTooEarly', {
      firstDay: window.firstDay,
      months: facts.policy.values.selfEvaluationFromMonths,
    }),
  ]
}

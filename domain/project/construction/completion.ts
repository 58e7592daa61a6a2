/** T23: 建成 with its initial check, then the trial run. */

import type { Check } from '../../case/refusal.ts'
import type { BodyOf } from '../actions.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'

export const COMPLETION_RULES: Rules<'reportCompletion' | 'startTrialRun'> = {
  reportCompletion: {
    ready: (state) => [inStatus(state, 'building')],
    rules: completionChecks,
    events: (_state, { completedOn, initialCheck, tests }, { on }) => {
      if (initialCheck === undefined) throw new Error('a completion without initial check passed its gates')
      return [{ type: 'constructionCompleted', v: 1, on, completedOn, initialCheck, tests }]
    },
  },
  startTrialRun: {
    ready: (state) => [inStatus(state, 'completed')],
    events: (_state, { protectionFiling }, { on }) => [
      { type: 'trialRunStarted', v: 1, on, protectionFiling },
    ],
  },
}

function completionChecks(
  { construction }: ProjectState,
  { completedOn, initialCheck }: BodyOf<'reportCompletion'>,
  { on }: Facts,
): Check[] {
  const startedOn = construction?.startedOn ?? on
  return [
    must(initialCheck !== undefined, 'initialCheckMissing'),
    must(completedOn <= on, 'completedInFuture', { date: completedOn }),
    must(completedOn >= startedOn, 'completedBeforeStart', { date: completedOn, startedOn }),
  ]
}

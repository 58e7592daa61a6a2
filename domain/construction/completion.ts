/** T23: 建成 with its initial check, then the trial run. */
import type { BodyOf } from '../project/actions.ts'
import type { Facts } from '../project/facts.ts'
import type { Rules } from '../project/rule.ts'
import type { ProjectState } from '../project/state.ts'
import { inStatus } from '../project/status-check.ts'
import { type Check, must } from '../refusal.ts'

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

/** T26: the archive acceptance, and the acceptance itself. */

import type { Check } from '../../case/refusal.ts'
import type { BodyOf } from '../actions.ts'
import { voidedSignature } from '../construction/voiding.ts'
import type { ProjectEvent } from '../events.ts'
import type { Facts } from '../facts.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'
import { heldChecks, wantingIn } from './assessments.ts'
import { acceptanceOf } from './state.ts'
import { ACCEPTANCE_CHECKS } from './words.ts'

type DecideBody = BodyOf<'decideAcceptance'>

export const ACCEPTANCE_DECISION_RULES: Rules<'recordArchiveAcceptance' | 'decideAcceptance'> = {
  recordArchiveAcceptance: {
    ready: (state) => [inStatus(state, 'completed', 'trialRun', 'accepting', 'acceptanceFailed')],
    rules: ({ acceptance }, { verdict, report }) => [
      must(acceptance?.archive !== verdict || acceptance.archiveReport !== report, 'unchanged', {
        pointer: '/report',
      }),
    ],
    events: (state, { verdict, report }, { on }) => [
      { type: 'archiveAcceptanceRecorded', v: 1, on, verdict, report },
      ...voidedSignature(state, 'acceptance'),
    ],
  },
  decideAcceptance: {
    ready: (state) => [inStatus(state, 'accepting')],
    rules: (state, body, facts) =>
      body.verdict === 'pass'
        ? [...passChecks(state, body), ...heldChecks(state, facts)]
        : [must(body.failures.length > 0, 'failuresMissing')],
    events: decision,
  },
}

/** Whatever else was good, one of these unmet and the project may not pass. All are named at once. */
function passChecks({ acceptance }: ProjectState, { checks, failures }: DecideBody): Check[] {
  return [
    must(acceptance?.archive === 'passed', 'archiveNotAccepted'),
    ...ACCEPTANCE_CHECKS.map((check) => must(checks[check].met, 'acceptanceCheckUnmet', { check })),
    must(acceptance?.application?.cryptography !== 'unmet', 'cryptographyAssessmentUnmet'),
    must(failures.length === 0, 'failuresOnPass'),
  ]
}

function decision(state: ProjectState, { verdict, checks, failures }: DecideBody, { on }: Facts) {
  const { round, application, failures: failuresBefore } = acceptanceOf(state)
  if (verdict === 'pass') {
    return [{ type: 'acceptancePassed', v: 1, on, round, checks }] satisfies ProjectEvent[]
  }
  const wanting = wantingIn(checks, application)
  const failed: ProjectEvent = { type: 'acceptanceFailed', v: 1, on, round, checks, failures, wanting }
  const again: ProjectEvent = { type: 'acceptanceFailedAgain', v: 1, failures: failuresBefore + 1 }
  return failuresBefore > 0 ? [failed, again] : [failed]
}

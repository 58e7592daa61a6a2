/** T21 and T22: construction is suspended, resumes after a check, or the project ends. */

import { formatWan } from '../../values/money.ts'
import { releasedFen } from '../budget-sums.ts'
import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import type { ProjectState } from '../state.ts'
import { inStatus } from '../status-check.ts'
import { voidedSignature } from './voiding.ts'

export const SUSPENSION_RULES: Rules<
  'suspendConstruction' | 'requestResumption' | 'resumeConstruction' | 'terminateProject'
> = {
  suspendConstruction: {
    ready: (state) => [inStatus(state, 'building', 'rectifying')],
    events: (_state, { reasons, document, insufficientEvidence }, { on }) => [
      {
        type: 'constructionSuspended',
        v: 1,
        on,
        reasons,
        document,
        insufficientEvidence: insufficientEvidence ?? false,
      },
    ],
  },
  requestResumption: {
    // A better proof may follow; the check's period then starts anew.
    ready: (state) => [inStatus(state, 'suspended')],
    rules: ({ construction }, { proof }) => [
      must(!construction?.suspension?.shown?.includes(proof), 'unchanged', { pointer: '/proof' }),
    ],
    events: (state, { proof }, { on }) => [
      { type: 'resumptionRequested', v: 1, on, proof },
      ...voidedSignature(state, 'resumption'),
    ],
  },
  resumeConstruction: {
    ready: (state) => [
      inStatus(state, 'suspended'),
      must(Boolean(state.construction?.suspension?.requestedOn), 'resumptionProofMissing'),
    ],
    events: (_state, { checkRecord }, { on }) => [{ type: 'constructionResumed', v: 1, on, checkRecord }],
  },
  terminateProject: {
    ready: (state) => [inStatus(state, 'building', 'rectifying', 'suspended')],
    // Interest and penalties are no funds of the project.
    rules: (state, { recoveryFen }) => [
      must(recoveryFen <= releasedFen(state), 'recoveryBeyondReleased', {
        recovery: formatWan(recoveryFen),
        released: formatWan(releasedFen(state)),
      }),
    ],
    events: (_state, body, { on }) => [{ type: 'projectTerminated', v: 1, on, ...body }],
  },
}

/** While it lasts: no release, no procurement, no approval of changes, pending clocks frozen (scenario 6). */
export const isSuspended = ({ status }: ProjectState): boolean => status === 'suspended'

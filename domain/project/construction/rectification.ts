/** T20 and T21: the authority orders rectification, the owner proves it, the authority accepts the proof. */

import { must } from '../refusals.ts'
import type { Rules } from '../rule.ts'
import { inStatus } from '../status-check.ts'
import { voidedSignature } from './voiding.ts'

export const RECTIFICATION_RULES: Rules<
  'orderRectification' | 'submitRectification' | 'acceptRectification'
> = {
  orderRectification: {
    ready: (state) => [inStatus(state, 'building')],
    events: (_state, { reasons, document }, { on }) => [
      { type: 'rectificationOrdered', v: 1, on, reasons, document },
    ],
  },
  submitRectification: {
    // Late or once more: the authority judges what it gets until it accepts or suspends.
    ready: (state) => [inStatus(state, 'rectifying')],
    rules: ({ construction }, { evidence }) => [
      must(!construction?.rectification?.shown?.includes(evidence), 'unchanged', { pointer: '/evidence' }),
    ],
    events: (state, { evidence }, { on }) => [
      { type: 'rectificationSubmitted', v: 1, on, evidence },
      ...voidedSignature(state, 'rectification'),
    ],
  },
  acceptRectification: {
    ready: (state) => [
      inStatus(state, 'rectifying'),
      must(Boolean(state.construction?.rectification?.submittedOn), 'rectificationNotSubmitted'),
    ],
    events: (_state, { checkRecord }, { on }) => [{ type: 'rectificationAccepted', v: 1, on, checkRecord }],
  },
}

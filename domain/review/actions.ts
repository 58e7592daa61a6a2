import type { ActionEntry } from '../project/actions.ts'
import { digest, object, oneOf, prose } from '../shape.ts'
import { REVIEW_STEPS } from './steps.ts'

/** The second person's acts: sign exactly the pending content, or object to it. */
export const REVIEW_BODIES = {
  confirm: object({ step: oneOf(REVIEW_STEPS), contentHash: digest('hash of the content that is signed') }),
  object: object({
    step: oneOf(REVIEW_STEPS),
    contentHash: digest('hash of the content that is objected to'),
    reasons: prose(4000),
  }),
} as const

export const REVIEW_ACTIONS: Readonly<Record<keyof typeof REVIEW_BODIES, ActionEntry>> = {
  confirm: {
    zh: '第二人签署',
    en: 'give the second signature',
    roles: ['approver', 'financeMinistry'],
    relation: 'signer',
    decides: true,
  },
  object: {
    zh: '异议',
    en: 'object to a pending decision',
    roles: ['approver', 'financeMinistry'],
    relation: 'signer',
    decides: true,
  },
}

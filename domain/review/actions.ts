import type { ActionEntry } from '../case/action.ts'
import {
  digest,
  type Infer,
  list,
  object,
  oneOf,
  organisation,
  person,
  prose,
  slug,
} from '../values/shape.ts'
import { POSITIONS } from './joint/changes.ts'
import { VOTES } from './joint/panel.ts'
import { SIGNER_ROLES } from './signer-roles.ts'

const reasons = prose(4000)
/** With it, whoever comes too late never signs on the next seat instead. */
const ownSeat = {
  seat: slug('the seat that is meant; without it, of the free ones the one that fewest others can take'),
}

/** Acts on a round of a joint decision on one of these steps. */
export function reviewBodies<S extends string>(steps: readonly [S, ...S[]]) {
  const step = oneOf(steps)
  /** Every act names the round's content, so that nobody acts on what has changed meanwhile. */
  const round = { step, contentHash: digest('hash of the content that is decided on') }
  return {
    confirm: object({ step, contentHash: digest('hash of the content that is signed') }, ownSeat),
    object: object(
      { step, contentHash: digest('hash of the content that is objected to'), reasons },
      ownSeat,
    ),
    abstain: object(round, { reasons, ...ownSeat }),
    recuse: object({ ...round, reasons: prose(4000, 'the conflict of interest') }),
    markAbsent: object({ ...round, seat: slug('whose holder does not come'), reasons }),
    takeBack: object({ ...round, reasons }),
    addSigner: object(
      { ...round, position: oneOf(POSITIONS), reasons },
      {
        of: slug('seat that the new one stands before, beside or after'),
        person: person(),
        role: oneOf(SIGNER_ROLES),
        org: organisation(),
      },
    ),
    removeSigner: object({ ...round, seat: slug(), reasons }),
    transferSeat: object({ ...round, to: person(), reasons }),
    delegateSeat: object({ ...round, to: person(), reasons }),
    advise: object({ ...round, recommends: oneOf(VOTES), advice: prose(4000) }),
    nudge: object(round),
    copyTo: object({ ...round, people: list(person(), 1, 50) }),
  } as const
}

type ReviewBodies = ReturnType<typeof reviewBodies<string>>
export type ReviewVerb = keyof ReviewBodies
export type ReviewBody<V extends ReviewVerb> = Infer<ReviewBodies[V]>

const signer = { roles: SIGNER_ROLES, relation: 'signer', decides: true } as const

export const REVIEW_ACTIONS = {
  confirm: { zh: '签署同意', en: 'sign a pending decision', ...signer },
  object: { zh: '异议', en: 'object to a pending decision', ...signer },
  abstain: { zh: '弃权', en: 'abstain from a pending decision', ...signer },
  recuse: { zh: '回避', en: 'recuse oneself', ...signer },
  markAbsent: { zh: '记为缺席', en: 'mark a seat absent', ...signer },
  takeBack: { zh: '拿回', en: 'take back', ...signer },
  addSigner: { zh: '加签', en: 'add a signer', ...signer },
  removeSigner: { zh: '减签', en: 'remove a signer', ...signer },
  transferSeat: { zh: '转办', en: 'transfer a seat', ...signer },
  delegateSeat: { zh: '委派', en: 'delegate a seat', ...signer },
  advise: { zh: '反馈意见', en: 'give advice on a delegated seat', ...signer },
  nudge: {
    zh: '催办',
    en: 'nudge',
    roles: [...SIGNER_ROLES, 'applicant', 'departmentLead'],
    relation: 'signer',
  },
  copyTo: { zh: '抄送', en: 'copy', roles: SIGNER_ROLES, relation: 'signer' },
} as const satisfies Readonly<Record<ReviewVerb, ActionEntry>>

/** Acts on a round of a joint decision. */
export const isReviewVerb = (verb: string): verb is ReviewVerb => Object.hasOwn(REVIEW_ACTIONS, verb)

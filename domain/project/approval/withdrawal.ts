/** Withdrawal 撤回: the owner may withdraw until its last document is approved. If it does not supplement in time it counts as having withdrawn (supplement.ts). */

import { NOTHING_TO_DO, outcome } from '../../case/notice.ts'
import { STEP_WITHDRAWAL } from '../../law/own-policy.ts'
import { object, prose } from '../../values/shape.ts'
import { act, DEPARTMENT_LEAD, type Events, type ProjectTopic } from '../topic.ts'
import { APPROVAL_STATUSES, inApproval } from './state.ts'

export type WithdrawalEvent = {
  type: 'withdrawn'
  v: 1
  cause: 'owner' | 'supplementOverdue'
  reasons: string | null
}

const acts = {
  withdraw: act({
    zh: '撤回',
    en: 'withdraw',
    source: STEP_WITHDRAWAL,
    ...DEPARTMENT_LEAD,
    body: object({ reasons: prose(4000, 'written reasons') }),
    from: APPROVAL_STATUSES,
    events: (_state, { reasons }) => [{ type: 'withdrawn', v: 1, cause: 'owner', reasons }],
  }),
}

const events: Events<WithdrawalEvent> = {
  withdrawn: {
    evolve: (state) => ({ ...inApproval(state, { clock: null }), status: 'withdrawn' }),
    notice: {
      to: ['owner', 'authority'],
      zh: '申报已撤回',
      en: 'The application was withdrawn',
      next: outcome(...NOTHING_TO_DO),
    },
    automatic: ({ cause }) =>
      cause === 'supplementOverdue'
        ? { zh: '逾期未补正，视为撤回（系统）', en: 'Withdrawn: the supplement did not arrive (system)' }
        : undefined,
    forCommissioned: true,
  },
}

export const WITHDRAWAL = { acts, events } satisfies ProjectTopic

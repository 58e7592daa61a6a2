/** The system is taken out of operation; its deadlines and open signatures end. */

import { information, NOTHING_TO_DO } from '../../case/notice.ts'
import { STEP_WITHDRAWAL } from '../../law/own-policy.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { document, object, prose } from '../../values/shape.ts'
import { act, DEPARTMENT_LEAD, type Events, type ProjectTopic } from '../topic.ts'

export type RetirementEvent = {
  type: 'systemRetired'
  v: 1
  on: PlainDate
  reasons: string
  document: string
}

const acts = {
  retireSystem: act({
    zh: '系统下线',
    en: 'retire the system',
    source: STEP_WITHDRAWAL,
    ...DEPARTMENT_LEAD,
    body: object({ reasons: prose(4000), document: document('the decision to retire it') }),
    from: ['operating'],
    events: (_state, { reasons, document }, { on }) => [
      { type: 'systemRetired', v: 1, on, reasons, document },
    ],
  }),
}

const events: Events<RetirementEvent> = {
  systemRetired: {
    evolve: (state) => ({ ...state, status: 'retired' }),
    notice: {
      to: ['authority', 'finance'],
      zh: '系统已下线',
      en: 'The system was retired',
      next: information(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
}

export const RETIREMENT = { acts, events } satisfies ProjectTopic

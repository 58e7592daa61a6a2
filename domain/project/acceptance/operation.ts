/** T27: after the acceptance report is filed (report.ts), the system goes into operation. */

import { information } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { MEASURES_ACCEPTANCE_REPORT, MEASURES_OPERATION } from '../../law/provisions.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { date, object } from '../../values/shape.ts'
import { act, DEPARTMENT_LEAD, type Events, type ProjectTopic } from '../topic.ts'
import { inAcceptance } from './state.ts'

const REFUSALS = {
  acceptanceReportNotFiled: {
    kind: 'gate',
    zh: '验收报告尚未备案',
    en: 'the acceptance report has not been filed yet',
    source: MEASURES_ACCEPTANCE_REPORT,
  },
  operationBeforeAcceptance: {
    kind: 'gate',
    zh: '投入运行日期 {date} 早于通过验收日期 {passedOn}',
    en: 'the start of operation {date} is before the acceptance on {passedOn}',
    source: POLICY_DEFAULT,
  },
  operationInFuture: {
    kind: 'input',
    zh: '投入运行日期 {date} 晚于报告日期',
    en: 'the start of operation {date} is later than the report',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export type OperationEvent = { type: 'putIntoOperation'; v: 1; on: PlainDate; operatingSince: PlainDate }

const acts = {
  putIntoOperation: act({
    zh: '投入运行',
    en: 'put into operation',
    source: MEASURES_OPERATION,
    ...DEPARTMENT_LEAD,
    body: object({ operatingSince: date<PlainDate>('投入运行日期') }),
    from: ['accepted'],
    ready: ({ acceptance }) => [must(Boolean(acceptance?.reportFiledOn), 'acceptanceReportNotFiled')],
    rules: ({ acceptance }, { operatingSince: date }, { on }) => {
      const passedOn = acceptance?.passedOn ?? date
      return [
        must(date >= passedOn, 'operationBeforeAcceptance', { date, passedOn }),
        must(date <= on, 'operationInFuture', { date }),
      ]
    },
    events: (_state, { operatingSince }, { on }) => [{ type: 'putIntoOperation', v: 1, on, operatingSince }],
  }),
}

const events: Events<OperationEvent> = {
  putIntoOperation: {
    evolve: (state, { operatingSince }, { by }) => ({
      ...inAcceptance(withPreparer(state, by), { operatingSince }),
      status: 'operating',
    }),
    notice: {
      to: ['authority', 'finance'],
      zh: '系统投入运行',
      en: 'The system is in operation',
      next: information(
        '请建设单位按期开展自评价。',
        'The owner is to evaluate the project within the window.',
      ),
    },
    forCommissioned: true,
  },
}

export const OPERATION = { acts, events, refusals: REFUSALS } satisfies ProjectTopic

/** T23: completion 建成 with its initial check, then the trial run. */

import { information, NOTHING_TO_DO } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { LOCAL_COMPLETION, LOCAL_INITIAL_CHECK } from '../../law/provisions.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { date, document, object } from '../../values/shape.ts'
import { act, DEPARTMENT_LEAD, type Events, type ProjectTopic } from '../topic.ts'
import { BEFORE_ACCEPTANCE } from '../unaccepted-state.ts'
import { inConstruction } from './state.ts'

const REFUSALS = {
  initialCheckMissing: {
    kind: 'gate',
    zh: '未进行初步验收，不得登记建成',
    en: 'completion is not recorded without the report of the initial check',
    source: LOCAL_INITIAL_CHECK,
  },
  completedInFuture: {
    kind: 'input',
    zh: '建成日期 {date} 晚于报告日期',
    en: 'the completion date {date} is later than the report',
    source: POLICY_DEFAULT,
  },
  completedBeforeStart: {
    kind: 'gate',
    zh: '建成日期 {date} 早于开工日期 {startedOn}',
    en: 'the completion date {date} is before the start of construction on {startedOn}',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export type CompletionEvent =
  | {
      type: 'constructionCompleted'
      v: 1
      on: PlainDate
      completedOn: PlainDate
      initialCheck: string
      tests: string
    }
  | { type: 'trialRunStarted'; v: 1; on: PlainDate; protectionFiling: string }

const acts = {
  reportCompletion: act({
    zh: '报告建成',
    en: 'report completion',
    source: LOCAL_COMPLETION,
    ...DEPARTMENT_LEAD,
    body: object(
      { completedOn: date<PlainDate>('建成日期'), tests: document('测试报告') },
      { initialCheck: document('初步验收报告') },
    ),
    from: ['building'],
    rules: ({ construction }, { completedOn, initialCheck }, { on }) => {
      const startedOn = construction?.startedOn ?? on
      return [
        must(initialCheck !== undefined, 'initialCheckMissing'),
        must(completedOn <= on, 'completedInFuture', { date: completedOn }),
        must(completedOn >= startedOn, 'completedBeforeStart', { date: completedOn, startedOn }),
      ]
    },
    events: (_state, { completedOn, initialCheck, tests }, { on }) => {
      if (initialCheck === undefined) throw new Error('a completion without initial check passed its gates')
      return [{ type: 'constructionCompleted', v: 1, on, completedOn, initialCheck, tests }]
    },
  }),
  startTrialRun: act({
    zh: '开始试运行',
    en: 'start the trial run',
    source: LOCAL_COMPLETION,
    ...DEPARTMENT_LEAD,
    body: object({ protectionFiling: document('等级保护备案证明') }),
    from: ['completed'],
    events: (_state, { protectionFiling }, { on }) => [
      { type: 'trialRunStarted', v: 1, on, protectionFiling },
    ],
  }),
}

const events: Events<CompletionEvent> = {
  constructionCompleted: {
    evolve: (state, { completedOn }, { by }) => ({
      ...inConstruction(withPreparer(state, by), () => ({ completedOn })),
      status: 'completed',
      acceptance: BEFORE_ACCEPTANCE,
    }),
    notice: {
      to: ['authority'],
      zh: '项目已建成',
      en: 'The project is completed',
      next: information('请建设单位在期限内申请验收。', 'The owner is to apply for acceptance in time.'),
    },
    forCommissioned: true,
  },
  trialRunStarted: {
    evolve: (state, _event, { by }) => ({ ...withPreparer(state, by), status: 'trialRun' }),
    notice: {
      to: ['authority'],
      zh: '开始试运行',
      en: 'The trial run has started',
      next: information(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
}

export const COMPLETION = { acts, events, refusals: REFUSALS } satisfies ProjectTopic

/**
 * T27: after passing acceptance the owner files the acceptance report with the authority. If it is late, the self-evaluation is
 * blocked until it is filed (rulebook §2.7).
 */

import { information, NOTHING_TO_DO, overdue } from '../../case/notice.ts'
import { withPreparer } from '../../case/parts.ts'
import { mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { inWorkdays } from '../../engine/period.ts'
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { workingDays } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
import { MEASURES_ACCEPTANCE_REPORT, MEASURES_OPERATION, SHENZHEN_DRAFT } from '../../law/provisions.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import { document, object } from '../../values/shape.ts'
import { act, DEPARTMENT_LEAD, type Deadlines, type Events, type ProjectTopic } from '../topic.ts'
import { acceptanceOf, inAcceptance } from './state.ts'

const REFUSALS = {
  acceptanceReportFiledAlready: {
    kind: 'state',
    zh: '验收报告已备案',
    en: 'the acceptance report has been filed already',
    source: MEASURES_ACCEPTANCE_REPORT,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const ACCEPTANCE_REPORT_POLICY = {
  /** From the acceptance to the filing of its report. */
  acceptanceReportWorkingDays: workingDays(15, together(POLICY_DEFAULT, SHENZHEN_DRAFT)),
}

export type AcceptanceReportEvent =
  | { type: 'acceptanceReportFiled'; v: 1; on: PlainDate; report: string }
  | { type: 'acceptanceReportOverdue'; v: 1; dueOn: PlainDate }

const acts = {
  fileAcceptanceReport: act({
    zh: '验收报告备案',
    en: 'file the acceptance report',
    source: MEASURES_OPERATION,
    ...DEPARTMENT_LEAD,
    body: object({ report: document('验收报告') }),
    from: ['accepted'],
    ready: ({ acceptance }) => [must(!acceptance?.reportFiledOn, 'acceptanceReportFiledAlready')],
    events: (_state, { report }, { on }) => [{ type: 'acceptanceReportFiled', v: 1, on, report }],
  }),
}

const events: Events<AcceptanceReportEvent> = {
  acceptanceReportFiled: {
    evolve: (state, { on }, { by }) => inAcceptance(withPreparer(state, by), { reportFiledOn: on }),
    notice: {
      to: ['authority'],
      zh: '验收报告已备案',
      en: 'The acceptance report was filed',
      next: information(...NOTHING_TO_DO),
    },
    forCommissioned: true,
  },
  acceptanceReportOverdue: {
    evolve: (state) => state,
    notice: {
      to: ['owner', 'authority'],
      zh: '验收报告备案逾期，暂不受理自评价',
      en: 'The acceptance report is overdue; the self-evaluation is blocked until it is filed',
      next: overdue('请建设单位立即报送验收报告。', 'The owner is to file the acceptance report at once.'),
    },
    forCommissioned: true,
  },
}

const deadlines: Deadlines<'acceptanceReport'> = {
  acceptanceReport: {
    zh: '验收报告备案',
    en: 'filing of the acceptance report',
    source: POLICY_DEFAULT,
    runs: { zh: '已验收，报告尚未备案', en: 'accepted, report not filed' },
    consequence: {
      zh: '逾期：备案前不受理自评价',
      en: 'overdue: the self-evaluation is blocked until it is filed',
    },
    period: 'acceptanceReportWorkingDays',
    due: (state, facts) => {
      if (state.status !== 'accepted') return []
      const { passedOn: from, reportFiledOn } = acceptanceOf(state)
      if (!from || reportFiledOn) return []
      const { acceptanceReportWorkingDays: workingDays } = facts.policy.values
      return [inWorkdays({ round: 1, from, workingDays }, facts)]
    },
    passed: (_state, { dueOn }) => [{ type: 'acceptanceReportOverdue', v: 1, dueOn }],
    settledBy: ['fileAcceptanceReport'],
    responsible: ['owner'],
    isUndone: ({ acceptance }) => acceptance?.passedOn !== null && acceptance?.reportFiledOn === null,
    warnings: { first: 5, last: 1 },
    // It occurs only once in a project.
    isCurrent: () => true,
  },
}

export const ACCEPTANCE_REPORT = {
  acts,
  events,
  deadlines,
  refusals: REFUSALS,
} satisfies ProjectTopic

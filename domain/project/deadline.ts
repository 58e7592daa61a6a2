/** The deadlines of a project. */
import type { DeadlineEntry } from '../case/deadline.ts'
import { REVIEW_DEADLINES } from '../review/deadlines.ts'

export const DEADLINES = {
  completeness: { zh: '完整性审查', en: 'completeness check', source: '许可法32 [C:S10]' },
  supplement: { zh: '补正', en: 'supplement', source: 'policy default [D]' },
  appraisal: { zh: '评估报告', en: 'appraisal report', source: '[C:S13]' },
  decision: { zh: '审批决定', en: 'decision', source: '许可法42 [C:S10]' },
  condition: { zh: '批复条件', en: 'condition of an approval', source: 'policy default [D]' },
  ...REVIEW_DEADLINES,
  annualReport: { zh: '年度绩效评价报告', en: 'annual performance report', source: '建设管理 ch. R+' },
  rectification: { zh: '整改', en: 'rectification', source: 'policy default [D]' },
  resumptionCheck: { zh: '复工检查', en: 'check before resuming', source: 'policy default [D]' },
  acceptanceApplication: { zh: '申请验收', en: 'application for acceptance', source: '建设管理 ch. R+' },
  acceptanceDecision: { zh: '验收', en: 'acceptance', source: 'policy default [D]' },
  acceptanceRectification: {
    zh: '验收整改',
    en: 'rectification after a failed acceptance',
    source: 'policy default [D]',
  },
  acceptanceReport: {
    zh: '验收报告备案',
    en: 'filing of the acceptance report',
    source: 'policy default [D]',
  },
  selfEvaluation: { zh: '自评价', en: 'self-evaluation', source: '[C:S6]' },
  postEvaluation: { zh: '后评价', en: 'post-evaluation', source: 'policy default [D]' },
} as const satisfies Record<string, DeadlineEntry>

export type DeadlineKind = keyof typeof DEADLINES

import type { Words } from '../case/kind.ts'

/** The steps for which policy may require two persons (rulebook §1, Separation of duties [D]). */
export const STEP_TITLES = {
  commission: { zh: '委托评估', en: 'commission' },
  decision: { zh: '审批决定', en: 'decision' },
  extension: { zh: '延长审批期限', en: 'extension' },
  annualPlan: { zh: '列入年度计划', en: 'annual plan' },
  release: { zh: '拨付资金', en: 'release' },
  rectification: { zh: '责令或认可整改', en: 'rectification' },
  suspension: { zh: '暂停建设', en: 'suspension' },
  resumption: { zh: '复工', en: 'resumption' },
  termination: { zh: '终止', en: 'termination' },
  acceptanceExtension: { zh: '延期验收', en: 'acceptance extension' },
  acceptance: { zh: '验收', en: 'acceptance' },
  postEvaluation: { zh: '委托或采用后评价', en: 'post-evaluation' },
  // Add new steps at the end: the numbers of seat deadlines depend on the position in this table.
  revocation: { zh: '撤销批复', en: 'revocation' },
} as const satisfies Record<string, Words>

export type ReviewStep = keyof typeof STEP_TITLES

/** In the order of `STEP_TITLES`. */
export const REVIEW_STEPS = Object.keys(STEP_TITLES) as [ReviewStep, ...ReviewStep[]]

import type { Words } from '../case/kind.ts'

/** The steps of the procedure that a policy may require two persons for (rulebook §1, Separation of duties [D]). */
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
  // New steps go last: the deadlines of seats are numbered by the place in this table.
  revocation: { zh: '撤销批复', en: 'revocation' },
} as const satisfies Record<string, Words>

export type ReviewStep = keyof typeof STEP_TITLES

/** In the order of that table. */
export const REVIEW_STEPS = Object.keys(STEP_TITLES) as [ReviewStep, ...ReviewStep[]]

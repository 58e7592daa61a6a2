/** Fixed lists of words of a national plan. */
import type { Words } from '../case/kind.ts'

/** What the case is about now: the plan itself, or its amendment. */
export const PLAN_STAGES = {
  planDraft: { zh: '规划编制', en: 'drafting of the plan' },
  planAmendment: { zh: '中期调整', en: 'mid-term amendment' },
} as const satisfies Record<string, Words>

/** What a department says of the draft. */
export const POSITIONS = {
  agree: { zh: '同意', en: 'agrees' },
  object: { zh: '有不同意见', en: 'objects' },
  silent: { zh: '逾期未反馈，视为无意见', en: 'silent: no objection' },
} as const satisfies Record<string, Words>
export type Position = keyof typeof POSITIONS

export const PLAN_FILE_KINDS = {
  planArgument: { zh: '规划论证报告', en: 'argument for the plan' },
  planAssessment: { zh: '中期评估报告', en: 'mid-term assessment' },
  planAnnex: { zh: '规划附件', en: 'annex of the plan' },
} as const satisfies Record<string, Words>

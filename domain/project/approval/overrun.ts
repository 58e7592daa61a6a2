/**
 * T10: the budget estimate of the preliminary design exceeds the rough one of the approved study by more than some percent. The owner
 * then reports it with the design, and the authority may demand a new study (条例12).
 */

import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { percent } from '../../law/policy.ts'
import { INVESTMENT_REGULATION_12 } from '../../law/provisions.ts'
import { isAtMostPercent, subtractFen } from '../../values/money.ts'
import type { Facts } from '../facts.ts'
import { approvalOf, type ProjectState } from '../state.ts'
import type { ProjectTopic } from '../topic.ts'
import type { DecideBody } from './decision.ts'
import type { StageBody } from './submission.ts'

const REFUSALS = {
  overrunReportMissing: {
    kind: 'gate',
    zh: '概算超过估算 {percent}% 以上，须先报告（缺少超概说明）',
    en: 'the budget estimate exceeds the rough estimate by more than {percent}%: the report on it is missing',
    source: INVESTMENT_REGULATION_12,
  },
  returnStageUnfounded: {
    kind: 'gate',
    zh: '仅当概算超过估算 {percent}% 以上时可要求重新报送可行性研究报告',
    en: 'a new feasibility study may be demanded only when the estimate is exceeded by more than {percent}%',
    source: INVESTMENT_REGULATION_12,
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const OVERRUN_POLICY = {
  /** Of the approved estimate: by so much the budget estimate may exceed it; exactly so much passes. */
  estimateOverrunPercent: percent(10, INVESTMENT_REGULATION_12),
}

type Known = Pick<Facts, 'policy'>

function exceedsRoughEstimate(
  state: ProjectState,
  { stage, investmentFen }: Pick<StageBody, 'stage' | 'investmentFen'>,
  limit: number,
): boolean {
  const study = approvalOf(state, 'feasibility')
  if (stage !== 'preliminaryDesign' || !study || investmentFen <= study.approvedFen) return false
  return !isAtMostPercent(subtractFen(investmentFen, study.approvedFen), limit, study.approvedFen)
}

/** The owner submits its report on the overrun with the design. */
export function overrunReportCheck(state: ProjectState, body: StageBody, { policy }: Known): Check {
  const { estimateOverrunPercent: percent } = policy.values
  const isReported = body.files.some(({ kind }) => kind === 'overrunReport')
  return must(isReported || !exceedsRoughEstimate(state, body, percent), 'overrunReportMissing', { percent })
}

/** The authority demands a new study only then; otherwise what comes back is of the same stage. */
export function returnStageCheck(
  state: ProjectState,
  { verdict, returnTo }: Pick<DecideBody, 'verdict' | 'returnTo'>,
  { policy }: Known,
): Check {
  const { estimateOverrunPercent: percent } = policy.values
  const { stage, form } = state.approval
  const sameStage = returnTo === undefined || returnTo === stage
  const newStudy = verdict === 'return' && returnTo === 'feasibility'
  const overrun = exceedsRoughEstimate(state, { stage, investmentFen: form.investmentFen }, percent)
  return must(sameStage || (newStudy && overrun), 'returnStageUnfounded', { percent })
}

export const OVERRUN = { refusals: REFUSALS, policy: OVERRUN_POLICY } satisfies ProjectTopic

/**
 * T10, 条例12: the 10 % test (概算超估算). When the owner submits a preliminary design, the budget estimate is compared with
 * the approved rough estimate; exactly 10 % more is allowed. Track C has no approved study, so there nothing is compared.
 * Above 10 % the owner must file a report with the design (checked in submission.ts), and the authority may return the
 * project to the feasibility study (checked in decision.ts). There is no period. The authority gets the notice of the submission,
 * the owner that of the return.
 */

import { type Check, mustOf, type RefusalEntry } from '../../case/refusal.ts'
import { POLICY_DEFAULT } from '../../law/own-policy.ts'
import { percent } from '../../law/policy.ts'
import { together } from '../../law/provision.ts'
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
    zh: '概算超过估算的幅度大于 {percent}%，报送初步设计时须一并报告：缺少概算超估算情况报告',
    en: 'the budget estimate exceeds the rough estimate by more than {percent}%: the report on it is missing',
    source: INVESTMENT_REGULATION_12,
  },
  returnStageUnfounded: {
    kind: 'gate',
    zh: '只能退回本阶段修改；概算超过估算的幅度大于 {percent}% 的，方可要求重新报送可行性研究报告',
    en: 'a return is to the same stage; a new feasibility study may be demanded only when the budget estimate exceeds the rough one by more than {percent}%',
    source: together(INVESTMENT_REGULATION_12, POLICY_DEFAULT),
  },
} as const satisfies Record<string, RefusalEntry>

const must = mustOf<keyof typeof REFUSALS>()

export const ESTIMATE_OVERRUN_POLICY = {
  /** The budget estimate may exceed the approved rough estimate by at most this percentage (inclusive). */
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

/** With an overrun the owner must submit a report on it with the design. */
export function overrunReportCheck(state: ProjectState, body: StageBody, { policy }: Known): Check {
  const { estimateOverrunPercent: percent } = policy.values
  const isReported = body.files.some(({ kind }) => kind === 'overrunReport')
  return must(isReported || !exceedsRoughEstimate(state, body, percent), 'overrunReportMissing', { percent })
}

/** Only with an overrun may the authority return the project to the study; otherwise a return is to the same stage. */
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

export const ESTIMATE_OVERRUN = { refusals: REFUSALS } satisfies ProjectTopic

/** For each notice its group, and what there is to do next: by whom, whoever reads it. */

import type { UnattendedKind } from '../tasks/unattended.ts'
import type { DeadlineStep } from './deadline-notices.ts'
import type { ProjectEvent } from './events.ts'
import type { NoticeGroup } from './notice-policy.ts'

/**
 * What a notice tells of: an event, a deadline before or after it, that somebody's turn to sign has come, or that nobody is left
 * who could do something.
 */
export type NoticeKind = ProjectEvent['type'] | DeadlineStep['event'] | 'signatureAwaited' | UnattendedKind

export interface NoticeWords {
  group: NoticeGroup
  zh: string
  en: string
}

const words =
  (group: NoticeGroup) =>
  (zh: string, en: string): NoticeWords => ({ group, zh, en })
const task = words('tasks')
const outcome = words('outcomes')
const info = words('information')
const near = words('deadlines')
const overdue = words('overdue')

const NOTHING = ['无需办理。', 'Nothing needs to be done.'] as const
const DECIDE = ['请审批部门办理。', 'The authority is to deal with it.'] as const
const FIX = ['请建设单位按要求办理并报送。', 'The owner is to do what is asked and report it.'] as const
const LATE = ['请责任单位立即办理。', 'Whoever is responsible is to act at once.'] as const
const SIGN = [
  '请查看待签内容，签署同意或提出异议。',
  'Please look at what is to be signed: sign or object.',
] as const
const NO_FUNDS = [
  '请建设单位补报，补报前不再拨付资金。',
  'The owner is to file it; no funds are released before.',
] as const

/** Every event of NOTICES has its words here. */
export const NEXT_STEPS: Readonly<Partial<Record<NoticeKind, NoticeWords>>> = {
  stageSubmitted: task(
    '请审批部门审查材料是否完整，决定是否受理。',
    'The authority is to check it and to admit or decline.',
  ),
  supplementRequested: task(
    '请建设单位在期限内一次补齐材料。',
    'The owner is to complete the documents in time.',
  ),
  supplemented: task(...DECIDE),
  admitted: outcome('请等待审批决定。', 'The decision follows; nothing needs to be done.'),
  admissionDeclined: outcome(
    '请建设单位查看理由，可改正后重新申报。',
    'The owner is to read the reasons and may apply anew.',
  ),
  appraisalCommissioned: task('请评估机构在期限内提交报告。', 'The agency is to submit its report in time.'),
  appraisalReturned: task(
    '请评估机构补充共享意见后重新提交。',
    'The agency is to add its sharing opinion and submit again.',
  ),
  appraised: task('请审批部门作出决定。', 'The authority is to decide.'),
  clockPaused: info(...NOTHING),
  clockResumed: info(...NOTHING),
  decisionExtended: info(...NOTHING),
  stageApproved: outcome(
    '请建设单位查看批复，办理下一环节。',
    'The owner is to read the approval and go on with the next stage.',
  ),
  authorityChanged: info(...NOTHING),
  conditionsSet: task(
    '请建设单位在各自期限内落实批复条件。',
    'The owner is to meet each condition by its own date.',
  ),
  conditionFulfilled: task(
    '请审批部门查看落实情况，决定是否认可。',
    'The authority is to look at the evidence and to accept it or not.',
  ),
  conditionAccepted: outcome(...NOTHING),
  conditionRejected: task(
    '请建设单位按期重新落实并报送材料。',
    'The owner is to show it anew by the date that stands.',
  ),
  conditionOverdue: overdue('请建设单位立即落实批复条件。', 'The owner is to meet the condition at once.'),
  stageRefused: outcome('请建设单位查看理由。', 'The owner is to read the reasons.'),
  decisionRevoked: outcome(
    '请建设单位查看撤销理由和后果。',
    'The owner is to read the grounds and what follows from them.',
  ),
  stageReturned: task(
    '请建设单位修改后重新申报。',
    'The owner is to revise the document and submit it again.',
  ),
  withdrawn: outcome(...NOTHING),
  decisionOverrun: overdue('请审批部门立即作出决定。', 'The authority is to decide at once.'),
  appraisalOverdue: overdue('请评估机构立即提交报告。', 'The agency is to submit its report at once.'),
  constructionStarted: info(...NOTHING),
  performanceReported: info(...NOTHING),
  investmentOverrunReported: task(
    '请审批部门核实原因和资金来源。',
    'The authority is to verify the reasons and the source of the money.',
  ),
  annualReportOverdue: overdue(...NO_FUNDS),
  incidentReported: task(
    '请审批部门研究是否责令整改或暂停建设。',
    'The authority is to consider an order or a suspension.',
  ),
  rectificationOrdered: task(...FIX),
  rectificationSubmitted: task(...DECIDE),
  rectificationAccepted: outcome(...NOTHING),
  rectificationOverdue: overdue(...LATE),
  constructionSuspended: outcome(
    '请建设单位整改后申请复工。',
    'The owner is to rectify and then to ask to resume.',
  ),
  resumptionRequested: task(...DECIDE),
  resumptionCheckOverdue: overdue(...LATE),
  constructionResumed: outcome('请建设单位恢复建设。', 'The owner may go on building.'),
  projectTerminated: outcome('请建设单位交回资金。', 'The owner is to return the funds.'),
  constructionCompleted: info(
    '请建设单位在期限内申请验收。',
    'The owner is to apply for acceptance in time.',
  ),
  trialRunStarted: info(...NOTHING),
  acceptanceExtensionAsked: task(...DECIDE),
  acceptanceExtended: outcome('请建设单位在新的期限内申请验收。', 'The owner is to apply by the new date.'),
  acceptanceExtensionRefused: outcome(
    '请建设单位在原期限内申请验收。',
    'The owner is to apply by the date that stands.',
  ),
  acceptanceOverdue: overdue('请建设单位立即申请验收。', 'The owner is to apply for acceptance at once.'),
  acceptanceApplied: task(...DECIDE),
  acceptanceDecisionOverdue: overdue(...LATE),
  archiveAcceptanceRecorded: outcome(...NOTHING),
  acceptancePassed: outcome('请建设单位报送验收报告备案。', 'The owner is to file the acceptance report.'),
  acceptanceFailed: task(...FIX),
  acceptanceFailedAgain: task(...FIX),
  acceptanceRectificationOverdue: overdue(...LATE),
  acceptanceReportFiled: info(...NOTHING),
  acceptanceReportOverdue: overdue(
    '请建设单位立即报送验收报告。',
    'The owner is to file the acceptance report at once.',
  ),
  putIntoOperation: info(
    '请建设单位按期开展自评价。',
    'The owner is to evaluate the project within the window.',
  ),
  annualPlanListed: info(...NOTHING),
  fundsReleased: info(...NOTHING),
  gateEvidenceRecorded: info(...NOTHING),
  selfEvaluationSubmitted: task(
    '请审批部门决定是否开展后评价。',
    'The authority is to decide on a post-evaluation.',
  ),
  selfEvaluationOverdue: overdue(
    '请建设单位立即报送自评价。',
    'The owner is to submit the self-evaluation at once.',
  ),
  postEvaluationCommissioned: task(
    '请评价机构在期限内提交报告。',
    'The evaluator is to submit its report in time.',
  ),
  postEvaluationOverdue: overdue(
    '请评价机构立即提交报告。',
    'The evaluator is to submit its report at once.',
  ),
  postEvaluationSubmitted: task('请审批部门研究采用。', 'The authority is to consider its adoption.'),
  postEvaluationAdopted: outcome(...NOTHING),
  omBasisEmitted: info('请据此安排运行维护经费。', 'O&M funds are arranged on this basis.'),
  omFundsFrozen: outcome(
    '请停止拨付；建设单位改正并经核实后恢复。',
    'Nothing more is paid until the owner has corrected it and that is verified.',
  ),
  systemRetired: info(...NOTHING),
  verdictsVoided: task('如仍需决定，请重新签署。', 'If the decision still stands, it is to be signed anew.'),
  signerAdded: task(...SIGN),
  seatTransferred: task(...SIGN),
  seatDelegated: task('请反馈意见，由委派人签署。', 'Your advice is waited for; whoever asked then signs.'),
  adviceGiven: task('请委派人参考意见后签署。', 'Whoever asked is to sign, with the advice at hand.'),
  reviewNudged: task(...SIGN),
  signatureAwaited: task(...SIGN),
  seatsClosed: task(
    '请审批部门确认仍有人可以签署，必要时加签。',
    'The authority is to see to it that somebody else can sign, or to add a signer.',
  ),
  copiedTo: info(...NOTHING),
  deadlineSet: info('请查看新的到期日。', 'Please look at the new due date.'),
  deadlineNear: near('请在到期日前办理。', 'It is to be done before that day ends.'),
  deadlineEscalated: overdue('请督促办理。', 'Please see to it that it is done.'),
  holderLeft: task(
    '请本单位负责人改派待办（reassign-task）。',
    'A leader of the unit is to hand the task to somebody else (reassign-task).',
  ),
  signerLeft: task(
    '请提出人或组长将席位记为缺席（mark-absent）；加签的席位可以减签（remove-signer），需要时另行加签（add-signer）。',
    'Whoever proposed it, or the chair, is to mark the seat absent (mark-absent); an added seat can be removed (remove-signer) and another signer added (add-signer).',
  ),
  adviserLeft: task(
    '请席位持有人另行委派（delegate-seat）。',
    'The holder of the seat is to ask somebody else for advice (delegate-seat).',
  ),
  signersGone: task(
    '请在组织目录中安排人员，或由提出人、组长将席位记为缺席（mark-absent）后另行加签（add-signer）。',
    'Somebody is to be given the role in the directory; or whoever proposed it, or the chair, marks the seat absent (mark-absent) and another signer is added (add-signer).',
  ),
  officeEmpty: task(
    '请在组织目录中安排承担该角色的人员。',
    'Somebody is to be given this role in the directory of the organisation.',
  ),
}

/** Throws for an event that nobody is told of. */
export function noticeWordsOf(kind: NoticeKind): NoticeWords {
  const found = NEXT_STEPS[kind]
  if (!found) throw new Error(`nobody is told of ${kind}`)
  return found
}

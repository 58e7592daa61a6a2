/** What there is to do next after each event of a project that somebody is told of. */
import { type NoticeWords, nextStep } from '../engine/notice.ts'
import { SHARED_NEXT_STEPS } from '../engine/shared-next-steps.ts'
import type { ProjectEvent } from './events.ts'

const task = nextStep('tasks')
const outcome = nextStep('outcomes')
const info = nextStep('information')
const overdue = nextStep('overdue')

const NOTHING = ['无需办理。', 'Nothing needs to be done.'] as const
const DECIDE = ['请审批部门办理。', 'The authority is to deal with it.'] as const
const FIX = ['请建设单位按要求办理并报送。', 'The owner is to do what is asked and report it.'] as const
const LATE = ['请责任单位立即办理。', 'Whoever is responsible is to act at once.'] as const
const NO_FUNDS = [
  '请建设单位补报，补报前不再拨付资金。',
  'The owner is to file it; no funds are released before.',
] as const

type Told = ProjectEvent['type'] | keyof typeof SHARED_NEXT_STEPS

export const NEXT_STEPS: Readonly<Partial<Record<Told, NoticeWords>>> = {
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
  ...SHARED_NEXT_STEPS,
}

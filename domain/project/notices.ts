/** Which event tells whom what. Texts carry no personal data; the recipient's name is added when it is sent. */

import type { Office } from '../review/events.ts'
import type { PersonId } from '../values/ids.ts'
import type { ProjectEvent } from './events.ts'

/** `named`: whoever the event or the deadline itself names, as people or as roles of organisations. */
export type Audience = 'owner' | 'authority' | 'agency' | 'finance' | 'named'

export interface Named {
  people: PersonId[]
  offices: Office[]
}

export interface Notice {
  to: readonly Audience[]
  zh: string
  en: string
  /** Told only then; by default always. */
  when?: (event: ProjectEvent) => boolean
}

export const NOTICES: Readonly<Partial<Record<ProjectEvent['type'], Notice>>> = {
  authorityChanged: {
    to: ['owner'],
    zh: '审批部门已变更',
    en: 'Another authority decides from now on',
  },
  stageSubmitted: { to: ['authority'], zh: '收到申报材料', en: 'A stage document was submitted' },
  supplementRequested: { to: ['owner'], zh: '请补正材料', en: 'A supplement is asked for' },
  supplemented: { to: ['authority'], zh: '已收到补正材料', en: 'The supplement has arrived' },
  admitted: { to: ['owner'], zh: '申报已受理', en: 'The application was admitted' },
  admissionDeclined: { to: ['owner'], zh: '申报不予受理', en: 'Admission was declined' },
  appraisalCommissioned: { to: ['agency', 'owner'], zh: '已委托评估', en: 'An appraisal was commissioned' },
  appraisalReturned: {
    to: ['agency'],
    zh: '评估报告缺少共享意见，已退回',
    en: 'The appraisal report came back',
  },
  appraised: { to: ['authority'], zh: '评估报告已提交', en: 'The appraisal report has arrived' },
  clockPaused: { to: ['owner'], zh: '审批计时中止', en: 'The decision clock was paused' },
  clockResumed: { to: ['owner'], zh: '审批计时恢复', en: 'The decision clock runs again' },
  decisionExtended: { to: ['owner'], zh: '审批期限延长', en: 'The decision period was extended' },
  stageApproved: { to: ['owner'], zh: '已批复', en: 'The stage was approved' },
  conditionsSet: { to: ['owner'], zh: '批复附有条件', en: 'The approval has conditions' },
  decisionRevoked: {
    to: ['owner', 'authority', 'finance'],
    zh: '批复已撤销',
    en: 'An approval was revoked',
  },
  conditionFulfilled: { to: ['authority'], zh: '批复条件已落实', en: 'A condition was shown to be met' },
  conditionAccepted: { to: ['owner'], zh: '批复条件落实已认可', en: 'A condition is closed' },
  conditionRejected: {
    to: ['owner'],
    zh: '批复条件落实未获认可',
    en: 'The evidence on a condition was rejected',
  },
  conditionOverdue: {
    to: ['owner', 'authority'],
    zh: '批复条件逾期未落实',
    en: 'A condition of the approval is overdue',
  },
  stageRefused: { to: ['owner'], zh: '不予批准', en: 'The stage was refused' },
  stageReturned: { to: ['owner'], zh: '退回修改', en: 'The document was returned for revision' },
  withdrawn: { to: ['owner', 'authority'], zh: '申报已撤回', en: 'The application was withdrawn' },
  decisionOverrun: { to: ['owner', 'authority'], zh: '审批超期', en: 'The decision is overdue' },
  appraisalOverdue: { to: ['authority', 'agency'], zh: '评估超期', en: 'The appraisal is overdue' },
  constructionStarted: { to: ['authority'], zh: '项目已开工', en: 'Construction has started' },
  performanceReported: {
    to: ['authority'],
    zh: '年度绩效评价报告已报送',
    en: 'The annual performance report was filed',
  },
  investmentOverrunReported: {
    to: ['authority', 'finance'],
    zh: '投资执行额超出年度计划或概算',
    en: 'More was executed than planned or approved',
  },
  annualReportOverdue: {
    to: ['owner', 'authority', 'finance'],
    zh: '年度绩效评价报告逾期，暂停拨付',
    en: 'The annual performance report is overdue; no funds are released',
  },
  incidentReported: {
    to: ['authority'],
    zh: '建设单位报告严重逾期或重大损失',
    en: 'The owner reports a serious delay or a major loss',
  },
  rectificationOrdered: { to: ['owner'], zh: '责令整改', en: 'Rectification was ordered' },
  rectificationSubmitted: {
    to: ['authority'],
    zh: '整改情况已报送',
    en: 'The rectification was submitted',
  },
  rectificationAccepted: { to: ['owner'], zh: '整改已认可', en: 'The rectification was accepted' },
  rectificationOverdue: {
    to: ['owner', 'authority'],
    zh: '整改逾期',
    en: 'The rectification is overdue',
  },
  constructionSuspended: {
    to: ['owner', 'finance'],
    zh: '暂停建设，暂停拨付',
    en: 'Construction was suspended; no funds are released',
  },
  resumptionRequested: { to: ['authority'], zh: '申请复工', en: 'The owner asks to resume construction' },
  resumptionCheckOverdue: {
    to: ['owner', 'authority'],
    zh: '复工检查超期',
    en: 'The check before resuming is overdue',
  },
  constructionResumed: { to: ['owner', 'finance'], zh: '同意复工', en: 'Construction may resume' },
  projectTerminated: {
    to: ['owner', 'finance'],
    zh: '项目终止，收回资金',
    en: 'The project was terminated; funds are to be returned',
  },
  constructionCompleted: { to: ['authority'], zh: '项目已建成', en: 'The project is completed' },
  trialRunStarted: { to: ['authority'], zh: '开始试运行', en: 'The trial run has started' },
  acceptanceExtensionAsked: {
    to: ['authority'],
    zh: '申请延期验收',
    en: 'An extension of acceptance is asked for',
  },
  acceptanceExtended: { to: ['owner'], zh: '同意延期验收', en: 'Acceptance was extended' },
  acceptanceExtensionRefused: {
    to: ['owner'],
    zh: '不同意延期验收',
    en: 'The extension of acceptance was refused',
  },
  acceptanceOverdue: {
    to: ['owner', 'authority', 'finance'],
    zh: '逾期未申请验收，不得新报项目',
    en: 'Acceptance was not applied for in time; the owner may start nothing new',
  },
  acceptanceApplied: { to: ['authority'], zh: '收到验收申请', en: 'Acceptance was applied for' },
  acceptanceDecisionOverdue: {
    to: ['owner', 'authority'],
    zh: '验收超期',
    en: 'The decision on acceptance is overdue',
  },
  archiveAcceptanceRecorded: {
    to: ['owner'],
    zh: '档案验收已记录',
    en: 'The archive acceptance was recorded',
  },
  acceptancePassed: { to: ['owner', 'finance'], zh: '通过验收', en: 'The project passed its acceptance' },
  acceptanceFailed: { to: ['owner'], zh: '验收不通过，请整改', en: 'The acceptance failed; please rectify' },
  acceptanceFailedAgain: {
    to: ['owner', 'authority', 'finance'],
    zh: '验收再次不通过，优先后评价并报告资金情况',
    en: 'The acceptance failed again: first in line for a post-evaluation, report on the funds',
  },
  acceptanceRectificationOverdue: {
    to: ['owner', 'authority'],
    zh: '验收整改逾期',
    en: 'The rectification after a failed acceptance is overdue',
  },
  acceptanceReportFiled: {
    to: ['authority'],
    zh: '验收报告已备案',
    en: 'The acceptance report was filed',
  },
  acceptanceReportOverdue: {
    to: ['owner', 'authority'],
    zh: '验收报告备案逾期，暂不受理自评价',
    en: 'The acceptance report is overdue; the self-evaluation is blocked until it is filed',
  },
  putIntoOperation: { to: ['authority', 'finance'], zh: '系统投入运行', en: 'The system is in operation' },
  annualPlanListed: { to: ['owner', 'finance'], zh: '已列入年度计划', en: 'Listed in the annual plan' },
  fundsReleased: { to: ['owner', 'authority'], zh: '资金已拨付', en: 'Funds were released' },
  gateEvidenceRecorded: {
    to: ['owner', 'finance'],
    zh: '运维闸口证据已登记',
    en: 'Evidence on an O&M gate was recorded',
  },
  selfEvaluationSubmitted: {
    to: ['authority', 'finance'],
    zh: '自评价已报送',
    en: 'The self-evaluation was submitted',
  },
  selfEvaluationOverdue: {
    to: ['owner', 'authority', 'finance'],
    zh: '自评价逾期，优先安排后评价',
    en: 'The self-evaluation is overdue: first in line for a post-evaluation',
  },
  postEvaluationCommissioned: {
    to: ['agency', 'owner'],
    zh: '已委托后评价',
    en: 'A post-evaluation was commissioned',
  },
  postEvaluationOverdue: {
    to: ['authority', 'agency'],
    zh: '后评价超期',
    en: 'The post-evaluation is overdue',
  },
  postEvaluationSubmitted: {
    to: ['authority'],
    zh: '后评价报告已提交',
    en: 'The post-evaluation report has arrived',
  },
  postEvaluationAdopted: {
    to: ['owner', 'finance'],
    zh: '后评价结果已采用',
    en: 'The post-evaluation was adopted',
  },
  omBasisEmitted: {
    to: ['owner', 'finance'],
    zh: '运行维护经费依据已生成',
    en: 'The basis for O&M funds is ready',
  },
  omFundsFrozen: {
    to: ['owner', 'finance'],
    zh: '运维闸口未满足，冻结未拨付的运行维护经费',
    en: 'An O&M gate is unmet: what is unreleased of the arranged funds is frozen',
  },
  systemRetired: { to: ['authority', 'finance'], zh: '系统已下线', en: 'The system was retired' },
  verdictsVoided: { to: ['authority'], zh: '待签署的决定已失效', en: 'A pending signature no longer counts' },
  signerAdded: { to: ['named'], zh: '请加签', en: 'You were added as a signer' },
  seatTransferred: { to: ['named'], zh: '席位已转办给您', en: 'A seat was transferred to you' },
  seatDelegated: { to: ['named'], zh: '委派您反馈意见', en: 'Your advice is asked for' },
  adviceGiven: { to: ['authority'], zh: '委派意见已反馈', en: 'The advice on a delegated seat has arrived' },
  reviewNudged: {
    to: ['authority', 'named'],
    zh: '催办：请尽快签署',
    en: 'Nudge: a signature is waited for',
  },
  // A seat made out to a person ends with the recusal, and the round perhaps with it; that is told by itself.
  seatsClosed: {
    to: ['authority'],
    zh: '有人回避，席位待他人签署',
    en: 'Somebody stood aside; the seat is left to another holder',
    when: (event) => event.type === 'seatsClosed' && event.as === 'recused' && event.seats.length === 0,
  },
  copiedTo: { to: ['named'], zh: '抄送', en: 'A copy for you' },
  // A deadline that follows from an act is told with the act; one that moved under people's feet is told by itself.
  deadlineSet: {
    to: ['owner', 'authority'],
    zh: '期限已重新计算',
    en: 'A deadline was planned anew',
    when: (event) => event.type === 'deadlineSet' && event.why !== 'rules',
  },
}

/** The topics of a project, in the order of the procedure; each contains a whole rule. Numbers are those of docs/rulebook.md. */
import type { EntriesIn, NamesIn } from '../case/entries.ts'
import type { SharedDeadline, SharedRefusal } from '../engine/shared-tables.ts'
import { tablesOfTopics } from '../engine/topic.ts'
import { ACCEPTANCE_APPLICATION } from './acceptance/application.ts'
import { ACCEPTANCE_ASSESSMENTS } from './acceptance/assessments.ts'
import { ACCEPTANCE_DECISION } from './acceptance/decision.ts'
import { ACCEPTANCE_EXTENSION } from './acceptance/extension.ts'
import { OPERATION } from './acceptance/operation.ts'
import { ACCEPTANCE_REPORT } from './acceptance/report.ts'
import { AMOUNT } from './amount.ts'
import { ADMISSION } from './approval/admission.ts'
import { APPRAISAL } from './approval/appraisal.ts'
import { APPRAISER } from './approval/appraiser.ts'
import { CATALOG } from './approval/catalog.ts'
import { COMMISSIONING } from './approval/commissioning.ts'
import { CONDITIONS } from './approval/conditions.ts'
import { CONSULTATION } from './approval/consultation.ts'
import { DECISION } from './approval/decision.ts'
import { DECISION_CLOCK } from './approval/decision-clock.ts'
import { ESTIMATE_OVERRUN } from './approval/estimate-overrun.ts'
import { JOINT_HANDLING } from './approval/joint-handling.ts'
import { PROJECT_CODE } from './approval/project-code.ts'
import { REVOCATION } from './approval/revocation.ts'
import { SERVICE } from './approval/service.ts'
import { SUBMISSION } from './approval/submission.ts'
import { SUPPLEMENT } from './approval/supplement.ts'
import { SUPPLEMENT_EXTENSION } from './approval/supplement-extension.ts'
import { TRACK } from './approval/track.ts'
import { VALIDITY } from './approval/validity.ts'
import { WITHDRAWAL } from './approval/withdrawal.ts'
import { BANS } from './ban-checks.ts'
import { PLAN } from './budget/plan.ts'
import { RELEASE } from './budget/release.ts'
import { ANNUAL_REPORT } from './construction/annual-report.ts'
import { COMPLETION } from './construction/completion.ts'
import { INCIDENT } from './construction/incident.ts'
import { RECTIFICATION } from './construction/rectification.ts'
import { START } from './construction/start.ts'
import { SUSPENSION } from './construction/suspension.ts'
import { GATE_EVIDENCE } from './evaluation/gate-evidence.ts'
import { OM_FUNDS } from './evaluation/om-funds.ts'
import { POST_EVALUATION } from './evaluation/post-evaluation.ts'
import { POST_EVALUATION_COMMISSION } from './evaluation/post-evaluation-commission.ts'
import { RETIREMENT } from './evaluation/retirement.ts'
import { SELF_EVALUATION } from './evaluation/self-evaluation.ts'
import type { ProjectEvent } from './events.ts'
import type { Facts } from './facts.ts'
import type { ProjectState } from './state.ts'
import { PROJECT_STATUSES } from './status.ts'
import { STEP_TITLES } from './steps.ts'

const TOPICS = [
  SUBMISSION, // T1 报送；T7 退回后重新报送；审批权限 3000 万元；项目建设单位
  PROJECT_CODE, // T1 全国投资项目代码；条例10
  TRACK, // §2.3 审批程序 A 一般、B 已列入规划、C 合并报批；§2.1 规划版本
  ESTIMATE_OVERRUN, // T10 概算超估算 10 %；条例12
  VALIDITY, // T10 可行性研究报告批复有效期 24 个月
  // Before supplements: if both periods end on the same day, silent admission comes before the silent withdrawal.
  ADMISSION, // T4 受理、不予受理；T2 逾期未告知即为受理，5 个工作日
  SUPPLEMENT, // T2 补正通知（一次告知）；T3 补正；逾期未补正视为撤回
  SUPPLEMENT_EXTENSION, // T3 延长补正期限，一次
  CATALOG, // G4 信息资源目录，审批必备条件；§5 共享类型：无条件、有条件、不予共享
  COMMISSIONING, // T5 决定是否委托评估，4 个工作日
  APPRAISER, // T5 评估机构的独立性和更换
  APPRAISAL, // T5 委托评估，30 个工作日；T6 评估报告；G2 共享意见
  CONSULTATION, // §3 征求有关部门意见，7 个工作日
  DECISION_CLOCK, // T8 审批期限 20 个工作日，延长 10 个；超期不视为批准；§3 中止计时
  JOINT_HANDLING, // §3 统一办理、联合办理，45 个工作日，延长 15 个；许可法42第二款
  DECISION, // T7 退回修改；T8 批复；T9 不予批准；G1 共享分析篇（章）、G2、G3 批复的共享意见
  SERVICE, // §3 决定送达，10 个工作日；许可法44
  REVOCATION, // 撤销批复
  CONDITIONS, // T8 批复条件
  WITHDRAWAL, // §2.11 撤回
  START, // T16 开工；条例20、22、34；§2.5 资金落实；监理单位
  ANNUAL_REPORT, // T19 年度绩效评价报告，年底前；条例23
  INCIDENT, // T20 严重逾期、投资重大损失的报告；§2.5
  RECTIFICATION, // T20、T21 整改
  SUSPENSION, // T21 暂停建设；T22 复工、终止
  COMPLETION, // T23 建成、初步验收、试运行
  ACCEPTANCE_EXTENSION, // T25 延期验收
  ACCEPTANCE_APPLICATION, // T24 申请验收，建成后半年内；§2.7 逾期未申请验收
  ACCEPTANCE_ASSESSMENTS, // §6 密评（密码应用安全性评估）、等保测评，有效期 12 个月
  ACCEPTANCE_DECISION, // T26 档案验收、组织验收、通过、不通过；§2.7；G5
  ACCEPTANCE_REPORT, // T27 验收报告备案，15 个工作日
  OPERATION, // T27 投入运行
  GATE_EVIDENCE, // §2.8 运维闸口的证据；各闸口的规则：evaluation/ 下 1 数据共享 sharing-gate.ts、2 总目录 register-gate.ts、3 密码应用和网络安全 security-gate.ts
  SELF_EVALUATION, // T29 自评价，12 至 24 个月
  POST_EVALUATION_COMMISSION, // T30 委托第三方后评价
  POST_EVALUATION, // T30 后评价报告、等级、整改意见
  OM_FUNDS, // T31 运行维护经费（未纳入总目录的不安排：evaluation/register-gate.ts）；T32 恢复；§4 冻结
  RETIREMENT, // §2.11 下线
  AMOUNT, // 金额不得为零
  PLAN, // T15 年度计划；条例15-18
  RELEASE, // T15 拨付；§2.6 资金、留存比例、暂停拨付
  BANS, // §2.7、§2.8 不得新报项目、不得新建
] as const

type Topic = (typeof TOPICS)[number]

/** All acts that only projects have, with their content. */
export type OwnActs = EntriesIn<Topic, 'acts'>

/** Codes of all refusals of acts on a project, including those of the layers. */
export type ProjectRefusal = NamesIn<Topic, 'refusals'> | SharedRefusal

/** All deadlines of a project, including those of seats. */
export type DeadlineKind = NamesIn<Topic, 'deadlines'> | SharedDeadline

export const TOPIC_TABLES = tablesOfTopics<ProjectState, ProjectEvent, Facts>(TOPICS, {
  statuses: PROJECT_STATUSES,
  steps: STEP_TITLES,
})

/** The acts, by the verb of a message. */
export const ACTS = TOPIC_TABLES.acts

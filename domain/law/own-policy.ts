/** Rules of this system: policy where the law says nothing, and the steps of its procedure. */
import { type Cite, provision } from './provision.ts'

const ownRule =
  (zhWhose: string, enWhose: string): Cite =>
  (cited, zh, en) =>
    provision(cited, `${zhWhose}（${zh}）`, `${enWhose}: ${en}`)

export const POLICY_DEFAULT = provision(
  'policy default [D]',
  '本系统政策默认值',
  'policy default of this system',
)
export const SEPARATION_OF_DUTIES = provision(
  'Separation of duties [D]',
  '职责分离（本系统政策）',
  'separation of duties (policy of this system)',
)

const defaultOf = ownRule('本系统政策默认值', 'policy default of this system')
export const PRACTICE_DEFAULT = defaultOf('policy default [D], practice', '按惯例', 'as is usual')
export const MISSING_EVIDENCE_DEFAULT = defaultOf(
  'missing evidence: policy default [D]',
  '没有证据',
  'missing evidence',
)
export const VALIDITY_DEFAULT = defaultOf(
  'validity: policy default [D]',
  '证据有效期',
  'how long evidence counts',
)

const policyOn = ownRule('本系统政策', 'policy of this system')
export const SYSTEM_POLICY = provision('[D]', '本系统政策', 'policy of this system')
export const POLICY_ROLES = policyOn('rulebook §1 actors [D]', '职责和权限', 'roles and what they may do')
export const POLICY_SUPERVISOR = policyOn(
  'rulebook §1 监理 [D]',
  '监理单位的独立性',
  'independence of the supervisor',
)
export const POLICY_PLAN_ITEM = policyOn('rulebook §2.1 [D]', '规划事项', 'items of the national plan')
export const POLICY_PLAN_CODE = policyOn(
  'rulebook §2.1 plan code [D]',
  '规划编号和版本',
  'codes and versions of the national plan',
)
export const POLICY_PLAN_OPINIONS = policyOn(
  'T11 opinions [D]',
  '规划征求意见',
  'opinions on the national plan',
)
export const POLICY_PLAN_APPROVAL = policyOn(
  'T11 approval [D]',
  '规划批准的登记',
  'how the approval of the national plan is entered',
)
export const POLICY_PLAN_AMENDMENT = policyOn(
  'T11 amendment [D]',
  '规划中期调整',
  'mid-term amendment of the national plan',
)
export const POLICY_PLAN_END = policyOn(
  'T11 replacement [D]',
  '后续规划取代',
  'replacement of the national plan by a later one',
)
export const POLICY_STATUSES = policyOn(
  'rulebook §2.11 canonical project states [D]',
  '案件状态',
  'statuses of a case',
)
export const POLICY_SUPPLEMENT = policyOn('T3 [D]', '补正', 'supplement')
export const POLICY_APPRAISAL = policyOn('T5 [D]', '评估机构和评估期限', 'agency and period of an appraisal')
export const POLICY_FEASIBILITY = policyOn(
  '[D, practice]',
  '可行性研究报告批复的有效期，按惯例',
  'validity of an approved feasibility study, as is usual',
)
export const POLICY_CATALOG = policyOn('validation [D]', '目录校验', 'checks of the resource catalog')
export const POLICY_RELEASE = policyOn('rulebook §2.6 payment guard [D]', '拨付限额', 'limits of releases')
export const POLICY_RELEASE_AND_REPORT = policyOn(
  'T19 [D]',
  '年度绩效评价报告逾期暂不拨付',
  'no release while an annual report is overdue',
)
export const POLICY_RESUMPTION = policyOn('T22', '复工和终止', 'resumption and termination')
export const POLICY_RESUMPTION_PROOF = policyOn(
  'T22 D',
  '复工和终止的条件',
  'conditions of resumption and termination',
)
export const POLICY_ACCEPTANCE = policyOn('rulebook §2.7 [D]', '验收', 'acceptance')
export const POLICY_EXTENSION_LENGTH = policyOn('max length [D]', '延期验收的最长期限', 'longest extension')
export const POLICY_EXTENSION_NUMBER = policyOn('max number [D]', '延期验收的次数', 'number of extensions')
export const POLICY_CRYPTOGRAPHY_ASSESSMENT = policyOn(
  'rulebook §6 [D]',
  '密码应用安全性评估',
  'cryptography assessment',
)
export const POLICY_RESTORATION = policyOn(
  'rulebook §2.8 Restoration [D]',
  '运维闸口的恢复',
  'how O&M gates are met again',
)
export const POLICY_OM_RESTORED = policyOn('T32 [D]', '运行维护经费的恢复', 'restoration of O&M funds')
export const POLICY_OM_YEAR = policyOn('T31, T32 [D]', '运行维护经费的年度', 'year of O&M funds')

const stepOf = ownRule('本系统办理程序', 'procedure of this system')
export const STEP_PLAN = stepOf('T11', '规划编制和中期调整', 'drafting and amendment of the national plan')
export const STEP_SUBMISSION = stepOf('T1', '报送', 'submission')
export const STEP_RESUBMISSION = stepOf(
  'T1, T7, T10',
  '报送和重新报送',
  'submission and resubmission of a document',
)
export const STEP_SUPPLEMENT = stepOf('T3', '补正', 'supplement')
export const STEP_APPRAISAL = stepOf('T5', '委托评估', 'commission of an appraisal')
export const STEP_APPRAISAL_REPORT = stepOf('T6', '评估报告', 'appraisal report')
export const STEP_APPROVAL = stepOf('T8', '批复', 'approval')
export const STEP_APPROVAL_LEADER = stepOf(
  'T8 审批部门 leader',
  '审批部门负责人批复',
  'approval by the leader of the authority',
)
export const STEP_DECISION = stepOf('T7, T8, T9', '审批决定', 'decision of the authority')
export const STEP_HALTS = stepOf(
  'T20-T22',
  '整改、暂停、复工和终止',
  'rectification, suspension, resumption and termination',
)
export const STEP_OM_FUNDS = stepOf(
  'T31, T32',
  '运行维护经费的安排和恢复',
  'arrangement and restoration of O&M funds',
)
export const STEP_WITHDRAWAL = stepOf('§2.11', '撤回和下线', 'withdrawal and retirement')

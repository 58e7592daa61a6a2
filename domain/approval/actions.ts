import type { ActionEntry } from '../project/actions.ts'
import type { APPROVAL_BODIES } from './bodies.ts'

/** Who does what in the approval stages (rows of the matrix in docs/procedure.md: 3, 5, 6, 7, 9). */
export const APPROVAL_ACTIONS: Readonly<Record<keyof typeof APPROVAL_BODIES, ActionEntry>> = {
  submitStage: { zh: '报送', en: 'submit a stage document', roles: ['departmentLead'], relation: 'owner' },
  requestSupplement: {
    zh: '通知补正',
    en: 'ask for a supplement',
    roles: ['approver'],
    relation: 'authority',
    decides: true,
  },
  supplement: { zh: '补正', en: 'supplement', roles: ['departmentLead'], relation: 'owner' },
  amendCatalog: {
    zh: '修改信息资源目录',
    en: 'amend the resource catalog',
    roles: ['departmentLead'],
    relation: 'owner',
  },
  admit: { zh: '受理', en: 'admit', roles: ['approver'], relation: 'authority', decides: true },
  declineAdmission: {
    zh: '不予受理',
    en: 'decline admission',
    roles: ['approver'],
    relation: 'authority',
    decides: true,
  },
  commissionAppraisal: {
    zh: '委托评估',
    en: 'commission an appraisal',
    roles: ['approver'],
    relation: 'authority',
    review: 'commission',
    decides: true,
  },
  extendAppraisal: {
    zh: '延长评估期限',
    en: 'extend the appraisal',
    roles: ['approver'],
    relation: 'authority',
    decides: true,
  },
  submitAppraisal: {
    zh: '提交评估报告',
    en: 'submit the appraisal report',
    roles: ['expert'],
    relation: 'agency',
  },
  pauseClock: {
    zh: '中止计时',
    en: 'pause the decision clock',
    roles: ['approver'],
    relation: 'authority',
    decides: true,
  },
  resumeClock: {
    zh: '恢复计时',
    en: 'resume the decision clock',
    roles: ['approver'],
    relation: 'authority',
    decides: true,
  },
  extendDecision: {
    zh: '延长审批期限',
    en: 'extend the decision period',
    roles: ['approver'],
    relation: 'authority',
    review: 'extension',
    decides: true,
  },
  decide: {
    zh: '批复、不予批准或退回',
    en: 'approve, refuse or return',
    roles: ['approver'],
    relation: 'authority',
    review: 'decision',
    decides: true,
  },
  fulfilCondition: {
    zh: '落实批复条件',
    en: 'show that a condition is met',
    roles: ['applicant', 'departmentLead'],
    relation: 'owner',
  },
  acceptCondition: {
    zh: '认可批复条件落实',
    en: 'accept that a condition is met',
    roles: ['approver'],
    relation: 'authority',
    decides: true,
  },
  withdraw: { zh: '撤回', en: 'withdraw', roles: ['departmentLead'], relation: 'owner' },
}

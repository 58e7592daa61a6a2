import type { ProjectAction } from '../action.ts'
import type { EVALUATION_BODIES } from './bodies.ts'

/** Who does what after completion (T29 to T32; rows of the matrix in docs/procedure.md: 14 and 22). */
export const EVALUATION_ACTIONS: Readonly<Record<keyof typeof EVALUATION_BODIES, ProjectAction>> = {
  recordGateEvidence: {
    zh: '登记运维闸口证据',
    en: 'record evidence on an O&M gate',
    roles: ['approver', 'cyberspace', 'financeMinistry'],
    relation: 'national',
    decides: true,
  },
  submitSelfEvaluation: {
    zh: '报送自评价',
    en: 'submit the self-evaluation',
    roles: ['departmentLead'],
    relation: 'owner',
  },
  commissionPostEvaluation: {
    zh: '委托后评价',
    en: 'commission a post-evaluation',
    roles: ['approver'],
    relation: 'authority',
    review: 'postEvaluation',
    decides: true,
  },
  submitPostEvaluation: {
    zh: '提交后评价报告',
    en: 'submit the post-evaluation report',
    roles: ['expert'],
    relation: 'agency',
  },
  adoptPostEvaluation: {
    zh: '采用后评价结果',
    en: 'adopt the post-evaluation',
    roles: ['approver'],
    relation: 'authority',
    review: 'postEvaluation',
    decides: true,
  },
  proposeOmFunds: {
    zh: '申请运行维护经费',
    en: 'propose O&M funds',
    roles: ['departmentLead', 'departmentFinance'],
    relation: 'owner',
  },
  retireSystem: { zh: '系统下线', en: 'retire the system', roles: ['departmentLead'], relation: 'owner' },
}

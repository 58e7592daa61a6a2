import type { ProjectAction } from '../action.ts'
import type { ACCEPTANCE_BODIES } from './bodies.ts'

/** Who does what in the acceptance (rows of the matrix in docs/procedure.md: 20 and 21, T24 to T27). */
export const ACCEPTANCE_ACTIONS: Readonly<Record<keyof typeof ACCEPTANCE_BODIES, ProjectAction>> = {
  applyForExtension: {
    zh: '申请延期验收',
    en: 'apply for an extension of acceptance',
    roles: ['departmentLead'],
    relation: 'owner',
  },
  decideExtension: {
    zh: '决定延期验收申请',
    en: 'decide on the extension of acceptance',
    roles: ['approver'],
    relation: 'authority',
    review: 'acceptanceExtension',
    decides: true,
  },
  applyForAcceptance: {
    zh: '申请验收',
    en: 'apply for acceptance',
    roles: ['departmentLead'],
    relation: 'owner',
  },
  recordArchiveAcceptance: {
    zh: '记录档案验收',
    en: 'record the archive acceptance',
    roles: ['approver'],
    relation: 'authority',
    decides: true,
  },
  decideAcceptance: {
    zh: '决定验收',
    en: 'decide the acceptance',
    roles: ['approver'],
    relation: 'authority',
    review: 'acceptance',
    decides: true,
  },
  fileAcceptanceReport: {
    zh: '验收报告备案',
    en: 'file the acceptance report',
    roles: ['departmentLead'],
    relation: 'owner',
  },
  putIntoOperation: {
    zh: '投入运行',
    en: 'put into operation',
    roles: ['departmentLead'],
    relation: 'owner',
  },
}

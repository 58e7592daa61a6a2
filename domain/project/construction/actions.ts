import type { ProjectAction } from '../action.ts'
import type { CONSTRUCTION_BODIES } from './bodies.ts'

/** Who does what while a project is built (rows of the matrix in docs/procedure.md: 17 and 19, T16 and T19 to T23). */
export const CONSTRUCTION_ACTIONS: Readonly<Record<keyof typeof CONSTRUCTION_BODIES, ProjectAction>> = {
  startConstruction: {
    zh: '开工',
    en: 'start construction',
    roles: ['departmentLead'],
    relation: 'owner',
  },
  reportPerformance: {
    zh: '报送年度绩效评价报告',
    en: 'file the annual performance report',
    roles: ['applicant', 'departmentLead'],
    relation: 'owner',
  },
  reportIncident: {
    zh: '报告严重逾期或重大损失',
    en: 'report a serious delay or a major loss',
    roles: ['applicant', 'departmentLead'],
    relation: 'owner',
  },
  orderRectification: {
    zh: '责令整改',
    en: 'order rectification',
    roles: ['approver'],
    relation: 'authority',
    review: 'rectification',
    decides: true,
  },
  submitRectification: {
    zh: '报送整改情况',
    en: 'submit the rectification',
    roles: ['departmentLead'],
    relation: 'owner',
  },
  acceptRectification: {
    zh: '认可整改',
    en: 'accept the rectification',
    roles: ['approver'],
    relation: 'authority',
    review: 'rectification',
    decides: true,
  },
  suspendConstruction: {
    zh: '暂停建设',
    en: 'suspend construction',
    roles: ['approver'],
    relation: 'authority',
    review: 'suspension',
    decides: true,
  },
  requestResumption: {
    zh: '申请复工',
    en: 'ask to resume construction',
    roles: ['departmentLead'],
    relation: 'owner',
  },
  resumeConstruction: {
    zh: '同意复工',
    en: 'resume construction',
    roles: ['approver'],
    relation: 'authority',
    review: 'resumption',
    decides: true,
  },
  terminateProject: {
    zh: '终止项目',
    en: 'terminate the project',
    roles: ['approver'],
    relation: 'authority',
    review: 'termination',
    decides: true,
  },
  reportCompletion: {
    zh: '报告建成',
    en: 'report completion',
    roles: ['departmentLead'],
    relation: 'owner',
  },
  startTrialRun: {
    zh: '开始试运行',
    en: 'start the trial run',
    roles: ['departmentLead'],
    relation: 'owner',
  },
}

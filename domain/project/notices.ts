/** Which event tells whom what. Texts carry no personal data; the recipient's name is added when it is sent. */
import type { ProjectEvent } from './events.ts'

export type Audience = 'owner' | 'authority' | 'agency' | 'finance'

export interface Notice {
  to: readonly Audience[]
  zh: string
  en: string
}

export const NOTICES: Readonly<Partial<Record<ProjectEvent['type'], Notice>>> = {
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
  stageRefused: { to: ['owner'], zh: '不予批准', en: 'The stage was refused' },
  stageReturned: { to: ['owner'], zh: '退回修改', en: 'The document was returned for revision' },
  withdrawn: { to: ['owner', 'authority'], zh: '申报已撤回', en: 'The application was withdrawn' },
  decisionOverrun: { to: ['owner', 'authority'], zh: '审批超期', en: 'The decision is overdue' },
  appraisalOverdue: { to: ['authority', 'agency'], zh: '评估超期', en: 'The appraisal is overdue' },
  verdictsVoided: { to: ['authority'], zh: '待签署的决定已失效', en: 'A pending signature no longer counts' },
}

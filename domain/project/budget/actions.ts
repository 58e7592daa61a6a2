import type { ProjectAction } from '../action.ts'
import type { BUDGET_BODIES } from './bodies.ts'

/** Who plans the money and who releases it (row of the matrix in docs/procedure.md: 15, T15). */
export const BUDGET_ACTIONS: Readonly<Record<keyof typeof BUDGET_BODIES, ProjectAction>> = {
  listInAnnualPlan: {
    zh: '列入年度计划',
    en: 'list in the annual plan',
    roles: ['approver'],
    relation: 'authority',
    review: 'annualPlan',
    decides: true,
  },
  releaseFunds: {
    zh: '拨付资金',
    en: 'release funds',
    roles: ['financeMinistry'],
    relation: 'national',
    review: 'release',
    decides: true,
  },
}

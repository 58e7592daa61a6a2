import { hasEnded, type StatusEntry, wordsIn } from '../case/kind.ts'
import type { Check } from '../case/refusal.ts'
import { must } from '../case/refusals.ts'

/** Statuses of a project [D], rulebook §2.11. */
export const PROJECT_STATUSES = {
  unopened: { zh: '未申报', en: 'not submitted' },
  submitted: { zh: '已提交', en: 'submitted' },
  supplementing: { zh: '待补正', en: 'waiting for a supplement' },
  admitted: { zh: '已受理', en: 'admitted' },
  appraising: { zh: '评估中', en: 'being appraised' },
  deciding: { zh: '审批中', en: 'waiting for the decision' },
  returned: { zh: '退回修改', en: 'returned for revision' },
  stageApproved: { zh: '已批复，待报下一阶段', en: 'approved, next document to come' },
  readyToBuild: { zh: '待开工', en: 'ready to build' },
  building: { zh: '建设中', en: 'under construction' },
  rectifying: { zh: '整改中', en: 'rectifying' },
  suspended: { zh: '暂停', en: 'suspended' },
  completed: { zh: '建成', en: 'completed' },
  trialRun: { zh: '试运行', en: 'in its trial run' },
  accepting: { zh: '验收中', en: 'being accepted' },
  acceptanceFailed: { zh: '验收不通过（整改）', en: 'acceptance failed, rectifying' },
  accepted: { zh: '已验收', en: 'accepted' },
  operating: { zh: '运行', en: 'in operation' },
  withdrawn: { zh: '撤回', en: 'withdrawn', ends: true },
  declined: { zh: '不予受理', en: 'declined', ends: true },
  refused: { zh: '不予批准', en: 'refused', ends: true },
  terminated: { zh: '终止', en: 'terminated', ends: true },
  retired: { zh: '下线', en: 'retired', ends: true },
} as const satisfies Record<string, StatusEntry>

export type ProjectStatus = keyof typeof PROJECT_STATUSES

/** The refusal of an act in this status, for rules that check more than the status. */
export const notNow = ({ status }: { status: ProjectStatus }): Check =>
  must(false, 'notNow', { status: wordsIn(PROJECT_STATUSES, status) })

/** Statuses in which the case has ended. */
export const ENDED = (Object.keys(PROJECT_STATUSES) as ProjectStatus[]).filter((status) =>
  hasEnded({ statuses: PROJECT_STATUSES }, status),
)

/** Ends without an approval: the owner may use the project code for a new application (T9). */
export const CODE_FREED: readonly ProjectStatus[] = ['withdrawn', 'declined', 'refused']

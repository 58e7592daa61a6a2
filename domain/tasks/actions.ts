import type { ActionEntry } from '../case/action.ts'
import { SIGNER_ROLES } from '../review/signer-roles.ts'
import type { Role } from '../values/directory.ts'
import { object, person, prose, text } from '../values/shape.ts'

const task = text(200, '待办编号，如收件箱所列 · its key as in the inbox')

/** Taking a task, giving it back, and handing it to somebody by a leader. */
export const TASK_BODIES = {
  claimTask: object({ task }),
  releaseTask: object({ task }),
  // Without its reasons it is refused by the rules, with whatever else is missing.
  reassignTask: object({ task, to: person() }, { reasons: prose(4000, 'why it is handed over') }),
} as const

/** Everybody whom a case can wait for. Whether it waits for the actor is checked against the task. */
const WAITED_FOR: readonly Role[] = ['applicant', 'departmentLead', 'departmentFinance', ...SIGNER_ROLES]

export const TASK_ACTIONS = {
  claimTask: { zh: '签收待办', en: 'claim a task', roles: WAITED_FOR, relation: 'signer' },
  releaseTask: { zh: '退回待办', en: 'release a task', roles: WAITED_FOR, relation: 'signer' },
  reassignTask: { zh: '改派待办', en: 'reassign a task', roles: WAITED_FOR, relation: 'signer' },
} as const satisfies Readonly<Record<keyof typeof TASK_BODIES, ActionEntry>>

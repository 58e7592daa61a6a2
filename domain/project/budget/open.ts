import type { Check } from '../../case/refusal.ts'
import type { ProjectState } from '../state.ts'
import { ENDED, PROJECT_STATUSES, type ProjectStatus } from '../status.ts'
import { inStatus } from '../status-check.ts'

const OPEN = (Object.keys(PROJECT_STATUSES) as ProjectStatus[]).filter(
  (status) => status !== 'unopened' && !ENDED.includes(status),
)

/** Money needs an approval, a plan and a standing case, not one status of it. */
export const stillOpen = (state: ProjectState): Check => inStatus(state, ...OPEN)

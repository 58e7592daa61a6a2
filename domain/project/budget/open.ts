import { ENDED, PROJECT_STATUSES, type ProjectStatus } from '../status.ts'

/** Money needs an approval, a plan and a standing case, not one status of it. */
export const STILL_OPEN: readonly ProjectStatus[] = (Object.keys(PROJECT_STATUSES) as ProjectStatus[]).filter(
  (status) => status !== 'unopened' && !ENDED.includes(status),
)

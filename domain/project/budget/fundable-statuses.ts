import { ENDED, PROJECT_STATUSES, type ProjectStatus } from '../status.ts'

/** Statuses in which money may be planned and released: all of an open case. Other conditions limit it further. */
export const FUNDABLE_STATUSES: readonly ProjectStatus[] = (
  Object.keys(PROJECT_STATUSES) as ProjectStatus[]
).filter((status) => status !== 'unopened' && !ENDED.includes(status))

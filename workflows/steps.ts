/** Where a project is on its way: the order of the canonical states [D], rulebook §2.11. */
import type { ProjectState } from '#domain/project/state.ts'
import { ENDED, type ProjectStatus } from '#domain/project/status.ts'

export const hasEnded = ({ status }: ProjectState): boolean => ENDED.includes(status)

export const isIn =
  (...statuses: ProjectStatus[]) =>
  ({ status }: ProjectState): boolean =>
    statuses.includes(status)

/** True once the project is in none of these states any more. */
export const hasLeft =
  (...statuses: ProjectStatus[]) =>
  ({ status }: ProjectState): boolean =>
    !statuses.includes(status)

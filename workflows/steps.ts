/** Where a project is on its way: the order of the canonical states [D], rulebook §2.11. */
import { ENDED, type ProjectStatus } from '#domain/project/status.ts'

interface At {
  status: string
}

const isOneOf = (statuses: readonly string[], { status }: At): boolean => statuses.includes(status)

export const hasEnded = (project: At): boolean => isOneOf(ENDED, project)

export const isIn =
  (...statuses: ProjectStatus[]) =>
  (project: At): boolean =>
    isOneOf(statuses, project)

/** True once the project is in none of these states any more. */
export const hasLeft =
  (...statuses: ProjectStatus[]) =>
  (project: At): boolean =>
    !isOneOf(statuses, project)

/** Conditions on the status of a project. The order of the statuses is in the rulebook, §2.11 [D]. */
import type { ProjectStatus } from '#domain/project/status.ts'

interface At {
  status: string
}

export const isIn =
  (...statuses: readonly ProjectStatus[]) =>
  ({ status }: At): boolean =>
    statuses.some((one) => one === status)

/** True when the project is in none of these states. */
export function hasLeft(...statuses: readonly ProjectStatus[]): (project: At) => boolean {
  const isStillThere = isIn(...statuses)
  return (project) => !isStillThere(project)
}

/** Where a project is on its way: the order of the canonical states [D], rulebook §2.11. */
import { ENDED, type ProjectStatus } from '#domain/project/status.ts'

interface At {
  status: string
}

export const isIn =
  (...statuses: readonly ProjectStatus[]) =>
  ({ status }: At): boolean =>
    statuses.some((one) => one === status)

/** True once the project is in none of these states any more. */
export function hasLeft(...statuses: readonly ProjectStatus[]): (project: At) => boolean {
  const isStillThere = isIn(...statuses)
  return (project) => !isStillThere(project)
}

export const hasEnded = isIn(...ENDED)

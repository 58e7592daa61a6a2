/** What tasks are called: a name that stays the same as long as the work waits. */

import type { ReviewStep } from '../review/steps.ts'
import type { ProjectId } from '../values/ids.ts'

export const workTaskKey = (id: ProjectId, verb: string, round: number): string =>
  `project/${id}/${verb}/${round}`

export const seatTaskKey = (
  id: ProjectId,
  { step, round }: { step: ReviewStep; round: number },
  seat: string,
): string => `project/${id}/confirm-${step}-${seat}/${round}`

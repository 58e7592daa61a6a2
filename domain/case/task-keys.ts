/** Keys of tasks. A key stays the same as long as the work waits. */
import type { CaseId, PersonId } from '../values/ids.ts'

export const workTaskKey = (id: CaseId, verb: string, round: number): string => `${id}/${verb}/${round}`

interface OfRound {
  step: string
  round: number
}

export const seatTaskKey = (id: CaseId, { step, round }: OfRound, seat: string): string =>
  `${id}/confirm-${step}-${seat}/${round}`

export const adviceTaskKey = (id: CaseId, { step, round }: OfRound, seat: string): string =>
  `${id}/advise-${step}-${seat}/${round}`

/** A copy of the case for a person 抄送. */
export const copyTaskKey = (id: CaseId, person: PersonId): string => `${id}/copied/${person}`

/** All signatures of an open round together. */
export const roundTaskKey = (id: CaseId, { step, round }: OfRound): string =>
  `${id}/signatures-${step}/${round}`

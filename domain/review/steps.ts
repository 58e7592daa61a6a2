import type { Deadline } from '../project/deadline.ts'

/** The steps of the procedure that a policy may require two persons for (rulebook §1, Separation of duties [D]). */
export const REVIEW_STEPS = [
  'commission',
  'decision',
  'extension',
  'annualPlan',
  'release',
  'rectification',
  'suspension',
  'resumption',
  'termination',
  'acceptanceExtension',
  'acceptance',
  'postEvaluation',
  // New steps go last: the deadlines of seats are numbered by the place in this list.
  'revocation',
] as const

export type ReviewStep = (typeof REVIEW_STEPS)[number]

/** Whose seats a deadline is about; undefined for any other deadline. */
export const seatStepOf = ({ kind, round }: Pick<Deadline, 'kind' | 'round'>): ReviewStep | undefined =>
  kind === 'seat' ? REVIEW_STEPS[round] : undefined

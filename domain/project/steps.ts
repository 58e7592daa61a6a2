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

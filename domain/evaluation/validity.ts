/** For how long evidence that a gate is met counts: policy, since the law is silent [D]. */
import type { PolicyValues } from '../policy.ts'
import type { Gate } from './words.ts'

export const validMonthsOf = (
  gate: Gate,
  { gateEvidenceValidMonths, cryptographyAssessmentValidMonths }: PolicyValues,
): number => (gate === 'security' ? cryptographyAssessmentValidMonths : gateEvidenceValidMonths[gate])

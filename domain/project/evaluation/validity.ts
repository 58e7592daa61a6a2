/** For how long evidence that a gate is met counts: policy, since the law is silent [D]. */

import { addMonths, type PlainDate } from '../../values/plain-date.ts'
import type { PolicyValues } from '../policy.ts'
import type { Gate } from './words.ts'

export const validMonthsOf = (
  gate: Gate,
  { gateEvidenceValidMonths, cryptographyAssessmentValidMonths }: PolicyValues,
): number => (gate === 'security' ? cryptographyAssessmentValidMonths : gateEvidenceValidMonths[gate])

/** The last day on which evidence for a gate counts; where it names none, by policy. */
export const endOf = (
  gate: Gate,
  { on, validUntil }: { on: PlainDate; validUntil: PlainDate | null | undefined },
  values: PolicyValues,
): PlainDate => validUntil ?? addMonths(on, validMonthsOf(gate, values))

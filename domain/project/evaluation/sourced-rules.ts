/** Other rules with a source, besides acts, deadlines, refusals and policy values: the O&M gates, and the reasons for the amount of O&M funds. */
import { GATE_RULES } from './gates.ts'
import { BASIS_REASONS } from './om-basis.ts'
import { GRADE_REASONS } from './om-effects.ts'
import type { OmReasonCode, OmReasonEntry } from './om-reason.ts'
import { REGISTER_REASONS } from './register-gate.ts'
import { SECURITY_REASONS } from './security-gate.ts'
import { SHARING_REASONS } from './sharing-gate.ts'

const OM_REASONS: Readonly<Record<OmReasonCode, OmReasonEntry>> = {
  ...SHARING_REASONS,
  ...REGISTER_REASONS,
  ...SECURITY_REASONS,
  ...GRADE_REASONS,
  ...BASIS_REASONS,
}

export const EVALUATION_RULES = { ...GATE_RULES, ...OM_REASONS }

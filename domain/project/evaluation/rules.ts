/** Operation: gates, self- and post-evaluation, O&M funds and retirement (rulebook §2.8, T29 to T32). */
import type { Rules } from '../rule.ts'
import type { EVALUATION_BODIES } from './bodies.ts'
import { GATE_RULES } from './gate-evidence.ts'
import { OM_RULES } from './om-proposal.ts'
import { POST_EVALUATION_RULES } from './post-evaluation.ts'
import { RETIREMENT_RULES } from './retirement.ts'
import { SELF_EVALUATION_RULES } from './self-evaluation.ts'

export const EVALUATION_RULES: Rules<keyof typeof EVALUATION_BODIES> = {
  ...GATE_RULES,
  ...SELF_EVALUATION_RULES,
  ...POST_EVALUATION_RULES,
  ...OM_RULES,
  ...RETIREMENT_RULES,
}

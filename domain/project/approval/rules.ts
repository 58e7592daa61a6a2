/** The approval stages, T1 to T10 (rulebook §2.3). */

import type { Rules } from '../rule.ts'
import { ADMISSION_RULES } from './admission.ts'
import { APPRAISAL_RULES } from './appraisal.ts'
import type { APPROVAL_BODIES } from './bodies.ts'
import { CONDITION_RULES } from './conditions.ts'
import { DECISION_RULES } from './decision.ts'
import { REVOCATION_RULES } from './revocation.ts'
import { SUBMISSION_RULES } from './submission.ts'

export const APPROVAL_RULES: Rules<keyof typeof APPROVAL_BODIES> = {
  ...SUBMISSION_RULES,
  ...ADMISSION_RULES,
  ...APPRAISAL_RULES,
  ...DECISION_RULES,
  ...REVOCATION_RULES,
  ...CONDITION_RULES,
}

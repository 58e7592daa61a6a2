/** Acceptance, T24 to T27 (rulebook §2.7, §2.11). */
import type { Rules } from '../rule.ts'
import { APPLICATION_RULES } from './application.ts'
import type { ACCEPTANCE_BODIES } from './bodies.ts'
import { ACCEPTANCE_DECISION_RULES } from './decision.ts'
import { EXTENSION_RULES } from './extension.ts'
import { OPERATION_RULES } from './operation.ts'

export const ACCEPTANCE_RULES: Rules<keyof typeof ACCEPTANCE_BODIES> = {
  ...EXTENSION_RULES,
  ...APPLICATION_RULES,
  ...ACCEPTANCE_DECISION_RULES,
  ...OPERATION_RULES,
}

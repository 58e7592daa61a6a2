/** Construction, T16 and T19 to T23 (rulebook §2.5, §2.11). */
import type { Rules } from '../rule.ts'
import type { CONSTRUCTION_BODIES } from './bodies.ts'
import { COMPLETION_RULES } from './completion.ts'
import { RECTIFICATION_RULES } from './rectification.ts'
import { REPORTING_RULES } from './reporting.ts'
import { START_RULES } from './start.ts'
import { SUSPENSION_RULES } from './suspension.ts'

export const CONSTRUCTION_RULES: Rules<keyof typeof CONSTRUCTION_BODIES> = {
  ...START_RULES,
  ...REPORTING_RULES,
  ...RECTIFICATION_RULES,
  ...SUSPENSION_RULES,
  ...COMPLETION_RULES,
}

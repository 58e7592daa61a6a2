/** The project's money until it operates: planned per year, then released (rulebook §2.6). */
import type { Rules } from '../rule.ts'
import type { BUDGET_BODIES } from './bodies.ts'
import { PLAN_RULES } from './plan.ts'
import { RELEASE_RULES } from './release.ts'

export const BUDGET_RULES: Rules<keyof typeof BUDGET_BODIES> = {
  ...PLAN_RULES,
  ...RELEASE_RULES,
}

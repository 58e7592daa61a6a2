import type { Rules } from '../project/rule.ts'
import type { BUDGET_BODIES } from './bodies.ts'

export const BUDGET_RULES: Rules<keyof typeof BUDGET_BODIES> = {}

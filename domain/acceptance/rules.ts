import type { Rules } from '../project/rule.ts'
import type { ACCEPTANCE_BODIES } from './bodies.ts'

export const ACCEPTANCE_RULES: Rules<keyof typeof ACCEPTANCE_BODIES> = {}

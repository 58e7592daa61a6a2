import type { Rules } from '../project/rule.ts'
import type { EVALUATION_BODIES } from './bodies.ts'

export const EVALUATION_RULES: Rules<keyof typeof EVALUATION_BODIES> = {}

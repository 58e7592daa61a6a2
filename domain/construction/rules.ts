import type { Rules } from '../project/rule.ts'
import type { CONSTRUCTION_BODIES } from './bodies.ts'

export const CONSTRUCTION_RULES: Rules<keyof typeof CONSTRUCTION_BODIES> = {}

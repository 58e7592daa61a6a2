import type { Evolve } from '../project/rule.ts'
import type { EvaluationEvent } from './events.ts'

export const EVALUATION_EVOLVE: Evolve<EvaluationEvent> = {}

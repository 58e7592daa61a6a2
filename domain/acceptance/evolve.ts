import type { Evolve } from '../project/rule.ts'
import type { AcceptanceEvent } from './events.ts'

export const ACCEPTANCE_EVOLVE: Evolve<AcceptanceEvent> = {}

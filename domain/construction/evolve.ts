import type { Evolve } from '../project/rule.ts'
import type { ConstructionEvent } from './events.ts'

export const CONSTRUCTION_EVOLVE: Evolve<ConstructionEvent> = {}

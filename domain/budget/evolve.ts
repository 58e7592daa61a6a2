import type { Evolve } from '../project/rule.ts'
import type { BudgetEvent } from './events.ts'

export const BUDGET_EVOLVE: Evolve<BudgetEvent> = {}

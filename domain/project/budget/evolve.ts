import type { Evolve } from '../rule.ts'
import type { BudgetEvent } from './events.ts'

export const BUDGET_EVOLVE: Evolve<BudgetEvent> = {
  annualPlanListed: (state, { year, amountFen, source, documentNumber, listedBy, on }) => {
    const line = { year, amountFen, source, documentNumber, on, listedBy }
    return { ...state, budget: { ...state.budget, annualPlan: [...state.budget.annualPlan, line] } }
  },
  fundsReleased: (state, { year, amountFen, documentNumber, on }) => {
    const release = { year, amountFen, documentNumber, on }
    return { ...state, budget: { ...state.budget, releases: [...state.budget.releases, release] } }
  },
}

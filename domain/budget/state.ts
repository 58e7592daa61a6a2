import type { Fen } from '../money.ts'
import type { PlainDate } from '../plain-date.ts'

/** Money of the project: what is planned per year and what was released. */
export interface BudgetState {
  annualPlan: { year: number; amountFen: Fen; documentNumber: string; on: PlainDate }[]
  releases: { year: number; amountFen: Fen; documentNumber: string; on: PlainDate }[]
}

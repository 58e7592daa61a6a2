import type { PersonId } from '../../values/ids.ts'
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import type { FundSource } from './words.ts'

/** A year's line of the annual plan. Whoever signed for it never releases on it. */
export interface PlanLine {
  year: number
  amountFen: Fen
  source: FundSource
  documentNumber: string
  on: PlainDate
  listedBy: PersonId[]
}

export interface Release {
  year: number
  amountFen: Fen
  documentNumber: string
  on: PlainDate
}

/** Money of the project: what is planned per year and what was released. */
export interface BudgetState {
  annualPlan: PlanLine[]
  releases: Release[]
}

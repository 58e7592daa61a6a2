import type { PersonId } from '../../values/ids.ts'
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import type { FundSource } from './words.ts'

/** The line of a year in the annual plan. People who signed for it may not release on it. */
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

/** Money of the project: planned by year, and released. */
export interface BudgetState {
  annualPlan: PlanLine[]
  releases: Release[]
}

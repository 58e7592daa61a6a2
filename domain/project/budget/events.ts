import type { PersonId } from '../../values/ids.ts'
import type { Fen } from '../../values/money.ts'
import type { PlainDate } from '../../values/plain-date.ts'
import type { FundSource } from './words.ts'

/** What happened to the project's money. */
export type BudgetEvent =
  | {
      type: 'annualPlanListed'
      v: 1
      on: PlainDate
      year: number
      amountFen: Fen
      source: FundSource
      documentNumber: string
      /** Everyone who signed for the line. */
      listedBy: PersonId[]
      policyVersion: string
    }
  | {
      type: 'fundsReleased'
      v: 1
      on: PlainDate
      year: number
      amountFen: Fen
      documentNumber: string
      policyVersion: string
    }

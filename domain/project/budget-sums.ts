/** Sums of the money of a project, and their limits. */
import { compareFen, type Fen, fen, subtractFen, sumFen } from '../values/money.ts'
import type { PlanLine } from './budget/state.ts'
import { approvalOf, type ProjectState } from './state.ts'

/** Released so far, over all years. */
export const releasedFen = ({ budget }: ProjectState): Fen =>
  sumFen(budget.releases.map(({ amountFen }) => amountFen))

/** Planned so far, over all years. */
export const plannedFen = ({ budget }: ProjectState): Fen =>
  sumFen(budget.annualPlan.map(({ amountFen }) => amountFen))

export const releasedInYearFen = ({ budget }: ProjectState, year: number): Fen =>
  sumFen(budget.releases.filter((release) => release.year === year).map(({ amountFen }) => amountFen))

/** Planned for the years up to this one: the limit of all releases so far. */
export const plannedThroughFen = ({ budget }: ProjectState, year: number): Fen =>
  sumFen(budget.annualPlan.filter((line) => line.year <= year).map(({ amountFen }) => amountFen))

export const planLineOf = ({ budget }: ProjectState, year: number): PlanLine | undefined =>
  budget.annualPlan.find((line) => line.year === year)

/** The approved budget estimate (概算), or null while only the feasibility study is approved. */
export const budgetEstimateFen = (state: ProjectState): Fen | null =>
  (approvalOf(state, 'preliminaryDesign') ?? approvalOf(state, 'merged'))?.approvedFen ?? null

/** The limit of the annual plan: the budget estimate, or the rough estimate while only that is approved. */
export const planCeilingFen = (state: ProjectState): Fen | null =>
  budgetEstimateFen(state) ?? approvalOf(state, 'feasibility')?.approvedFen ?? null

/** What is left of `limit`, at least 0. Compared before subtracting, because an amount cannot be negative. */
export const roomFen = (limit: Fen, used: Fen): Fen =>
  compareFen(used, limit) < 0 ? subtractFen(limit, used) : fen(0)

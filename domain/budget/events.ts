export type BudgetEvent = never

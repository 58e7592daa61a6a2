export const BUDGET_BODIES = {} as const

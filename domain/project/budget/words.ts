/** Where the year's money comes from: both kinds of annual plan in rulebook §4 (条例16 asks for the source). */
export const FUND_SOURCES = ['centralInvestment', 'departmentBudget'] as const
export type FundSource = (typeof FUND_SOURCES)[number]

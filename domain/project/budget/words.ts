/** Source of the money of a year: both kinds of annual plan in rulebook §4 (条例16 requires the source). */
export const FUND_SOURCES = ['centralInvestment', 'departmentBudget'] as const
export type FundSource = (typeof FUND_SOURCES)[number]

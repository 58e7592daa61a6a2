/** What the acts on money say: a line of the annual plan (条例16 [C:S9]) and a release on it. */
import type { Fen } from '../../values/money.ts'
import { documentNumber, integer, money, object, oneOf } from '../../values/shape.ts'
import { FUND_SOURCES } from './words.ts'

const year = integer(2000, 2199, '预算年度')

export const BUDGET_BODIES = {
  listInAnnualPlan: object({
    year,
    amountFen: money<Fen>('年度投资'),
    source: oneOf(FUND_SOURCES, '资金来源'),
    documentNumber: documentNumber('年度计划文号'),
  }),
  releaseFunds: object({
    year,
    amountFen: money<Fen>('拨付金额'),
    documentNumber: documentNumber('拨付文号，每次拨付一份'),
  }),
} as const

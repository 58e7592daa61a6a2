/** Amounts, as the file writes them. */
import type { Fen } from '#domain/values/money.ts'
import { amountIn, amountText } from '../amount-notation.ts'
import { differs, type Expectation, joined, type Mismatch } from '../expectations/expectation.ts'
import { NOTHING, type Titles } from '../problem.ts'
import { named } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import { type Details, detailsIn } from './details.ts'

const AMOUNT_WORDS = {
  investment: { zh: '申报' },
  approved: { zh: '核定' },
  planned: { zh: '计划' },
  released: { zh: '拨付' },
}
type Amount = keyof typeof AMOUNT_WORDS

const AMOUNTS = {
  investment: 'investmentFen',
  approved: 'approvedFen',
  planned: 'plannedFen',
  released: 'releasedFen',
} as const satisfies Record<Amount, keyof Details['amounts']>

export const sameAmount = (label: Titles, expected: Fen, found: number | null): Mismatch[] =>
  expected === found
    ? []
    : differs(joined(label, amountText(expected)), found === null ? NOTHING : amountText(found as Fen))

export const MONEY = {
  amount: {
    zh: '金额',
    en: 'amounts: investment, approved, planned, released',
    read: (place, reading) => {
      const fields = reading.source.fields(place, AMOUNT_WORDS, {
        zh: "金额，例如 {核定: '12,000.00 万元'}",
        en: "amounts such as {approved: '12,000.00 万元'}",
      })
      const expected = (Object.entries(fields) as [Amount, Place][]).flatMap(([key, value]) => {
        const amount = amountIn(value, reading)
        return amount === undefined ? [] : [{ key, amount }]
      })
      return async (seen) => {
        const { amounts } = detailsIn(await seen.case())
        return expected.flatMap(({ key, amount }) =>
          sameAmount(named(AMOUNT_WORDS, key), amount, amounts[AMOUNTS[key]]),
        )
      }
    },
  },
} as const satisfies Record<string, Expectation>

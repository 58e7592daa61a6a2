/** Amounts, in 万元 as the file writes them. */
import { type Fen, formatWan } from '#domain/values/money.ts'
import { fenOf } from '../notation.ts'
import type { SeenProject } from '../observation.ts'
import type { Place } from '../yaml-source.ts'
import type { Expectation, Mismatch, Reading } from './expectation.ts'

const AMOUNT_WORDS = {
  investment: { zh: '申报' },
  approved: { zh: '核定' },
  planned: { zh: '计划' },
  released: { zh: '拨付' },
}
type Amount = keyof typeof AMOUNT_WORDS

const AMOUNTS: Readonly<Record<Amount, (project: SeenProject) => Fen | null>> = {
  investment: ({ investmentFen }) => investmentFen,
  approved: ({ approvedFen }) => approvedFen,
  planned: ({ plannedFen }) => plannedFen,
  released: ({ releasedFen }) => releasedFen,
}

/** An amount in fen; undefined where it is none. */
export function amountIn(place: Place, { source }: Reading): Fen | undefined {
  const text = source.text(place, 'an amount such as “12,000.00 万元”')
  const amount = text === undefined ? null : fenOf(text)
  if (text !== undefined && amount === null) source.fail(place, 'an amount such as “12,000.00 万元”')
  return amount === null ? undefined : (amount as Fen)
}

export const sameAmount = (label: string, expected: Fen, found: Fen | null | undefined): Mismatch[] =>
  expected === found
    ? []
    : [
        {
          expected: `${label} ${formatWan(expected)} 万元`,
          found: found === null || found === undefined ? 'none' : `${formatWan(found)} 万元`,
        },
      ]

export const MONEY = {
  amount: {
    zh: '金额',
    en: 'amounts: investment, approved, planned, released',
    read: (place, reading) => {
      const fields = reading.source.fields(place, AMOUNT_WORDS, 'amounts such as {approved: 12,000.00 万元}')
      const expected = (Object.entries(fields) as [Amount, Place][]).flatMap(([key, value]) => {
        const amount = amountIn(value, reading)
        return amount === undefined ? [] : [{ key, amount }]
      })
      return async (seen) => {
        const project = await seen.project()
        return expected.flatMap(({ key, amount }) => sameAmount(key, amount, AMOUNTS[key](project)))
      }
    },
  },
} as const satisfies Record<string, Expectation>

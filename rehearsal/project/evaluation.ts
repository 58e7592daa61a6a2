/** What evaluation leads to: gates, grade, and the basis of the O&M funds. */
import { GATE_RULES } from '#domain/project/evaluation/gates.ts'
import { type Expectation, type Mismatch, type Reading, same } from '../expectations/expectation.ts'
import { integer } from '../expectations/reading.ts'
import { amountIn } from '../notation.ts'
import { shown } from '../problem.ts'
import { wordIn, wordsOf } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import { type Details, detailsIn } from './details.ts'
import { sameAmount } from './money.ts'

const OM_WORDS = {
  year: { zh: '年度' },
  requested: { zh: '申请' },
  arranged: { zh: '安排' },
  effect: { zh: '处理' },
  unmet: { zh: '未满足' },
}

type OmBasis = NonNullable<Details['evaluation']>['om'][number]

export const EVALUATION = {
  gates: {
    zh: '闸口',
    en: 'the O&M gates: {sharing: met, register: unmet, security: met}',
    read: (place, reading) => {
      const expected = gatesIn(place, reading)
      return async (seen) => {
        const { gates } = detailsIn(await seen.case())
        return expected.flatMap(([gate, status]) => {
          const found = gates.find((one) => one.gate === gate)
          return same(`${gate} ${status}`, `${gate} ${found?.met ? 'met' : 'unmet'}`)
        })
      }
    },
  },
  grade: {
    zh: '等次',
    en: 'the grade of the last adopted post-evaluation, or none',
    read: (place, { source }) => {
      const grade = source.text(place, 'a grade')
      return grade === undefined
        ? undefined
        : async (seen) => same(grade, detailsIn(await seen.case()).evaluation?.grade?.grade ?? 'none')
    },
  },
  om: {
    zh: '运维经费',
    en: 'the basis of a year’s O&M funds: {year, requested, arranged, effect, unmet gates}',
    read: omIn,
  },
} as const satisfies Record<string, Expectation>

function gatesIn(place: Place, { source }: Reading): [gate: string, status: string][] {
  return source.entries(place, 'gates').flatMap(([name, value]): [string, string][] => {
    const gate = wordIn(GATE_RULES, name)
    const status = source.text(value, 'met or unmet')
    if (!gate) source.fail(value, `one of ${wordsOf(GATE_RULES)}`, shown(name))
    else if (status !== 'met' && status !== 'unmet') source.fail(value, 'met or unmet')
    else return [[gate, status]]
    return []
  })
}

function omIn(place: Place, reading: Reading): ReturnType<Expectation['read']> {
  const { source } = reading
  const fields = source.fields(place, OM_WORDS, 'a basis such as {year: 2030, arranged: 500.00 万元}')
  const year = fields.year ? integer(reading, fields.year, 'a year') : undefined
  if (year === undefined) return source.fail(place, 'a basis with its year')
  const requested = fields.requested && amountIn(fields.requested, reading)
  const arranged = fields.arranged && amountIn(fields.arranged, reading)
  const effect = fields.effect && source.text(fields.effect, 'an effect')
  const unmet = fields.unmet && (source.value(fields.unmet) as unknown)
  return async (seen) => {
    const line = detailsIn(await seen.case()).evaluation?.om.findLast((one) => one.year === year)
    if (!line) return [{ expected: `a basis for ${year}`, found: 'none' }]
    return [
      ...(requested === undefined ? [] : sameAmount('requested', requested, line.requestedFen)),
      ...(arranged === undefined ? [] : sameAmount('arranged', arranged, line.arrangedFen)),
      ...(effect === undefined ? [] : same(effect, line.effect)),
      ...(unmet === undefined ? [] : sameUnmet(unmet, line)),
    ]
  }
}

function sameUnmet(expected: unknown, { unmetGates }: Pick<OmBasis, 'unmetGates'>): Mismatch[] {
  const wanted = (Array.isArray(expected) ? expected : [expected]).filter((gate) => gate !== 'none')
  return same(`unmet ${wanted.map(String).toSorted().join()}`, `unmet ${unmetGates.toSorted().join()}`)
}

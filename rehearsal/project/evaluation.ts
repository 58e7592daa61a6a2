/** What evaluation leads to: gates, grade, and the basis of the O&M funds. */
import type { Gate } from '#domain/project/evaluation/gate.ts'
import { GATE_RULES } from '#domain/project/evaluation/gates.ts'
import { GRADE_TITLES } from '#domain/project/evaluation/grade.ts'
import type { OmEffect } from '#domain/project/evaluation/om-effects.ts'
import { amountIn } from '../amount-notation.ts'
import {
  differs,
  type Expectation,
  joined,
  type Mismatch,
  type Reading,
  same,
  sameSet,
} from '../expectations/expectation.ts'
import { integer, isNone, word, wordList } from '../expectations/reading.ts'
import { NOTHING, type Titles } from '../problem.ts'
import { named, type Words, wordIn } from '../words.ts'
import { keyOf, type Place } from '../yaml-source.ts'
import { GATE_STATUS_WORDS } from './choices.ts'
import { detailsIn } from './details.ts'
import { sameAmount } from './money.ts'

const OM_WORDS = {
  year: { zh: '年度' },
  requested: { zh: '申请' },
  arranged: { zh: '安排' },
  effect: { zh: '处理' },
  unmet: { zh: '未满足' },
}

const EFFECT_WORDS: Words<OmEffect> = {
  arrange: { zh: '安排' },
  reduce: { zh: '核减' },
  withhold: { zh: '不安排' },
}
const A_GATE: Titles = { zh: '闸口', en: 'gates' }
const A_YEAR: Titles = { zh: '年度', en: 'a year' }

export const EVALUATION = {
  gates: {
    zh: '闸口',
    en: 'the O&M gates: {sharing: met, register: unmet, security: met}',
    read: (place, reading) => {
      const expected = gatesIn(place, reading)
      return async (seen) => {
        const { gates } = detailsIn(await seen.case())
        return expected.flatMap(([gate, status]) => {
          const found = gates.find((one) => one.gate === gate)?.met ? 'met' : 'unmet'
          return found === status ? [] : differs(gateTold(gate, status), gateTold(gate, found))
        })
      }
    },
  },
  grade: {
    zh: '等次',
    en: 'the grade of the last adopted post-evaluation, or none',
    read: (place, reading) => {
      const what = { zh: '等次', en: 'a grade' }
      const grade = isNone(reading, place) ? null : word(reading, place, GRADE_TITLES, what)
      return grade === undefined
        ? undefined
        : async (seen) =>
            same(grade, detailsIn(await seen.case()).evaluation?.grade?.grade ?? null, GRADE_TITLES)
    },
  },
  om: {
    zh: '运维经费',
    en: 'the basis of a year’s O&M funds: {year, requested, arranged, effect, unmet gates}',
    read: omIn,
  },
} as const satisfies Record<string, Expectation>

type GateStatus = keyof typeof GATE_STATUS_WORDS

const gateTold = (gate: Gate, status: GateStatus): Titles =>
  joined(named(GATE_RULES, gate), named(GATE_STATUS_WORDS, status))

function gatesIn(place: Place, reading: Reading): [Gate, GateStatus][] {
  const { source } = reading
  return source.entries(place, A_GATE).flatMap(([name, value]): [Gate, GateStatus][] => {
    const gate = wordIn(GATE_RULES, name)
    const status = word(reading, value, GATE_STATUS_WORDS, { zh: '满足或未满足', en: 'met or unmet' })
    if (!gate) source.unknown(keyOf(value), name, GATE_RULES)
    return gate && status ? [[gate, status]] : []
  })
}

function omIn(place: Place, reading: Reading): ReturnType<Expectation['read']> {
  const { source } = reading
  const fields = source.fields(place, OM_WORDS, {
    zh: '依据，例如 {年度: 2030, 安排: 500.00 万元}',
    en: 'a basis such as {year: 2030, arranged: 500.00 万元}',
  })
  const year = fields.year ? integer(reading, fields.year, A_YEAR) : source.fail(place, A_YEAR)
  const requested = fields.requested && amountIn(fields.requested, reading)
  const arranged = fields.arranged && amountIn(fields.arranged, reading)
  const effect = fields.effect && word(reading, fields.effect, EFFECT_WORDS, { zh: '处理', en: 'an effect' })
  const unmet = fields.unmet && wordList(reading, fields.unmet, GATE_RULES, A_GATE)
  if (year === undefined) return undefined
  return async (seen) => {
    const line = detailsIn(await seen.case()).evaluation?.om.findLast((one) => one.year === year)
    if (!line) return differs({ zh: `${year} 年度的依据`, en: `a basis for ${year}` }, NOTHING)
    return [
      ...(requested === undefined ? [] : sameAmount(told('requested'), requested, line.requestedFen)),
      ...(arranged === undefined ? [] : sameAmount(told('arranged'), arranged, line.arrangedFen)),
      ...(effect === undefined ? [] : same(effect, line.effect, EFFECT_WORDS)),
      ...(unmet === undefined ? [] : sameSet(told('unmet'), unmet, line.unmetGates, GATE_RULES)),
    ] satisfies Mismatch[]
  }
}

const told = (field: keyof typeof OM_WORDS): Titles => named(OM_WORDS, field)

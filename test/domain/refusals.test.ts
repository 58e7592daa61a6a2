import { describe, expect, it } from 'vitest'
import { capped, kindOf, type Unmet } from '#domain/case/refusal.ts'
import { CASE_REFUSALS } from '#domain/case/refusals.ts'
import { KINDS } from '#domain/kinds.ts'
import { TOPIC_TABLES } from '#domain/project/topics.ts'
import { REVIEW_REFUSALS } from '#domain/review/refusals.ts'
import { SUBSTITUTION_REFUSALS } from '#domain/substitution/refusals.ts'
import { TASK_REFUSALS } from '#domain/tasks/refusals.ts'

const CATALOGUES = [
  CASE_REFUSALS,
  REVIEW_REFUSALS,
  SUBSTITUTION_REFUSALS,
  TOPIC_TABLES.refusals,
  TASK_REFUSALS,
]

describe('a refusal of very many reasons', () => {
  const malformed = (count: number): Unmet[] =>
    Array.from({ length: count }, (_, i) => ({
      code: 'malformed',
      params: { pointer: `/${i}`, problem: 'x' },
    }))

  it('is complete up to fifty', () => {
    expect(capped({ unmet: malformed(50) }, KINDS.refusals)).toEqual({ unmet: malformed(50) })
  })

  it('says above that how many it leaves out', () => {
    const { unmet } = capped({ unmet: malformed(51) }, KINDS.refusals)
    expect(unmet).toEqual([...malformed(49), { code: 'moreUnmet', params: { count: 2 } }])
  })

  it('leaves out none of those that decide its kind', () => {
    const unmet: Unmet[] = [...malformed(60), { code: 'outOfScope' }]
    const cut = capped({ unmet }, KINDS.refusals)
    expect(cut.unmet).toHaveLength(50)
    expect(kindOf(cut, KINDS.refusals)).toBe(kindOf({ unmet }, KINDS.refusals))
    expect(kindOf(cut, KINDS.refusals)).toBe('forbidden')
  })
})

describe('the catalogues of refusals', () => {
  it('have no code in common: the later one would replace the words and the source of the earlier one', () => {
    const codes = CATALOGUES.flatMap((catalogue) => Object.keys(catalogue))
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
    expect(codes.toSorted()).toEqual(Object.keys(KINDS.refusals).toSorted())
  })
})

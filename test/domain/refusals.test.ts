import { describe, expect, it } from 'vitest'
import { capped, kindOf, type Unmet } from '#domain/case/refusal.ts'
import { tablesOfTopics } from '#domain/engine/topic.ts'
import { KINDS } from '#domain/kinds.ts'
import { POLICY_DEFAULT } from '#domain/law/own-policy.ts'

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
  const refusing = (...codes: string[]) =>
    codes.map((code) => ({
      refusals: { [code]: { kind: 'state', zh: code, en: code, source: POLICY_DEFAULT } as const },
    }))
  const made = (...codes: string[]) => tablesOfTopics(refusing(...codes), { statuses: {}, steps: {} })

  it('have no code in common: the later one would replace the words and the source of the earlier one', () => {
    expect(made('ofThisKind').refusals).toHaveProperty('ofThisKind')
    for (const code of ['ofThisKind', 'outOfScope', 'seatTaken', 'substituteLeft', 'noSuchTask'])
      expect(() => made('ofThisKind', code)).toThrow(`an entry called ${code}`)
  })
})

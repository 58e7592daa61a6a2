import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutIgnorable, withoutLookAlikes } from '#domain/values/look-alikes.ts'

const charactersFrom = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)).filter((one) =>
    /\p{Assigned}/u.test(one),
  )

describe('radicals', () => {
  it('all become the character that they look like, except the one that looks like none', () => {
    const radicals = [...charactersFrom(0x2e80, 0x2ef3), ...charactersFrom(0x2f00, 0x2fd5)]
    expect(radicals).toHaveLength(115 + 214)
    const left = radicals.filter((one) => !/^\p{Unified_Ideograph}$/u.test(withoutLookAlikes(one)))
    expect(left).toEqual(['⺀'])
  })

  it.each([
    ['财⾦', '财金'],
    ['⽤⼾', '用户'],
    ['⻋⻓⺠⻛', '车长民风'],
    ['⻩⿈⾭', '黄黄青'],
    ['㇐㇚', '一亅'],
  ])('%s is %s', (shown, meant) => expect(withoutLookAlikes(shown)).toBe(meant))
})

describe('an invisible character', () => {
  it.each(['\u200b', '\u200d', '\ufeff', '\u00ad', '\u2060', '\ufe0f', '\u{e0100}', '\u3164', '\u202e'])(
    'is left out: %j',
    (hidden) => {
      expect(withoutIgnorable(`财${hidden}金`)).toBe('财金')
      expect(withoutLookAlikes(`${hidden}e${hidden}\u0301`), 'nor does it keep a mark from its letter').toBe(
        'é',
      )
    },
  )
})

it('knows full width, ligatures and compatibility forms', () => {
  expect(withoutLookAlikes('ＡＢ１２ﬁ㎡豈ｶﾞ')).toBe('AB12fim2豈ガ')
})

it('is idempotent', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 20 })
  fc.assert(
    fc.property(anything, (text) => {
      const once = withoutLookAlikes(text)
      expect(withoutLookAlikes(once)).toBe(once)
    }),
    { numRuns: 2_000 },
  )
})

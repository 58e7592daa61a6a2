import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inexactNumber } from '#wire/exact-numbers.ts'

const inexact = (json: string) => inexactNumber(new TextEncoder().encode(json))

describe('a number', () => {
  it.each([
    '12000000000.0000001',
    '9007199254740990.5000000001',
    '-0.30000000000000001',
    '1e-400',
    '0.1000000000000000055511151231257827',
    `0.${'1'.repeat(5_000)}`,
    `12${'0'.repeat(96)}01e-89`,
  ])('that would be rounded is found: %s', (number) => {
    expect(inexact(`{"a":["\\"${number}",${number}]}`)).toBe(number.slice(0, 100))
  })

  it.each([
    '0',
    '-0',
    '0.0',
    '0e5',
    '1.0',
    '12000000000',
    '9007199254740991',
    '1e3',
    '0.1',
    '1E+2',
    '100e-2',
  ])('that is not rounded is accepted: %s', (number) => {
    expect(inexact(`[${number}]`)).toBeUndefined()
  })

  it.each(['1e400', '9007199254740993', '-1e99'])(
    'that no field accepts is left to the check of the field: %s',
    (number) => {
      expect(inexact(`[${number}]`)).toBeUndefined()
    },
  )

  it('in a string is text', () => {
    expect(inexact('{"0.30000000000000001":"12000000000.0000001\\","b":"\\"1e-400"}')).toBeUndefined()
  })

  it('that a program has written is always accepted', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(inexact(JSON.stringify(value))).toBeUndefined()
      }),
    )
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(inexact(JSON.stringify(number))).toBeUndefined()
      }),
    )
  })

  it('has exactly the written value, or it is found', () => {
    const literal = fc
      .tuple(fc.bigInt(0n, 10n ** 25n), fc.integer({ min: 0, max: 24 }))
      .map(([digits, places]) => {
        const text = String(digits).padStart(places + 1, '0')
        return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`
      })
    fc.assert(
      fc.property(literal, (text) => {
        const [whole = '', fraction = ''] = text.split('.')
        // 30 decimals are enough: the exact value of a double has more only if the literal has fewer digits.
        const meant = BigInt(whole + fraction.padEnd(30, '0'))
        const shown = Number(text).toFixed(30).replace('.', '')
        const isSame = Math.abs(Number(text)) < 1e21 && BigInt(shown) === meant
        if (isSame) expect(inexact(text)).toBeUndefined()
      }),
    )
  })
})

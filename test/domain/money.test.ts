import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addFen,
  compareFen,
  type Fen,
  fen,
  formatWan,
  formatYuan,
  isAtMostPercent,
  isFen,
  parseFen,
  parseWan,
  parseYuan,
  percentOf,
  share,
  subtractFen,
  sumFen,
} from '#domain/values/money.ts'

const MAX = Number.MAX_SAFE_INTEGER
const anyFen = fc.maxSafeNat().map(fen)
const wan = (text: string) => parseWan(text)!

describe('an amount', () => {
  it('is a safe integer of fen, never below 0', () => {
    for (const n of [0, 1, MAX]) expect(fen(n)).toBe(n)
    for (const n of [-1, -0, 0.5, MAX + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(isFen(n)).toBe(false)
      expect(() => fen(n)).toThrow(RangeError)
    }
    for (const x of ['1', 1n, null, undefined, [1]]) expect(isFen(x)).toBe(false)
  })

  it('is added and subtracted within its bounds', () => {
    expect(addFen()).toBe(0)
    expect(addFen(fen(1), fen(2), fen(3))).toBe(6)
    expect(sumFen([])).toBe(0)
    expect(() => addFen(fen(MAX), fen(1))).toThrow(RangeError)
    expect(() => sumFen([fen(MAX), fen(MAX), fen(MAX)])).toThrow(RangeError)
    expect(subtractFen(fen(3), fen(3))).toBe(0)
    expect(() => subtractFen(fen(3), fen(4))).toThrow(RangeError)
  })

  it('is the same again when an added amount is subtracted', () => {
    fc.assert(
      fc.property(fc.nat().map(fen), fc.nat().map(fen), (a, b) => {
        expect(subtractFen(addFen(a, b), b)).toBe(a)
        expect(Math.sign(compareFen(addFen(a, b), a))).toBe(b === 0 ? 0 : 1)
      }),
    )
  })
})

describe('a percentage rule', () => {
  it('has its limit at exactly 15% (scenario 3)', () => {
    const budget = wan('8640.00')
    expect(isAtMostPercent(wan('1296.00'), 15, budget)).toBe(true)
    expect(isAtMostPercent(addFen(wan('1296.00'), fen(1)), 15, budget)).toBe(false)
    expect(isAtMostPercent(wan('1296.01'), 15, budget)).toBe(false)
    expect(isAtMostPercent(wan('1304.64'), 15, budget)).toBe(false)
  })

  it('has its limit at exactly +10% (scenario 1)', () => {
    const rough = wan('12000.00')
    expect(isAtMostPercent(subtractFen(wan('13200.00'), rough), 10, rough)).toBe(true)
    expect(isAtMostPercent(subtractFen(wan('13200.01'), rough), 10, rough)).toBe(false)
  })

  it('is exact for the largest amounts, where floating point would round', () => {
    expect(isAtMostPercent(fen(MAX), 100, fen(MAX))).toBe(true)
    expect(isAtMostPercent(fen(MAX), 100, fen(MAX - 1))).toBe(false)
    expect(isAtMostPercent(fen(0), 0, fen(0))).toBe(true)
    expect(isAtMostPercent(fen(1), 15, fen(0))).toBe(false)
  })

  it('takes whole percentages only', () => {
    for (const percent of [-1, 0.5, Number.NaN]) {
      expect(() => isAtMostPercent(fen(1), percent, fen(1))).toThrow(RangeError)
      expect(() => percentOf(fen(1), percent)).toThrow(RangeError)
    }
    expect(() => percentOf(fen(MAX), 101)).toThrow(RangeError)
  })

  it('agrees with the percentage of the whole, rounded down to the fen', () => {
    expect(percentOf(fen(199), 50)).toBe(99)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX - 1 }).map(fen), fc.nat(99), (whole, percent) => {
        const limit = percentOf(whole, percent)
        expect(isAtMostPercent(limit, percent, whole)).toBe(true)
        expect(isAtMostPercent(addFen(limit, fen(1)), percent, whole)).toBe(false)
      }),
    )
  })
})

describe('shares', () => {
  it('give the fen left over to the largest remainders, the earlier first', () => {
    expect(share(fen(100), [1, 1, 1])).toEqual([34, 33, 33])
    expect(share(fen(10), [3, 3, 4])).toEqual([3, 3, 4])
    expect(share(fen(1), [1, 2, 2])).toEqual([0, 1, 0])
    expect(share(fen(5), [0, 1])).toEqual([0, 5])
    expect(share(fen(MAX), [MAX, MAX])).toEqual([(MAX + 1) / 2, (MAX - 1) / 2])
  })

  it('need a weight above zero', () => {
    for (const weights of [[], [0, 0], [1, -1], [0.5], [Number.NaN]]) {
      expect(() => share(fen(1), weights)).toThrow(RangeError)
    }
  })

  it('add up to the total exactly, and differ from the exact share by less than one fen', () => {
    const weights = fc
      .array(fc.maxSafeNat(), { minLength: 1, maxLength: 20 })
      .filter((w) => w.some((x) => x > 0))
    fc.assert(
      fc.property(anyFen, weights, (total, list) => {
        const shares = share(total, list)
        expect(sumFen(shares)).toBe(total)
        const whole = list.reduce((sum, w) => sum + BigInt(w), 0n)
        shares.forEach((part, i) => {
          const off = BigInt(part) * whole - BigInt(total) * BigInt(list[i]!)
          expect(off < whole && off > -whole).toBe(true)
        })
      }),
    )
  })
})

describe('amounts in 万元', () => {
  it('are parsed exactly', () => {
    const cases = [
      ['8640', 8_640_000_000],
      ['8640.0', 8_640_000_000],
      ['1296.01', 1_296_010_000],
      ['0.01', 10_000],
      ['0', 0],
      ['9007199254.74', 9_007_199_254_740_000],
    ] as const
    for (const [text, amount] of cases) expect(parseWan(text)).toBe(amount)
  })

  it('are refused in any other form', () => {
    const bad = [
      '',
      '.5',
      '5.',
      '1,000',
      '1 000',
      ' 1',
      '1\n',
      '+1',
      '-1',
      '1.234',
      '１２',
      '1。5',
      '01',
      '1e3',
    ]
    for (const text of [...bad, '0x1', 'NaN', '9007199254.75', '9'.repeat(400), '12万']) {
      expect(parseWan(text), text).toBeNull()
    }
  })

  it('are written with separators and two decimals', () => {
    const cases = [
      [0, '0.00'],
      [10_000, '0.01'],
      [12_000_000_000, '12,000.00'],
      [1_296_010_000, '1,296.01'],
      [100_000_000_000_000, '100,000,000.00'],
    ] as const
    for (const [amount, text] of cases) expect(formatWan(fen(amount))).toBe(text)
  })

  it('show amounts that are no multiple of 100 元 exactly', () => {
    expect(formatWan(fen(1))).toBe('0.000001')
    expect(formatWan(fen(13_200_000_001))).toBe('13,200.000001')
    expect(formatWan(fen(1_001_000))).toBe('1.001')
  })

  it('are parsed back to the same amount', () => {
    const stated = fc.integer({ min: 0, max: 900_719_925_474 }).map((n) => (n * 10_000) as Fen)
    fc.assert(
      fc.property(stated, (amount) => {
        expect(parseWan(formatWan(amount).replaceAll(',', ''))).toBe(amount)
      }),
    )
  })
})

describe('元 and 分', () => {
  it('are parsed exactly to the fen', () => {
    expect(parseYuan('1234567.89')).toBe(123_456_789)
    expect(parseYuan('0.1')).toBe(10)
    expect(parseYuan('90071992547409.91')).toBe(Number.MAX_SAFE_INTEGER)
    expect(parseFen('123')).toBe(123)
    expect(parseFen(String(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER)
  })

  it('are refused in any other form', () => {
    for (const text of ['', '1.234', '1,000', '-1', '01', '90071992547409.92', '9'.repeat(400)]) {
      expect(parseYuan(text), text).toBeNull()
    }
    for (const text of ['', '1.0', '1.5', '9007199254740992', '9'.repeat(17)]) {
      expect(parseFen(text), text).toBeNull()
    }
  })

  it('come back as written', () => {
    const stated = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }).map((n) => n as Fen)
    fc.assert(
      fc.property(stated, (amount) => {
        expect(parseYuan(formatYuan(amount).replaceAll(',', ''))).toBe(amount)
      }),
    )
    expect(formatYuan(fen(123_456_789))).toBe('1,234,567.89')
    expect(formatYuan(fen(1))).toBe('0.01')
  })
})

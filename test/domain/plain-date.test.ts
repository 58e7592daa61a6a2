import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  compareDates,
  dateOf,
  daysBetween,
  endOfDay,
  type Instant,
  instant,
  isInstant,
  isPlainDate,
  maxDate,
  minDate,
  msOf,
  plainDate,
  startOfDay,
  weekdayOf,
  yearOf,
} from '#domain/values/plain-date.ts'

const DAY_MS = 86_400_000
const anyDate = fc.integer({ min: -25_567, max: 84_005 }).map((n) => addDays(plainDate('1970-01-01'), n))
const nearDate = fc.integer({ min: 0, max: 36_500 }).map((n) => addDays(plainDate('2000-01-01'), n))

describe('a plain date', () => {
  it('exists in the calendar', () => {
    for (const good of ['2026-02-28', '2028-02-29', '2000-02-29', '1900-01-01', '2199-12-31']) {
      expect(isPlainDate(good), good).toBe(true)
    }
    for (const bad of ['2026-02-30', '2026-02-29', '1900-02-29', '2026-04-31', '2026-00-10', '2026-13-01']) {
      expect(isPlainDate(bad), bad).toBe(false)
    }
  })

  it('has one spelling only', () => {
    const bad = [
      '2026-2-3',
      '2026-02-3',
      '20260203',
      ' 2026-02-03',
      '2026-02-03\n',
      '2026-02-03T00:00',
      '２０２６-02-03',
    ]
    for (const s of [...bad, '', 20260203, null, undefined, {}]) expect(isPlainDate(s), String(s)).toBe(false)
  })

  it('stays within the accepted years', () => {
    expect(isPlainDate('1899-12-31')).toBe(false)
    expect(isPlainDate('2200-01-01')).toBe(false)
    expect(() => addDays(plainDate('2199-12-31'), 1)).toThrow(RangeError)
    expect(() => addDays(plainDate('1900-01-01'), -1)).toThrow(RangeError)
    expect(() => addDays(plainDate('2026-01-01'), Number.MAX_SAFE_INTEGER)).toThrow(RangeError)
    expect(() => addMonths(plainDate('2199-12-31'), 1)).toThrow(RangeError)
    expect(() => dateOf('2199-12-31T16:00:00.000Z' as Instant)).toThrow(RangeError)
  })

  it('throws where it must be valid and is not', () => {
    expect(() => plainDate('2026-02-30')).toThrow(TypeError)
    expect(() => addDays(plainDate('2026-02-03'), 0.5)).toThrow(TypeError)
    expect(() => addMonths(plainDate('2026-02-03'), Number.NaN)).toThrow(TypeError)
  })

  it('knows its weekday and year', () => {
    expect(weekdayOf(plainDate('2026-03-01'))).toBe(0)
    expect(weekdayOf(plainDate('2026-11-23'))).toBe(1)
    expect(weekdayOf(plainDate('1900-01-06'))).toBe(6)
    expect(yearOf(plainDate('2026-03-01'))).toBe(2026)
  })

  it('moves by months to the corresponding day or the end of the month', () => {
    const cases = [
      ['2026-08-31', 6, '2027-02-28'],
      ['2027-08-31', 6, '2028-02-29'],
      ['2026-03-31', 6, '2026-09-30'],
      ['2026-02-28', 6, '2026-08-28'],
      ['2026-01-15', 24, '2028-01-15'],
      ['2026-12-31', 0, '2026-12-31'],
      ['2026-03-31', -1, '2026-02-28'],
      ['2026-01-31', -13, '2024-12-31'],
    ] as const
    for (const [from, months, to] of cases) expect(addMonths(plainDate(from), months)).toBe(to)
  })

  it('adds days as the inverse of counting them', () => {
    fc.assert(
      fc.property(nearDate, fc.integer({ min: -30_000, max: 30_000 }), (d, n) => {
        expect(daysBetween(d, addDays(d, n))).toBe(n)
        expect(isPlainDate(addDays(d, n))).toBe(true)
        expect(weekdayOf(addDays(d, 7))).toBe(weekdayOf(d))
      }),
    )
  })

  it('is ordered by its days', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(Math.sign(compareDates(a, b))).toBe(Math.sign(daysBetween(b, a)) + 0)
        expect([minDate(a, b), maxDate(a, b)]).toEqual([a, b].sort(compareDates))
      }),
    )
  })

  it('stays in the target month of addMonths', () => {
    fc.assert(
      fc.property(nearDate, fc.integer({ min: -240, max: 240 }), (d, months) => {
        const moved = addMonths(d, months)
        const monthIndex = (x: string) => Number(x.slice(0, 4)) * 12 + Number(x.slice(5, 7))
        expect(monthIndex(moved) - monthIndex(d)).toBe(months)
        expect(Number(moved.slice(8))).toBeLessThanOrEqual(Number(d.slice(8)))
      }),
    )
  })
})

describe('an instant', () => {
  it('is canonical: milliseconds and Z', () => {
    expect(isInstant('2026-03-05T08:00:00.000Z')).toBe(true)
    const bad = ['2026-03-05T08:00:00Z', '2026-03-05T08:00:00.000+08:00', '2026-02-30T08:00:00.000Z']
    for (const s of [...bad, '2026-03-05T24:00:00.000Z', '2026-03-05', '', 0, null]) {
      expect(isInstant(s), String(s)).toBe(false)
    }
  })

  it('cannot be made of anything but whole milliseconds', () => {
    for (const ms of [Number.NaN, 0.5, Number.POSITIVE_INFINITY, 8.64e15, Number.MAX_SAFE_INTEGER]) {
      expect(() => instant(ms)).toThrow(TypeError)
    }
  })

  it('belongs to the Shanghai day, which starts at 16:00 UTC of the day before', () => {
    expect(dateOf('2026-03-05T15:59:59.999Z' as Instant)).toBe('2026-03-05')
    expect(dateOf('2026-03-05T16:00:00.000Z' as Instant)).toBe('2026-03-06')
    expect(startOfDay(plainDate('2026-03-06'))).toBe('2026-03-05T16:00:00.000Z')
    expect(endOfDay(plainDate('2026-03-05'))).toBe('2026-03-05T16:00:00.000Z')
  })

  it('is the same after conversion to milliseconds and back, and is within its day', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: DAY_MS - 1 }), (d, ms) => {
        const i = instant(msOf(startOfDay(d)) + ms)
        expect(isInstant(i)).toBe(true)
        expect(instant(msOf(i))).toBe(i)
        expect(dateOf(i)).toBe(d)
        expect(msOf(endOfDay(d)) - msOf(startOfDay(d))).toBe(DAY_MS)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorkdays,
  type Calendar,
  countWorkdays,
  crossesProvisionalYear,
  explainWorkdays,
  isProvisionalYear,
  isWorkday,
  monthsAfter,
} from '#domain/values/calendar.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import { isLegalHoliday } from '#domain/values/legal-holidays.ts'
import {
  addDays,
  daysBetween,
  type PlainDate,
  plainDate,
  weekdayOf,
  yearOf,
} from '#domain/values/plain-date.ts'

const cal = CALENDAR_V1
const day = plainDate
const anyDate = fc.integer({ min: 0, max: 6_500 }).map((n) => addDays(day('2025-01-01'), n))

function datesOf(year: number, wanted: (d: PlainDate) => boolean): PlainDate[] {
  const dates: PlainDate[] = []
  for (let d = day(`${year}-01-01`); yearOf(d) === year; d = addDays(d, 1)) if (wanted(d)) dates.push(d)
  return dates
}

describe('the 2026 calendar', () => {
  it('has 248 working days', () => {
    expect(countWorkdays(cal, day('2025-12-31'), day('2026-12-31'))).toBe(248)
    expect(datesOf(2026, (d) => isWorkday(cal, d))).toHaveLength(248)
  })

  it('has 33 days off and 6 weekend days that are working days', () => {
    const { off, work } = cal.years['2026']!
    expect(new Set(off).size).toBe(33)
    expect(work).toHaveLength(6)
    for (const d of work) expect([0, 6]).toContain(weekdayOf(d))
    for (const d of off) expect(isWorkday(cal, d)).toBe(false)
    for (const d of work) expect(isWorkday(cal, d)).toBe(true)
  })

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(cal))).toEqual(cal)
  })

  it('counts twenty working days across the Spring Festival', () => {
    expect(addWorkdays(cal, day('2026-02-06'), 20)).toEqual({ date: '2026-03-12', provisional: false })
  })

  it('gives all dates of the scenarios in the rulebook', () => {
    const cases = [
      ['2026-03-02', 5, '2026-03-09'],
      ['2026-03-05', 20, '2026-04-02'],
      ['2026-03-09', 30, '2026-04-21'],
      ['2026-06-10', 30, '2026-07-23'],
    ] as const
    for (const [from, n, date] of cases) {
      expect(addWorkdays(cal, day(from), n)).toEqual({ date, provisional: false })
    }
    expect(countWorkdays(cal, day('2026-03-05'), day('2026-03-09'))).toBe(2)
    expect(countWorkdays(cal, day('2026-03-09'), day('2026-04-17'))).toBe(28)
  })
})

describe('a year without notice', () => {
  it('is computed with the holidays of the law', () => {
    const expected = [
      '01-01',
      '02-05',
      '02-06',
      '02-07',
      '02-08',
      '04-05',
      '05-01',
      '05-02',
      '06-09',
      '09-15',
    ]
    expect(datesOf(2027, isLegalHoliday)).toEqual(
      [...expected, '10-01', '10-02', '10-03'].map((d) => `2027-${d}`),
    )
    for (const d of datesOf(2027, isLegalHoliday)) expect(isWorkday(cal, d)).toBe(false)
    expect(isWorkday(cal, day('2027-02-09'))).toBe(true)
    expect(isWorkday(cal, day('2027-02-13'))).toBe(false)
  })

  it('is provisional, before and after the years with a notice', () => {
    expect([2025, 2026, 2027].map((year) => isProvisionalYear(cal, year))).toEqual([true, false, true])
    expect(isWorkday(cal, day('2025-10-02'))).toBe(false)
    expect(isWorkday(cal, day('2041-10-02'))).toBe(false)
  })

  it('has 13 legal holidays in the years of the table, fewer only if a festival falls on National Day', () => {
    for (let year = 2027; year <= 2040; year++) {
      const meets = [2028, 2031, 2039].includes(year)
      expect(datesOf(year, isLegalHoliday).length, String(year)).toBe(meets ? 12 : 13)
    }
    expect(datesOf(2041, isLegalHoliday)).toHaveLength(6)
    expect(datesOf(2025, isLegalHoliday)).toHaveLength(6)
  })

  it('has festivals on the days that follow from the moon and the sun', () => {
    // Mean new moon of 2000-01-06 18:14 UTC and mean month: true new moons differ from it by less than a day.
    const moonAge = (d: PlainDate) => {
      const days = daysBetween(day('2000-01-07'), d) - 2.24 / 24 + 0.5
      return ((days % 29.530588) + 29.530588) % 29.530588
    }
    for (let year = 2027; year <= 2040; year++) {
      const movable = datesOf(year, (d) => isLegalHoliday(d) && !/-(01-01|05-0[12]|10-0[123])$/.test(d))
      const newYearsEve = movable[0]!
      expect(movable.slice(0, 4)).toEqual([0, 1, 2, 3].map((n) => addDays(newYearsEve, n)))
      expect(Math.abs(((moonAge(addDays(newYearsEve, 1)) + 15) % 29.530588) - 15)).toBeLessThan(1.5)
      const pureBrightness = Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4)
      expect(movable).toContain(`${year}-04-0${pureBrightness}`)
      const dragonBoat = movable.find((d) => d > `${year}-05-20`)!
      expect(Math.abs(moonAge(dragonBoat) - 4.5)).toBeLessThan(1.5)
      const midAutumn = movable.find((d) => d > `${year}-09-01`)
      if (midAutumn) expect(Math.abs(moonAge(midAutumn) - 14.5)).toBeLessThan(1.5)
    }
  })

  it('makes a count provisional that includes its days, and no other', () => {
    expect(addWorkdays(cal, day('2026-12-30'), 1)).toEqual({ date: '2026-12-31', provisional: false })
    expect(addWorkdays(cal, day('2026-12-31'), 1)).toEqual({ date: '2027-01-04', provisional: true })
    expect(addWorkdays(cal, day('2025-12-31'), 1)).toEqual({ date: '2026-01-04', provisional: false })
    expect(addWorkdays(cal, day('2025-12-30'), 2)).toEqual({ date: '2026-01-04', provisional: true })
    expect(addWorkdays(cal, day('2025-12-30'), 300).provisional).toBe(true)
    expect(addWorkdays(cal, day('2027-03-01'), 0)).toEqual({ date: '2027-03-01', provisional: true })
    expect(crossesProvisionalYear(cal, day('2026-12-31'), day('2026-12-31'))).toBe(false)
  })

  it('is no longer provisional after its notice, which may also move days of the December before', () => {
    const notice = { source: 'made up', off: [day('2026-12-31')], work: [day('2026-12-27')] }
    const next: Calendar = { version: 'next', years: { ...cal.years, '2027': notice } }
    expect(isWorkday(next, day('2026-12-31'))).toBe(false)
    expect(isWorkday(next, day('2026-12-27'))).toBe(true)
    expect(addWorkdays(next, day('2026-12-30'), 1)).toEqual({ date: '2027-01-01', provisional: false })
    expect(isWorkday(cal, day('2026-12-31'))).toBe(true)
  })
})

describe('a period in months', () => {
  it('ends on the next working day when its last day is off', () => {
    expect(monthsAfter(cal, day('2026-08-31'), 6)).toEqual({ date: '2027-03-01', provisional: true })
    expect(monthsAfter(cal, day('2026-03-31'), 6)).toEqual({ date: '2026-09-30', provisional: false })
    expect(monthsAfter(cal, day('2026-04-01'), 6)).toEqual({ date: '2026-10-08', provisional: false })
    expect(monthsAfter(cal, day('2026-09-01'), 6)).toEqual({ date: '2027-03-01', provisional: true })
  })

  it('is provisional when the days off at its end run into a year without notice', () => {
    const only2028: Calendar = { version: 'x', years: { '2028': { source: 'made up', off: [], work: [] } } }
    expect(monthsAfter(only2028, day('2028-06-30'), 6)).toEqual({ date: '2029-01-02', provisional: true })
    expect(monthsAfter(only2028, day('2027-06-30'), 8)).toEqual({ date: '2028-02-29', provisional: false })
  })

  it('of zero months moves a fixed date from a day off to the next working day', () => {
    expect(monthsAfter(cal, day('2027-01-31'), 0)).toEqual({ date: '2027-02-01', provisional: true })
    expect(monthsAfter(cal, day('2026-12-31'), 0)).toEqual({ date: '2026-12-31', provisional: false })
  })

  it('always ends on a working day, and not before the corresponding day', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 24 }), (from, months) => {
        const { date } = monthsAfter(cal, from, months)
        expect(isWorkday(cal, date)).toBe(true)
        expect(date >= from).toBe(true)
      }),
    )
  })
})

describe('counting working days', () => {
  it('refuses an invalid count', () => {
    for (const n of [-1, 1.5, Number.NaN]) {
      expect(() => addWorkdays(cal, day('2026-03-02'), n)).toThrow(TypeError)
      expect(() => monthsAfter(cal, day('2026-03-02'), n)).toThrow(TypeError)
    }
    expect(() => addWorkdays(cal, day('2199-12-01'), 100)).toThrow(RangeError)
  })

  it('does not change a date for zero days, and counts nothing backwards', () => {
    expect(addWorkdays(cal, day('2026-02-15'), 0)).toEqual({ date: '2026-02-15', provisional: false })
    expect(countWorkdays(cal, day('2026-03-02'), day('2026-03-02'))).toBe(0)
    expect(countWorkdays(cal, day('2026-03-02'), day('2026-02-02'))).toBe(0)
  })

  it('is the inverse of adding them', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 300 }), (from, n) => {
        const { date } = addWorkdays(cal, from, n)
        expect(countWorkdays(cal, from, date)).toBe(n)
        expect(isWorkday(cal, date)).toBe(true)
      }),
    )
  })

  it('adds up over adjacent spans, and its explanation gives the same number', () => {
    fc.assert(
      fc.property(anyDate, fc.nat(200), fc.nat(200), (from, a, b) => {
        const middle = addDays(from, a)
        const to = addDays(middle, b)
        const whole = countWorkdays(cal, from, to)
        expect(countWorkdays(cal, from, middle) + countWorkdays(cal, middle, to)).toBe(whole)
        const runs = explainWorkdays(cal, from, to)
        expect(runs.reduce((sum, run) => sum + run.workdays, 0)).toBe(whole)
        expect(runs.reduce((sum, run) => sum + daysBetween(run.from, run.to) + 1, 0)).toBe(a + b)
      }),
    )
  })

  it('gives the reason of each run of days', () => {
    expect(explainWorkdays(cal, day('2026-04-29'), day('2026-05-10'))).toEqual([
      { from: '2026-04-30', to: '2026-04-30', workdays: 1, reason: 'workday' },
      { from: '2026-05-01', to: '2026-05-05', workdays: 0, reason: 'noticeHoliday' },
      { from: '2026-05-06', to: '2026-05-08', workdays: 3, reason: 'workday' },
      { from: '2026-05-09', to: '2026-05-09', workdays: 1, reason: 'makeUpWorkday' },
      { from: '2026-05-10', to: '2026-05-10', workdays: 0, reason: 'weekend' },
    ])
    expect(explainWorkdays(cal, day('2026-12-31'), day('2027-01-01'))[0]?.reason).toBe('legalHoliday')
  })
})

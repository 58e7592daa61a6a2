import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addWorkdays, countWorkdays } from '#domain/values/calendar.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import {
  type Clock,
  dueOf,
  elapsedWorkingDays,
  explain,
  extend,
  grossWorkingDays,
  isPaused,
  PAUSE_REASONS,
  pause,
  remainingWorkingDays,
  resume,
  startClock,
} from '#domain/values/clock.ts'
import { addDays, plainDate } from '#domain/values/plain-date.ts'

const cal = CALENDAR_V1
const day = plainDate
const appraisal = (from: string) => ({
  from: day(from),
  reason: 'appraisal' as const,
  document: '发改投资〔2026〕1号',
})

const running = startClock(day('2026-03-05'), 20)
const stopped = pause(running, appraisal('2026-03-09'))
const resumed = resume(stopped, day('2026-04-17'))

/** A clock with up to four pauses, all ended, and the gaps in calendar days from which they were made. */
const anyClock = fc
  .record({
    start: fc.nat(700),
    allowed: fc.integer({ min: 1, max: 60 }),
    gaps: fc.array(fc.record({ run: fc.nat(20), stop: fc.nat(60) }), { maxLength: 4 }),
  })
  .map(({ start, allowed, gaps }) => {
    let clock = startClock(addDays(day('2025-11-01'), start), allowed)
    let at = clock.startedOn
    for (const { run, stop } of gaps) {
      const from = addDays(at, run)
      at = addDays(from, stop)
      clock = resume(pause(clock, { from, reason: 'hearing', document: 'n' }), at)
    }
    return clock
  })

const dueOn = (clock: Clock) => dueOf(clock, cal)!.dueOn

describe('the clock of scenario 1', () => {
  it('is due after twenty working days without a pause', () => {
    expect(dueOf(running, cal)).toEqual({ dueOn: '2026-04-02', provisional: false })
  })

  it('has no due date while the appraisal lasts', () => {
    expect(isPaused(stopped)).toBe(true)
    expect(dueOf(stopped, cal)).toBeNull()
    expect(elapsedWorkingDays(stopped, cal, day('2026-04-10'))).toBe(2)
    expect(remainingWorkingDays(stopped, cal, day('2026-04-10'))).toBe(18)
  })

  it('is due later by the length of the pause when the report arrives', () => {
    expect(isPaused(resumed)).toBe(false)
    expect(dueOf(resumed, cal)).toEqual({ dueOn: '2026-05-15', provisional: false })
    expect(dueOf(extend(resumed, 10), cal)).toEqual({ dueOn: '2026-05-29', provisional: false })
    expect(dueOf(resume(extend(stopped, 10), day('2026-04-17')), cal)?.dueOn).toBe('2026-05-29')
  })

  it('counts the day a pause begins and not the day it ends', () => {
    const elapsed = (d: string) => elapsedWorkingDays(resumed, cal, day(d))
    expect(['2026-03-05', '2026-03-06', '2026-03-09', '2026-03-10'].map(elapsed)).toEqual([0, 1, 2, 2])
    expect(['2026-04-17', '2026-04-19', '2026-04-20'].map(elapsed)).toEqual([2, 2, 3])
  })

  it('distinguishes net and gross time, and gives overdue days as negative', () => {
    expect(grossWorkingDays(resumed, cal, day('2026-04-17'))).toBe(30)
    expect(remainingWorkingDays(resumed, cal, day('2026-05-15'))).toBe(0)
    expect(remainingWorkingDays(resumed, cal, day('2026-05-18'))).toBe(-1)
    expect(elapsedWorkingDays(resumed, cal, day('2026-01-05'))).toBe(0)
  })

  it('explains its due date in stretches', () => {
    const why = explain(resumed, cal)
    expect(why).toMatchObject({ calendarVersion: '2026.1', startedOn: '2026-03-05', allowedWorkingDays: 20 })
    expect(why.due).toEqual({ dueOn: '2026-05-15', provisional: false })
    const { reason, document } = appraisal('2026-03-09')
    expect(why.stretches.map(({ runs, ...stretch }) => stretch)).toEqual([
      { from: '2026-03-06', to: '2026-03-09', workingDays: 2, pause: null },
      { from: '2026-03-10', to: '2026-04-17', workingDays: 28, pause: { reason, document } },
      { from: '2026-04-18', to: '2026-05-15', workingDays: 18, pause: null },
    ])
    expect(why.stretches[2]?.runs.find((run) => run.reason === 'makeUpWorkday')?.from).toBe('2026-05-09')
  })

  it('explains a lasting pause as open, without a due date', () => {
    const why = explain(stopped, cal)
    expect(why.due).toBeNull()
    expect(why.stretches.at(-1)).toMatchObject({ from: '2026-03-10', to: null, workingDays: null, runs: [] })
  })
})

describe('a clock', () => {
  it('is provisional as soon as a counted day or the due date lies in a year without notice', () => {
    const late = startClock(day('2026-12-29'), 2)
    expect(dueOf(late, cal)).toEqual({ dueOn: '2026-12-31', provisional: false })
    expect(dueOf(extend(late, 1), cal)).toEqual({ dueOn: '2027-01-04', provisional: true })
    const early = startClock(day('2025-12-25'), 20)
    expect(dueOf(early, cal)?.provisional).toBe(true)
    expect(dueOf(resume(pause(early, appraisal('2025-12-26')), day('2026-03-02')), cal)?.provisional).toBe(
      true,
    )
    expect(dueOf(resume(pause(early, appraisal('2025-12-25')), day('2026-03-02')), cal)?.provisional).toBe(
      false,
    )
  })

  it('is not moved by a pause that begins on or after its due date', () => {
    for (const from of ['2026-04-02', '2026-04-10']) {
      const after = resume(pause(running, appraisal(from)), day('2026-05-20'))
      expect(dueOn(after)).toBe('2026-04-02')
      expect(explain(after, cal).stretches).toHaveLength(1)
    }
  })

  it('throws when it is used wrongly', () => {
    for (const n of [0, -1, 1.5, Number.NaN]) {
      expect(() => startClock(day('2026-03-05'), n)).toThrow(TypeError)
      expect(() => extend(running, n)).toThrow(TypeError)
    }
    expect(() => pause(stopped, appraisal('2026-03-10'))).toThrow(TypeError)
    expect(() => pause(running, { ...appraisal('2026-03-09'), document: ' ' })).toThrow(TypeError)
    expect(() => resume(running, day('2026-03-09'))).toThrow(TypeError)
    expect(() => resume(resumed, day('2026-04-18'))).toThrow(TypeError)
  })

  it('counts no day twice when acts are decided in another order than received', () => {
    expect(pause(running, appraisal('2026-03-04')).pauses.at(-1)?.from).toBe('2026-03-05')
    expect(pause(resumed, appraisal('2026-04-16')).pauses.at(-1)?.from).toBe('2026-04-17')
    expect(resume(stopped, day('2026-03-08')).pauses.at(-1)?.to).toBe('2026-03-09')
  })

  it('may be paused again on the day it was resumed, for any reason of the list', () => {
    const again = pause(resumed, { from: day('2026-04-17'), reason: 'stateCouncil', document: 'n' })
    expect(dueOn(resume(again, day('2026-04-20')))).toBe('2026-05-18')
    expect(PAUSE_REASONS).toEqual(['appraisal', 'hearing', 'stateCouncil', 'supplementAfterAdmission'])
  })

  it('is plain JSON and is never changed in place', () => {
    const before = JSON.stringify([running, stopped])
    const clock = extend(resume(stopped, day('2026-04-17')), 10)
    expect(JSON.parse(JSON.stringify(clock))).toEqual(clock)
    expect(JSON.stringify([running, stopped])).toBe(before)
  })
})

describe('any clock', () => {
  it('is never due before its gross due date', () => {
    fc.assert(
      fc.property(anyClock, (clock) => {
        const gross = addWorkdays(cal, clock.startedOn, clock.allowedWorkingDays).date
        expect(dueOn(clock) >= gross).toBe(true)
      }),
    )
  })

  it('has used its whole period on the due date and not the day before', () => {
    fc.assert(
      fc.property(anyClock, (clock) => {
        const due = dueOn(clock)
        expect(remainingWorkingDays(clock, cal, due)).toBe(0)
        expect(remainingWorkingDays(clock, cal, addDays(due, -1))).toBe(1)
      }),
    )
  })

  it('moves by exactly the working days of a pause that begins before it is due', () => {
    fc.assert(
      fc.property(anyClock, fc.nat(80), fc.nat(80), (clock, run, stop) => {
        const due = dueOn(clock)
        const from = addDays(clock.pauses.at(-1)?.to ?? clock.startedOn, run)
        const to = addDays(from, stop)
        const later = resume(pause(clock, { from, reason: 'appraisal', document: 'n' }), to)
        const cost = from < due ? countWorkdays(cal, from, to) : 0
        expect(dueOn(later)).toBe(addWorkdays(cal, due, cost).date)
      }),
    )
  })

  it('moves by at least the working days of an extension', () => {
    fc.assert(
      fc.property(anyClock, fc.integer({ min: 1, max: 30 }), (clock, n) => {
        expect(countWorkdays(cal, dueOn(clock), dueOn(extend(clock, n)))).toBeGreaterThanOrEqual(n)
      }),
    )
  })

  it('never elapses faster than gross time, nor backwards', () => {
    fc.assert(
      fc.property(anyClock, fc.nat(200), (clock, n) => {
        const today = addDays(clock.startedOn, n)
        const elapsed = elapsedWorkingDays(clock, cal, today)
        expect(elapsed).toBeLessThanOrEqual(grossWorkingDays(clock, cal, today))
        expect(elapsedWorkingDays(clock, cal, addDays(today, 1)) - elapsed).toBeOneOf([0, 1])
      }),
    )
  })

  it('is explained by adjacent stretches, whose running days add up to the period', () => {
    fc.assert(
      fc.property(anyClock, (clock) => {
        const { stretches, due } = explain(clock, cal)
        let next = addDays(clock.startedOn, 1)
        let counted = 0
        for (const { from, to, workingDays, pause: stop } of stretches) {
          expect(from).toBe(next)
          next = addDays(to!, 1)
          if (!stop) counted += workingDays!
        }
        expect(addDays(next, -1)).toBe(due!.dueOn)
        expect(counted).toBe(clock.allowedWorkingDays)
      }),
    )
  })
})

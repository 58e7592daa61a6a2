import { describe, expect, it } from 'vitest'
import { NO_PREFERENCES, type NoticePreferences, timingOf } from '#domain/engine/notice-timing.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import type { Instant } from '#domain/values/plain-date.ts'

const timing = (preferences: Partial<NoticePreferences>, now: string, group: 'tasks' | 'overdue' = 'tasks') =>
  timingOf(
    group,
    { ...NO_PREFERENCES, ...preferences },
    { calendar: CALENDAR_V1, policy: POLICY_V1.values, now: now as Instant },
  )
const later = (at: string, inDigest: boolean) => ({ kind: 'later', at, inDigest })

const FRIDAY_NIGHT = '2026-03-06T14:00:00.000Z'
const MONDAY_MORNING = '2026-03-09T01:00:00.000Z'

describe('whoever has said nothing', () => {
  it('hears of everything at once', () => {
    expect(timing({}, FRIDAY_NIGHT)).toEqual({ kind: 'now' })
  })
})

describe('quiet hours', () => {
  it('put off until the next working morning what is due at night', () => {
    expect(timing({ quietHours: true }, FRIDAY_NIGHT)).toEqual(later(MONDAY_MORNING, false))
    expect(timing({ quietHours: true }, '2026-03-06T00:30:00.000Z')).toEqual(
      later('2026-03-06T01:00:00.000Z', false),
    )
  })

  it('let through what is due in office hours, on a weekend made a workday too', () => {
    expect(timing({ quietHours: true }, '2026-03-06T02:00:00.000Z')).toEqual({ kind: 'now' })
    expect(timing({ quietHours: true }, '2026-02-14T02:00:00.000Z')).toEqual({ kind: 'now' })
  })

  it('do not hold what the policy calls prompt', () => {
    expect(timing({ quietHours: true, muted: ['overdue'] }, FRIDAY_NIGHT, 'overdue')).toEqual({ kind: 'now' })
  })
})

describe('the digest', () => {
  it('leaves at its time on a working day, or at the first office hour after it', () => {
    const daily = { digest: 'daily' } as const
    expect(timing({ ...daily, digestMinute: 600 }, MONDAY_MORNING)).toEqual(
      later('2026-03-09T02:00:00.000Z', true),
    )
    expect(timing({ ...daily, digestMinute: 1200 }, '2026-03-06T02:00:00.000Z')).toEqual(
      later(MONDAY_MORNING, true),
    )
  })

  it('that is due now is not joined any more', () => {
    expect(timing({ digest: 'daily', digestMinute: 540 }, MONDAY_MORNING)).toEqual(
      later('2026-03-10T01:00:00.000Z', true),
    )
  })
})

describe('a muted group', () => {
  it('is not sent', () => {
    expect(timing({ muted: ['tasks'] }, MONDAY_MORNING)).toEqual({ kind: 'muted' })
  })
})

describe('the words', () => {
  it.each(Object.entries(PROJECT.notices))(
    'of %s say in both languages what happened and what is next',
    (event, notice) => {
      const next = PROJECT.nextSteps[event]
      for (const zh of [notice?.zh, next?.zh]) expect(zh).toMatch(/\p{Script=Han}/u)
      for (const en of [notice?.en, next?.en]) expect(en).toMatch(/^[\x20-\x7e]+$/)
    },
  )

  it('have no row for an event that nobody is told of', () => {
    const told = [
      ...Object.keys(PROJECT.notices),
      ...['signatureAwaited', 'deadlineNear', 'deadlineEscalated'],
      ...['holderLeft', 'signerLeft', 'adviserLeft', 'signersGone', 'officeEmpty'],
    ]
    expect(Object.keys(PROJECT.nextSteps).toSorted()).toEqual(told.toSorted())
    expect(Object.keys(POLICY_V1.values.warningWorkingDays)).toEqual(Object.keys(PROJECT.deadlines))
  })
})

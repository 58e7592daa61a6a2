import { describe, expect, it } from 'vitest'
import { NO_PREFERENCES, type NoticePreferences, timingOf } from '#domain/engine/notice-timing.ts'
import { KINDS } from '#domain/kinds.ts'
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

describe('a person without preferences', () => {
  it('gets every notice at once', () => {
    expect(timing({}, FRIDAY_NIGHT)).toEqual({ kind: 'now' })
  })
})

describe('quiet hours', () => {
  it('delay notices of the night until the next working morning', () => {
    expect(timing({ quietHours: true }, FRIDAY_NIGHT)).toEqual(later(MONDAY_MORNING, false))
    expect(timing({ quietHours: true }, '2026-03-06T00:30:00.000Z')).toEqual(
      later('2026-03-06T01:00:00.000Z', false),
    )
  })

  it('do not delay notices in office hours, also on a weekend day that is a working day', () => {
    expect(timing({ quietHours: true }, '2026-03-06T02:00:00.000Z')).toEqual({ kind: 'now' })
    expect(timing({ quietHours: true }, '2026-02-14T02:00:00.000Z')).toEqual({ kind: 'now' })
  })

  it('do not delay groups that the policy sends at once', () => {
    expect(timing({ quietHours: true, muted: ['overdue'] }, FRIDAY_NIGHT, 'overdue')).toEqual({ kind: 'now' })
  })
})

describe('the digest', () => {
  it('is sent at its time on a working day, or at the first office time after it', () => {
    const daily = { digest: 'daily' } as const
    expect(timing({ ...daily, digestMinute: 600 }, MONDAY_MORNING)).toEqual(
      later('2026-03-09T02:00:00.000Z', true),
    )
    expect(timing({ ...daily, digestMinute: 1200 }, '2026-03-06T02:00:00.000Z')).toEqual(
      later(MONDAY_MORNING, true),
    )
  })

  it('that is due now gets no new notice', () => {
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

describe.each(KINDS.all.map((kind) => ({ name: kind.name, kind })))('the words of a $name', ({ kind }) => {
  it.each(Object.entries(kind.notices))(
    'of %s say in both languages what happened and what is next',
    (event, notice) => {
      const next = kind.nextSteps[event]
      for (const zh of [notice?.zh, next?.zh]) expect(zh).toMatch(/\p{Script=Han}/u)
      for (const en of [notice?.en, next?.en]) expect(en).toMatch(/^[\x20-\x7e]+$/)
    },
  )

  it('do not exist for an event without a notice', () => {
    const told = [
      ...Object.keys(kind.notices),
      ...['signatureAwaited', 'deadlineNear', 'deadlineEscalated'],
      ...['holderLeft', 'signerLeft', 'adviserLeft', 'signersGone', 'officeEmpty'],
    ]
    expect(Object.keys(kind.nextSteps).toSorted()).toEqual(told.toSorted())
    expect(Object.keys(kind.policy.warningWorkingDays.value)).toEqual(Object.keys(kind.deadlines))
  })
})

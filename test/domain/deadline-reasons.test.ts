import { describe, expect, it } from 'vitest'
import { wordsOfMove } from '#domain/engine/deadline-move.ts'
import { reasonsOf } from '#domain/engine/deadline-reasons.ts'
import { descriptionOf } from '#domain/engine/event-descriptions.ts'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import type { DeadlineKind } from '#domain/project/topics.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import { NOBODY_NAMED } from '#domain/values/directory.ts'
import type { CommandId } from '#domain/values/ids.ts'
import { dateOf, plainDate } from '#domain/values/plain-date.ts'
import { mergedForm, project } from './project-builder.ts'
import { approver, lead } from './project-people.ts'

const submitted = (on: string) => project().at(on).by(lead).act('submitStage', mergedForm)
type Driver = ReturnType<typeof submitted>

function why(p: Driver, kind: DeadlineKind) {
  const deadline = p.deadline(kind)
  if (!deadline) throw new Error(`no deadline ${kind}`)
  const command = { id: '' as CommandId, contentHash: '' }
  return reasonsOf(ofProject(p.state), deadline, {
    ...p.facts,
    at: p.now,
    on: dateOf(p.now),
    actor: lead,
    named: NOBODY_NAMED,
    command,
  })
}

const days = (from: string, to = from) => ({ from: plainDate(from), to: plainDate(to) })

describe('why a due date', () => {
  it('names the start, the counted days, the skipped holidays and the make-up days', () => {
    // The Spring Festival of 2026: 15 to 23 February are off, 14 and 28 February are worked.
    const p = submitted('2026-02-09')
    expect(p.dueOn('completeness')).toBe('2026-02-14')
    expect(why(p, 'completeness')).toMatchObject({
      ...{ from: '2026-02-09', unit: 'workingDays', length: 5, countedWorkingDays: 5 },
      ...{ holidays: [], makeUpDays: [days('2026-02-14')], calendarVersion: CALENDAR_V1.version },
    })
    const over = submitted('2026-02-12')
    expect(over.dueOn('completeness')).toBe('2026-02-26')
    expect(why(over, 'completeness')).toMatchObject({
      ...{ countedWorkingDays: 5, makeUpDays: [days('2026-02-14')] },
      holidays: [days('2026-02-15', '2026-02-23')],
    })
  })

  it('names the pauses, which do not belong to the period', () => {
    const p = submitted('2026-03-02').by(approver).act('admit', {})
    p.at('2026-03-05').act('pauseClock', { reason: 'hearing', document: 'd'.repeat(64) })
    p.at('2026-03-12').act('resumeClock', { reason: 'hearing', document: 'e'.repeat(64) })
    expect(why(p, 'decision')).toMatchObject({
      ...{ countedWorkingDays: 20, length: 20 },
      pauses: [{ ...days('2026-03-06', '2026-03-12'), reason: 'hearing', document: 'd'.repeat(64) }],
    })
  })

  it('adds up to the date, for every deadline', () => {
    for (const kind of ['completeness', 'supplement'] as const) {
      const p = submitted('2026-09-28')
      if (kind === 'supplement')
        p.by(approver).act('requestSupplement', { items: [{ kind: 'other', what: '缺', ownFault: false }] })
      const reasons = why(p, kind)
      expect(reasons?.countedWorkingDays).toBe(reasons?.length)
      expect(reasons?.days.at(-1)?.to).toBe(p.dueOn(kind))
    }
  })
})

const off = (date: string) => ({
  version: 'moved',
  years: { 2026: { source: 'a notice', off: [plainDate(date)], work: [] } },
})

describe('a date that moves', () => {
  it('because of a calendar shows the old date and the version', () => {
    const p = submitted('2026-03-02')
      .given({ calendar: off('2026-03-09') })
      .factsChanged('calendar')
    const deadline = p.deadline('completeness')
    expect(deadline).toMatchObject({
      dueOn: '2026-03-10',
      moved: { from: '2026-03-09', wasProvisional: false, cause: 'calendar', version: 'moved' },
    })
    const words = {
      zh: '因工作日历 moved，期限“完整性审查”由 2026-03-09 调整为 2026-03-10',
      en: 'Deadline completeness check moved from 2026-03-09 to 2026-03-10 by the working calendar moved',
    }
    expect(deadline && wordsOfMove(PROJECT, deadline)).toEqual(words)
    const event = p.last('deadlineSet')
    expect(event && descriptionOf(PROJECT, p.state, event)).toEqual(words)
    expect(event).not.toHaveProperty('deadline.moved')
    expect(event).not.toHaveProperty('deadline.basis')
  })

  it('because of a policy does so too; because of an act it shows no cause', () => {
    const values = { ...POLICY_V1.values, completenessWorkingDays: 6 }
    const policy = { ...POLICY_V1, version: 'longer', values }
    const p = submitted('2026-03-02').given({ policy }).factsChanged('policy')
    expect(p.deadline('completeness')?.moved).toMatchObject({ cause: 'policy', version: 'longer' })
    p.by(approver).act('admit', {}).act('extendDecision', { reasons: '情况复杂' })
    expect(p.deadline('decision')?.moved).toBeUndefined()
  })

  it('and stays the same, but is no longer provisional, is described as such', () => {
    const p = submitted('2026-12-28')
    expect(p.deadline('completeness')?.provisional).toBe(true)
    const years = {
      ...CALENDAR_V1.years,
      2027: { source: 'a notice', off: [plainDate('2027-01-01')], work: [] },
    }
    p.given({ calendar: { version: '2027.1', years } }).factsChanged('calendar')
    const deadline = p.deadline('completeness')
    expect(deadline && wordsOfMove(PROJECT, deadline)?.en).toBe(
      'Deadline completeness check is firm by the working calendar 2027.1: 2027-01-05',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { bansOf } from '#domain/project/acceptance/application.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { turnOf } from '#domain/project/turn.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { acceptanceDocuments, completed, digestOf } from './project-builder.ts'
import type { ProjectDriver } from './project-driver.ts'
import { AUTHORITY, approver, lead, OWNER } from './project-people.ts'

const ask = (newDate: string) => ({ reasons: '档案整理未完成', newDate: plainDate(newDate) })
const grant = { verdict: 'grant' } as const
const refuse = { verdict: 'refuse', reasons: '理由不充分' } as const

/** Completed on 2026-03-31, so that the half-year ends on 2026-09-30. */
const asked = (on: string, newDate = '2027-01-31'): ProjectDriver =>
  completed('2026-03-31').at(on).by(lead).act('applyForExtension', ask(newDate))

describe('the period to apply for acceptance', () => {
  it('is half a year after completion', () => {
    const p = completed('2026-03-31')
    expect(p.deadline('acceptanceApplication')).toMatchObject({ dueOn: '2026-09-30', provisional: false })
    expect(turnOf(p.state)).toEqual({ role: 'departmentLead', org: OWNER })
  })

  it('is not interrupted by the trial run', () => {
    const p = completed('2026-03-31').by(lead)
    p.act('startTrialRun', { protectionFiling: digestOf('filing') })
    expect(p.dueOn('acceptanceApplication')).toBe('2026-09-30')
  })

  it('ends at the end of a shorter month, or on the next working day: 2026-08-31 gives 2027-03-01', () => {
    const p = completed('2026-08-31')
    expect(p.deadline('acceptanceApplication')).toMatchObject({ dueOn: '2027-03-01', provisional: true })
  })

  it('bans the owner from new filings if it ends without application or extension, until the owner applies', () => {
    const p = completed('2026-03-31').at('2026-09-30', 23)
    expect(bansOf(p.state)).toEqual([])
    p.at('2026-10-01', 0)
    expect(p.last('acceptanceOverdue')).toEqual({ type: 'acceptanceOverdue', v: 1, dueOn: '2026-09-30' })
    expect(bansOf(p.state)).toEqual(['acceptanceOverdue'])
    expect(p.deadline('acceptanceApplication')).toBeUndefined()
    p.at('2026-10-12')
      .by(lead)
      .act('applyForAcceptance', { documents: acceptanceDocuments('2026-10-12') })
    expect(bansOf(p.state)).toEqual([])
  })
})

describe('the extension of acceptance', () => {
  it('is granted to the requested date, moved to a working day, and provisional without a notice', () => {
    const p = asked('2026-09-21')
    expect(p.dueOn('acceptanceApplication')).toBe('2026-09-30')
    expect(turnOf(p.state)).toEqual({ role: 'approver', org: AUTHORITY })
    p.at('2026-09-28').by(approver).act('decideExtension', grant)
    expect(p.last('acceptanceExtended')).toMatchObject({ on: '2026-09-28', until: '2027-01-31' })
    expect(p.deadline('acceptanceApplication')).toMatchObject({
      round: 2,
      dueOn: '2027-02-01',
      provisional: true,
    })
    expect(p.at('2027-02-02').last('acceptanceOverdue')).toMatchObject({ dueOn: '2027-02-01' })
  })

  it('is planned anew when the notice of the year is loaded', () => {
    const p = asked('2026-09-21').by(approver).act('decideExtension', grant)
    const notice = { source: 'a notice for the test', off: [plainDate('2027-02-01')], work: [] }
    const calendar = { version: '2027.1', years: { ...CALENDAR_V1.years, '2027': notice } }
    p.given({ calendar }).factsChanged('calendar')
    expect(p.deadline('acceptanceApplication')).toMatchObject({
      dueOn: '2027-02-02',
      provisional: false,
      calendarVersion: '2027.1',
    })
  })

  it('must be requested before the period ends; the last day is in time', () => {
    expect(asked('2026-09-30').state.acceptance?.asked).toEqual({ on: '2026-09-30', newDate: '2027-01-31' })
    const p = completed('2026-03-31').at('2026-10-01').by(lead)
    expect(p.unmet('applyForExtension', ask('2027-01-31'))).toEqual([
      { code: 'extensionTooLate', params: { dueOn: '2026-09-30' } },
    ])
  })

  it('is at most six months after the original end', () => {
    const p = completed('2026-03-31').at('2026-09-21').by(lead)
    expect(p.unmet('applyForExtension', ask('2027-03-31'))).toEqual([
      { code: 'extensionTooLong', params: { latest: '2027-03-30', months: 6 } },
    ])
    expect(p.refused('applyForExtension', ask('2027-03-30'))).toEqual([])
    expect(p.refused('applyForExtension', ask('2026-09-30'))).toEqual(['extensionNotLater'])
    expect(p.refused('applyForExtension', ask('2026-10-01'))).toEqual([])
  })

  it('is granted once, and only one request is open at a time', () => {
    const p = asked('2026-09-21')
    expect(p.refused('applyForExtension', ask('2027-01-31'))).toEqual(['extensionPending'])
    p.by(approver).act('decideExtension', grant).at('2026-11-02').by(lead)
    expect(p.unmet('applyForExtension', ask('2027-03-01'))).toEqual([
      { code: 'extensionsUsedUp', params: { limit: 1 } },
    ])
  })

  it('is measured from the original end when policy allows a second one', () => {
    const policy = { ...POLICY_V1, values: { ...POLICY_V1.values, acceptanceExtensionsMax: 2 } }
    const p = asked('2026-09-21').given({ policy }).by(approver).act('decideExtension', grant)
    p.at('2027-01-11').by(lead)
    expect(p.refused('applyForExtension', ask('2027-03-31'))).toEqual(['extensionTooLong'])
    p.act('applyForExtension', ask('2027-03-30')).by(approver).act('decideExtension', grant)
    expect(p.deadline('acceptanceApplication')).toMatchObject({ round: 3, dueOn: '2027-03-30' })
  })

  it('changes nothing until it is granted: if it is undecided at the end, the project is overdue', () => {
    const p = asked('2026-09-21').at('2026-09-30', 23)
    expect(p.by(approver).refused('decideExtension', grant)).toEqual([])
    expect(turnOf(p.state)).toEqual({ role: 'approver', org: AUTHORITY })
    p.at('2026-10-01', 0)
    expect(p.last('acceptanceOverdue')).toMatchObject({ dueOn: '2026-09-30' })
    expect(bansOf(p.state)).toEqual(['acceptanceOverdue'])
    expect(turnOf(p.state)).toEqual({ role: 'departmentLead', org: OWNER })
  })

  it('is not granted after the end of the period; the owner applies for acceptance', () => {
    const p = asked('2026-09-21').at('2026-10-12').by(approver)
    expect(p.unmet('decideExtension', grant)).toEqual([
      { code: 'extensionPeriodOver', params: { dueOn: '2026-09-30' } },
    ])
    p.by(lead).act('applyForAcceptance', { documents: acceptanceDocuments('2026-10-12') })
    expect(bansOf(p.state)).toEqual([])
  })

  it('leaves the original date valid if it is refused before the end', () => {
    const p = asked('2026-09-21').by(approver)
    expect(p.refused('decideExtension', { verdict: 'refuse' })).toEqual(['extensionReasonsMissing'])
    p.act('decideExtension', refuse)
    expect(p.has('acceptanceOverdue')).toBe(false)
    expect(p.deadline('acceptanceApplication')).toMatchObject({ round: 1, dueOn: '2026-09-30' })
    expect(p.refused('decideExtension', grant)).toEqual(['extensionNotAsked'])
    expect(p.by(lead).refused('applyForExtension', ask('2027-01-31'))).toEqual([])
  })

  it('may still be refused once after the end', () => {
    const p = asked('2026-09-21')
      .at('2026-10-12')
      .by(approver)
      .act('decideExtension', refuse)
      .at('2026-11-02')
    expect(p.record.filter(({ event }) => event.type === 'acceptanceOverdue')).toHaveLength(1)
    expect(p.state.acceptance?.asked).toBeNull()
  })

  it('ends the overdue state if it was requested and granted in time but delivered after the deadline passed', () => {
    const p = asked('2026-09-30').patch((state) => ({
      ...state,
      acceptance: state.acceptance && { ...state.acceptance, isOverdue: true },
    }))
    p.by(approver).act('decideExtension', grant)
    expect(bansOf(p.state)).toEqual([])
    expect(p.dueOn('acceptanceApplication')).toBe('2027-02-01')
  })

  it('ends with the application for acceptance', () => {
    const p = asked('2026-09-21').act('applyForAcceptance', { documents: acceptanceDocuments('2026-09-01') })
    expect(p.state.acceptance?.asked).toBeNull()
    expect(p.by(approver).refused('decideExtension', grant)).toEqual(['notNow', 'extensionNotAsked'])
  })
})

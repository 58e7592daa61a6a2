import { describe, expect, it } from 'vitest'
import type { BodyOf } from '#domain/project/actions.ts'
import { overdueReportYears } from '#domain/project/construction/reports.ts'
import { isSuspended } from '#domain/project/construction/suspension.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { type Fen, fen } from '#domain/values/money.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import {
  accepted,
  building,
  completed,
  digestOf,
  operating,
  readyToBuild,
  reportBody,
  wan,
} from './project-builder.ts'
import { applicant, approver, lead } from './project-people.ts'

const filing = { protectionFiling: digestOf('protection filing') }

describe('the annual performance report', () => {
  it('is due on the last day of the year, a day off or not, and never provisional', () => {
    const p = building('2026-01-12')
    expect(p.deadline('annualReport')).toMatchObject({
      round: 2026,
      dueOn: '2026-12-31',
      provisional: false,
    })
    p.at('2026-10-01').by(applicant).act('reportPerformance', reportBody(2026))
    // A Friday of a provisional year, then a Sunday.
    expect(p.deadline('annualReport')).toMatchObject({ round: 2027, dueOn: '2027-12-31', provisional: false })
    p.at('2027-12-01').act('reportPerformance', reportBody(2027))
    expect(p.deadline('annualReport')).toMatchObject({ round: 2028, dueOn: '2028-12-31', provisional: false })
  })

  it('is overdue after its year until it is filed, and the report of the next year is due as well', () => {
    const p = building('2025-06-02').at('2026-01-01', 0)
    expect(p.last('annualReportOverdue')).toEqual({ type: 'annualReportOverdue', v: 1, year: 2025 })
    expect(overdueReportYears(p.state)).toEqual([2025])
    expect(p.dueOn('annualReport')).toBe('2026-12-31')
    p.at('2026-02-02').by(lead).act('reportPerformance', reportBody(2025))
    expect(p.last('performanceReported')).toMatchObject({ year: 2025, isLate: true, trialRunEffect: null })
    expect(overdueReportYears(p.state)).toEqual([])
    expect(p.dueOn('annualReport')).toBe('2026-12-31')
  })

  it('is overdue for each year separately, and each can be filed late', () => {
    const p = building('2024-03-04').at('2026-11-02')
    expect(overdueReportYears(p.state)).toEqual([2024, 2025])
    p.by(lead).act('reportPerformance', reportBody(2025)).act('reportPerformance', reportBody(2026))
    expect(overdueReportYears(p.state)).toEqual([2024])
    expect(p.dueOn('annualReport')).toBe('2027-12-31')
  })

  it('is filed once for each year of construction', () => {
    const p = building('2025-06-02').at('2026-12-07').by(lead).act('reportPerformance', reportBody(2026))
    expect(p.unmet('reportPerformance', reportBody(2024))).toEqual([
      { code: 'yearNotReportable', params: { from: 2025, to: 2026 } },
    ])
    expect(p.refused('reportPerformance', reportBody(2027))).toEqual(['yearNotReportable'])
    expect(p.refused('reportPerformance', reportBody(2026))).toEqual(['yearReportedAlready'])
    expect(p.refused('reportPerformance', { ...reportBody(2025), progressPercent: 101 })).toEqual([
      'malformed',
    ])
  })

  it('is not accepted for a year that has just begun', () => {
    const p = building('2025-06-02').at('2026-01-01').by(applicant)
    const early = { code: 'reportTooEarly', params: { year: 2026, from: '2026-10-01' } }
    expect(p.unmet('reportPerformance', reportBody(2026))).toEqual([early])
    expect(p.refused('reportPerformance', reportBody(2025))).toEqual([])
    expect(p.at('2026-09-30', 23).unmet('reportPerformance', reportBody(2026))).toEqual([early])
    expect(p.at('2026-10-01', 0).refused('reportPerformance', reportBody(2026))).toEqual([])
    const values = { ...POLICY_V1.values, annualReportFromMonths: 11 }
    p.given({ policy: { ...POLICY_V1, values } })
    expect(p.refused('reportPerformance', reportBody(2026))).toEqual(['reportTooEarly'])
    // After the end of construction the report of the last year is complete.
    expect(operating('2026-03-10').by(lead).refused('reportPerformance', reportBody(2026))).toEqual([])
  })

  it('is not possible before the start of construction', () => {
    const p = readyToBuild('2026-01-12').by(lead)
    expect(p.refused('reportPerformance', reportBody(2026))).toEqual(['notNow'])
    expect(p.deadline('annualReport')).toBeUndefined()
  })

  it('is still due while construction is suspended', () => {
    const p = building('2026-01-12')
      .at('2026-07-24')
      .by(approver)
      .act('suspendConstruction', { reasons: '整改无效', document: digestOf('suspension') })
    expect(isSuspended(p.state)).toBe(true)
    expect(p.dueOn('annualReport')).toBe('2026-12-31')
    expect(p.at('2026-12-01').by(lead).refused('reportPerformance', reportBody(2026))).toEqual([])
    expect(overdueReportYears(p.at('2027-01-01', 0).state)).toEqual([2026])
  })

  it('is due for the year of completion, with the effect of the trial run, and not for a later one', () => {
    const p = completed('2026-03-31').by(lead).act('startTrialRun', filing)
    expect(p.dueOn('annualReport')).toBe('2026-12-31')
    expect(p.refused('reportPerformance', reportBody(2026))).toEqual([
      'reportTooEarly',
      'trialRunEffectMissing',
    ])
    p.at('2026-10-08')
    expect(p.refused('reportPerformance', reportBody(2026))).toEqual(['trialRunEffectMissing'])
    p.act('reportPerformance', { ...reportBody(2026), trialRunEffect: '运行平稳' })
    expect(p.last('performanceReported')).toMatchObject({ trialRunEffect: '运行平稳', isLate: false })
    expect(p.deadline('annualReport')).toBeUndefined()
  })

  it('can be filed after acceptance while it is overdue, because releases wait for it', () => {
    const p = accepted('2026-02-02').by(lead)
    expect(overdueReportYears(p.state)).toEqual([2025])
    expect(p.refused('reportPerformance', reportBody(2025))).toEqual([])
    p.act('reportPerformance', reportBody(2025))
    expect(overdueReportYears(p.state)).toEqual([])
  })

  it('is due for the year of completion also if the project is soon accepted and in operation', () => {
    const p = operating('2026-03-10').by(lead)
    expect(p.dueOn('annualReport')).toBe('2026-12-31')
    p.act('reportPerformance', reportBody(2026))
    expect(p.deadline('annualReport')).toBeUndefined()
    expect(p.refused('reportPerformance', reportBody(2026))).toEqual(['notNow', 'yearReportedAlready'])
    const late = operating('2026-03-10').at('2027-01-01', 0)
    expect(overdueReportYears(late.state)).toEqual([2026])
    expect(late.deadline('annualReport')).toBeUndefined()
  })
})

describe('the investment executed', () => {
  // 3000 of 8640 × 10,000 yuan are in the plan of the year.
  const report = (investmentExecutedFen: Fen, overrunExplanation?: string): BodyOf<'reportPerformance'> => ({
    ...reportBody(2026),
    investmentExecutedFen,
    ...(overrunExplanation === undefined ? {} : { overrunExplanation }),
  })

  it('is within the plan up to that year; otherwise it is explained, and the authority gets a notice', () => {
    const p = building('2026-01-12').at('2026-12-01').by(applicant)
    expect(p.refused('reportPerformance', report(wan(3000)))).toEqual([])
    expect(p.unmet('reportPerformance', report(fen(wan(3000) + 1)))).toEqual([
      {
        code: 'overrunUnexplained',
        params: { executed: '3,000.000001', planned: '3,000.00', estimate: '8,640.00' },
      },
    ])
    expect(p.refused('reportPerformance', report(wan(3000), '无'))).toEqual(['overrunOfNothing'])
    p.act('reportPerformance', report(wan(9000), '汇率变化，自筹资金垫付'))
    expect(p.last('investmentOverrunReported')).toMatchObject({
      year: 2026,
      executedFen: wan(9000),
      plannedFen: wan(3000),
      estimateFen: wan(8640),
      explanation: '汇率变化，自筹资金垫付',
    })
  })
})

const incident: BodyOf<'reportIncident'> = {
  kinds: ['seriousDelay'],
  progressPercent: 20,
  lossFen: wan(0),
  description: '设备交付延误',
  document: digestOf('incident'),
}

describe('the report of an incident', () => {
  // A schedule of 100 days: one day is one point.
  const hundredDays = () => building('2026-01-12', '2026-04-22')

  it('is possible also during rectification and suspension, but not before the start or after completion', () => {
    const p = hundredDays().at('2026-03-03').by(approver)
    p.act('orderRectification', { reasons: '进度滞后', document: digestOf('order') }).by(applicant)
    expect(p.act('reportIncident', incident).state.status).toBe('rectifying')
    expect(readyToBuild('2026-01-12').by(applicant).refused('reportIncident', incident)).toEqual(['notNow'])
    expect(completed('2026-03-03').by(applicant).refused('reportIncident', incident)).toEqual(['notNow'])
  })

  it('records whether the thresholds of policy are met: exactly 30 points behind is not serious', () => {
    const p = hundredDays().at('2026-03-03').by(applicant).act('reportIncident', incident)
    expect(p.last('incidentReported')).toMatchObject({ behindPercent: 30, isSeriousDelay: false })
    p.act('reportIncident', { ...incident, progressPercent: 19 })
    expect(p.last('incidentReported')).toMatchObject({ behindPercent: 31, isSeriousDelay: true })
    expect(p.state.status).toBe('building')
  })

  it('is serious beyond six months after the planned completion', () => {
    const p = hundredDays().at('2026-10-22').by(lead)
    p.act('reportIncident', { ...incident, progressPercent: 95 })
    expect(p.last('incidentReported')).toMatchObject({ behindPercent: 5, isSeriousDelay: false })
    p.at('2026-10-23').act('reportIncident', { ...incident, progressPercent: 95 })
    expect(p.last('incidentReported')).toMatchObject({ behindPercent: 5, isSeriousDelay: true })
  })

  it('records whether it came within five working days of the discovery', () => {
    const p = building('2026-01-12').at('2026-06-12').by(lead)
    const found = (date: string) => ({ ...incident, foundOn: plainDate(date) })
    p.act('reportIncident', found('2026-06-05'))
    expect(p.last('incidentReported')).toMatchObject({ foundOn: '2026-06-05', isLate: false })
    p.act('reportIncident', found('2026-06-04'))
    expect(p.last('incidentReported')).toMatchObject({ isLate: true })
    expect(p.refused('reportIncident', found('2026-06-13'))).toEqual(['foundInFuture'])
  })

  it('is possible only during construction', () => {
    expect(completed('2026-03-31').by(lead).refused('reportIncident', incident)).toEqual(['notNow'])
  })
})

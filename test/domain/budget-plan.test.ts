/** T15: lines of the annual plan. Never more is planned than was approved. */

import { describe, expect, it } from 'vitest'
import { changedValues } from '#domain/engine/policy.ts'
import type { BodyOf } from '#domain/project/actions.ts'
import type { Stage } from '#domain/project/approval/words.ts'
import { plannedFen } from '#domain/project/budget-sums.ts'
import { TWO_PERSONS } from '#domain/review/panels.ts'
import { type Fen, fen } from '#domain/values/money.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { appraised, approveBody, design, filed, study } from './approval-form.ts'
import { digestOf, mergedForm, type ProjectDriver, project, readyToBuild, wan } from './project-builder.ts'
import { approver, financier, lead, leader, otherApprover } from './project-people.ts'

const line = (year: number, amountFen: Fen): BodyOf<'listInAnnualPlan'> => ({
  year,
  amountFen,
  source: 'centralInvestment',
  documentNumber: '发改投资〔2026〕100号',
})

/** A project with these approved stages and amounts. */
const approvedWith = (...approved: [Stage, Fen][]): ProjectDriver =>
  readyToBuild('2026-03-02')
    .patch((state) => ({
      ...state,
      approvals: approved.map(([stage, approvedFen], round) => ({
        ...state.approvals[0]!,
        stage,
        round,
        approvedFen,
        on: plainDate('2026-03-02'),
      })),
    }))
    .by(approver)

describe('the annual plan', () => {
  it('keeps its lines, and the project its plan item, when a new study is required', () => {
    const p = appraised(filed())
    p.act('decide', approveBody(p)).funded(wan(2000)).by(lead)
    const { files } = design(14_000)
    const overrun = { kind: 'overrunReport' as const, digest: digestOf('overrun') }
    p.act('submitStage', design(14_000, { files: [...files, overrun] }))
    appraised(p)
    const formDigest = p.state.approval.form.digest
    p.act('decide', { verdict: 'return', formDigest, reasons: '重报可研', returnTo: 'feasibility' })
    const { planItem: _once, ...form } = study({ investmentFen: wan(14_000) })
    p.by(lead).act('submitStage', form)
    appraised(p).act('decide', approveBody(p, 14_000))
    expect(p.state.planBasis).toEqual({ version: '14-5.1', item: 'A-07' })
    expect(p.refused('listInAnnualPlan', line(2026, wan(2000)))).toEqual(['yearListedAlready'])
    expect(p.refused('listInAnnualPlan', line(2027, wan(12_000)))).toEqual([])
    expect(p.refused('listInAnnualPlan', line(2027, wan(12_001)))).toEqual(['planBeyondEstimate'])
  })

  it('takes no line on an expired feasibility study, unless there is a later approval', () => {
    const p = approvedWith(['feasibility', wan(8000)]).at('2028-03-02')
    expect(p.refused('listInAnnualPlan', line(2028, wan(1000)))).toEqual([])
    p.at('2028-03-03')
    expect(p.unmet('listInAnnualPlan', line(2028, wan(1000)))).toEqual([
      { code: 'feasibilityExpired', params: { expiredOn: '2028-03-02' } },
    ])
    const designed = approvedWith(['feasibility', wan(8000)], ['preliminaryDesign', wan(8640)])
    expect(designed.at('2028-03-03').refused('listInAnnualPlan', line(2028, wan(1000)))).toEqual([])
  })

  it('lists an approved project with one signature by default', () => {
    const p = readyToBuild('2026-03-02')
      .by(approver)
      .act('listInAnnualPlan', line(2026, wan(3000)))
    expect(p.last('annualPlanListed')).toEqual({
      type: 'annualPlanListed',
      v: 1,
      on: '2026-03-02',
      year: 2026,
      amountFen: wan(3000),
      source: 'centralInvestment',
      documentNumber: '发改投资〔2026〕100号',
      listedBy: [approver.person],
      policyVersion: '2020.1',
    })
    expect(p.last('reviewOpened')?.step).not.toBe('annualPlan')
    expect(plannedFen(p.state)).toBe(wan(3000))
  })

  it('lists no token amount, unless it is the rest of the estimate', () => {
    const p = readyToBuild('2026-03-02').by(approver)
    expect(p.unmet('listInAnnualPlan', line(2026, fen(999_999)))).toEqual([
      { code: 'planLineTooSmall', params: { least: '1.00' } },
    ])
    expect(p.refused('listInAnnualPlan', line(2026, fen(1_000_000)))).toEqual([])
    p.act('listInAnnualPlan', line(2026, fen(mergedForm.investmentFen - 1)))
    expect(p.refused('listInAnnualPlan', line(2027, fen(1)))).toEqual([])
  })

  it('needs two persons where policy says so', () => {
    const p = readyToBuild('2026-03-02')
    const { policy } = p.facts
    const values = changedValues(policy.values, { panels: { annualPlan: TWO_PERSONS } })
    p.given({ policy: { ...policy, values } })
      .by(approver)
      .actOnce('listInAnnualPlan', line(2026, wan(1)))
    expect(p.state.budget.annualPlan).toEqual([])
    const [pending] = p.state.reviews
    p.by(leader).act('confirm', { step: 'annualPlan', contentHash: pending!.subject.contentHash })
    expect(plannedFen(p.state)).toBe(wan(1))
    expect(p.state.budget.annualPlan[0]?.listedBy).toEqual([approver.person, leader.person])
  })

  it('is refused while no study and no budget estimate is approved', () => {
    const p = project().at('2026-03-02').by(lead).act('submitStage', mergedForm).by(approver)
    expect(p.refused('listInAnnualPlan', line(2026, wan(1)))).toEqual(['planBeforeApproval'])
    expect(approvedWith(['proposal', wan(5000)]).refused('listInAnnualPlan', line(2026, wan(1)))).toEqual([
      'planBeforeApproval',
    ])
  })

  it('is refused before the first submission and after the end', () => {
    expect(
      project()
        .by(approver)
        .refused('listInAnnualPlan', line(2026, wan(1))),
    ).toContain('notNow')
    const ended = readyToBuild('2026-03-02').patch((state) => ({ ...state, status: 'terminated' }))
    expect(ended.by(approver).refused('listInAnnualPlan', line(2026, wan(1)))).toEqual(['notNow'])
  })

  it('is for the approving authority only, and not for people who prepared the project', () => {
    const p = readyToBuild('2026-03-02')
    expect(p.by(financier).refused('listInAnnualPlan', line(2026, wan(1)))).toContain('roleMayNot')
    expect(p.by(otherApprover).refused('listInAnnualPlan', line(2026, wan(1)))).toEqual(['outOfScope'])
    const preparer = { ...approver, person: lead.person }
    expect(p.by(preparer).refused('listInAnnualPlan', line(2026, wan(1)))).toEqual(['preparerMayNotDecide'])
  })

  it('takes one line a year, of more than zero, for a year that is not over, and names all reasons', () => {
    const p = readyToBuild('2026-03-02').by(approver)
    expect(p.refused('listInAnnualPlan', line(2025, fen(0)))).toEqual(['amountNotPositive', 'planYearOver'])
    p.act('listInAnnualPlan', line(2026, wan(100)))
    expect(p.refused('listInAnnualPlan', line(2026, wan(9000)))).toEqual([
      'yearListedAlready',
      'planBeyondEstimate',
    ])
    expect(p.refused('listInAnnualPlan', line(2027, wan(1)))).toEqual([])
  })

  it('may be as much as the budget estimate, and not one fen more', () => {
    const p = readyToBuild('2026-03-02')
      .by(approver)
      .act('listInAnnualPlan', line(2026, wan(3000)))
    expect(p.refused('listInAnnualPlan', line(2027, wan(5640)))).toEqual([])
    expect(p.unmet('listInAnnualPlan', line(2027, fen(wan(5640) + 1)))).toEqual([
      { code: 'planBeyondEstimate', params: { room: '5,640.00' } },
    ])
  })

  it('may be as much as the rough estimate while only the study is approved', () => {
    const p = approvedWith(['proposal', wan(9000)], ['feasibility', wan(5000)])
    expect(p.refused('listInAnnualPlan', line(2026, wan(5000)))).toEqual([])
    expect(p.refused('listInAnnualPlan', line(2026, fen(wan(5000) + 1)))).toEqual(['planBeyondEstimate'])
  })

  it('is limited by the budget estimate after that is approved, whether higher or lower than the rough one', () => {
    const higher = approvedWith(['feasibility', wan(5000)], ['preliminaryDesign', wan(5200)])
    expect(higher.refused('listInAnnualPlan', line(2026, wan(5200)))).toEqual([])
    const lower = approvedWith(['feasibility', wan(5000)], ['preliminaryDesign', wan(4000)])
    expect(lower.refused('listInAnnualPlan', line(2026, fen(wan(4000) + 1)))).toEqual(['planBeyondEstimate'])
  })

  it('refuses the largest amount that the shape accepts, and does not throw', () => {
    const p = readyToBuild('2026-03-02')
      .by(approver)
      .act('listInAnnualPlan', line(2026, wan(3000)))
    const huge = fen(Number.MAX_SAFE_INTEGER)
    expect(p.refused('listInAnnualPlan', line(2027, huge))).toEqual(['planBeyondEstimate'])
  })
})

/** Releases are within the line of the year, the plan and the estimate, or they are refused. */
import { describe, expect, it } from 'vitest'
import type { BodyOf } from '#domain/project/actions.ts'
import { releasedFen } from '#domain/project/budget-sums.ts'
import { type Fen, fen } from '#domain/values/money.ts'
import { accepted, building, digestOf, type ProjectDriver, readyToBuild, wan } from './project-builder.ts'
import { approver, financeLeader, financier, lead } from './project-people.ts'

let documents = 0
const release = (amountFen: Fen, year = 2026): BodyOf<'releaseFunds'> => {
  documents += 1
  return { year, amountFen, documentNumber: `财建〔2026〕${documents}号` }
}

const line = (year: number, amountFen: Fen): BodyOf<'listInAnnualPlan'> => ({
  year,
  amountFen,
  source: 'centralInvestment',
  documentNumber: '发改投资〔2026〕100号',
})

/** Ready to build, 8,640 万元 approved, and planned for 2026. */
const planned = (amountFen: Fen): ProjectDriver =>
  readyToBuild('2026-03-02').by(approver).act('listInAnnualPlan', line(2026, amountFen)).by(financier)

describe('a release', () => {
  it('is made once for a document number, however the number is typed', () => {
    const p = planned(wan(3000)).act('releaseFunds', {
      ...release(wan(1000)),
      documentNumber: '财金〔2026〕9号',
    })
    for (const documentNumber of [
      '财⾦〔2026〕9号',
      '财金〔２０２６〕９号',
      '财金〔2026〕9号 ',
      '财\u200b金〔2026〕9号',
    ]) {
      expect(p.refused('releaseFunds', { ...release(wan(1000)), documentNumber })).toEqual([
        'releaseDocumentUsed',
      ])
    }
  })

  it('needs two persons of the Ministry of Finance', () => {
    const p = planned(wan(3000)).actOnce('releaseFunds', release(wan(1000)))
    expect(releasedFen(p.state)).toBe(0)
    const [pending] = p.state.reviews
    p.by(financeLeader).act('confirm', { step: 'release', contentHash: pending!.subject.contentHash })
    expect(releasedFen(p.state)).toBe(wan(1000))
    expect(p.last('fundsReleased')).toMatchObject({
      v: 1,
      on: '2026-03-02',
      year: 2026,
      amountFen: wan(1000),
    })
  })

  it('is checked again at the second signature, with releases made since', () => {
    const p = planned(wan(3000)).actOnce('releaseFunds', release(wan(2000)))
    const [pending] = p.state.reviews
    const other = {
      year: 2026,
      amountFen: wan(1500),
      documentNumber: '财建〔2026〕900号',
      on: p.state.submittedOn,
    }
    p.patch((state) => ({ ...state, budget: { ...state.budget, releases: [other] } }))
    const confirmation = { step: 'release' as const, contentHash: pending!.subject.contentHash }
    expect(p.by(financeLeader).refused('confirm', confirmation)).toEqual([
      'releaseBeyondYear',
      'releaseBeyondPlan',
    ])
  })

  it('needs a line in the plan of the year', () => {
    const p = readyToBuild('2026-03-02').by(financier)
    expect(p.refused('releaseFunds', release(wan(1)))).toEqual(['notInAnnualPlan', 'releaseBeyondPlan'])
    p.by(approver)
      .act('listInAnnualPlan', line(2027, wan(3000)))
      .by(financier)
    expect(p.refused('releaseFunds', release(wan(1)))).toEqual(['notInAnnualPlan', 'releaseBeyondPlan'])
  })

  it('is for the current budget year only: until 31 December, from 1 January', () => {
    const p = planned(wan(3000))
      .by(approver)
      .act('listInAnnualPlan', line(2027, wan(1000)))
      .by(financier)
    expect(p.unmet('releaseFunds', release(wan(1), 2027))).toEqual([
      { code: 'releaseOutsideYear', params: { current: 2026 } },
    ])
    p.at('2026-12-31')
    expect(p.refused('releaseFunds', release(wan(1), 2026))).toEqual([])
    p.at('2027-01-01', 0)
    expect(p.refused('releaseFunds', release(wan(1), 2026))).toEqual(['releaseOutsideYear'])
    expect(p.refused('releaseFunds', release(wan(1), 2027))).toEqual([])
  })

  it('may use up the line of the year, and not one fen more', () => {
    const p = planned(wan(3000)).act('releaseFunds', release(wan(2999)))
    expect(p.refused('releaseFunds', release(wan(1)))).toEqual([])
    expect(p.unmet('releaseFunds', release(fen(wan(1) + 1)))).toEqual([
      { code: 'releaseBeyondYear', params: { year: 2026, room: '1.00' } },
      { code: 'releaseBeyondPlan', params: { room: '1.00' } },
    ])
  })

  it('does not carry a year’s unused money into the next line', () => {
    const p = planned(wan(3000))
      .by(approver)
      .act('listInAnnualPlan', line(2027, wan(1000)))
    p.at('2027-02-01').by(financier)
    expect(p.refused('releaseFunds', release(fen(wan(1000) + 1), 2027))).toEqual(['releaseBeyondYear'])
  })

  it('is more than zero, and each document pays once', () => {
    const p = planned(wan(3000))
    const paid = release(wan(10))
    p.act('releaseFunds', paid)
    expect(p.refused('releaseFunds', { ...paid, amountFen: fen(0) })).toEqual([
      'amountNotPositive',
      'releaseDocumentUsed',
    ])
  })

  it('waits for the budget estimate', () => {
    const p = planned(wan(3000)).patch((state) => ({
      ...state,
      status: 'stageApproved',
      approvals: state.approvals.map((approval) => ({ ...approval, stage: 'feasibility' })),
    }))
    expect(p.refused('releaseFunds', release(wan(1)))).toEqual(['releaseBeforeEstimate'])
  })

  it('stays within a budget estimate that came out lower than what was planned on the rough one', () => {
    const p = planned(wan(5000)).patch((state) => ({
      ...state,
      approvals: state.approvals.map((approval) => ({ ...approval, approvedFen: wan(4000) })),
    }))
    expect(p.refused('releaseFunds', release(fen(wan(4000) + 1)))).toEqual([
      'releaseBeyondEstimate',
      'releaseIntoHoldback',
    ])
  })

  it('holds 5% of the estimate back until acceptance, to the fen', () => {
    const p = planned(wan(8640))
    expect(p.refused('releaseFunds', release(wan(8208)))).toEqual([])
    expect(p.unmet('releaseFunds', release(fen(wan(8208) + 1)))).toEqual([
      { code: 'releaseIntoHoldback', params: { percent: 5, room: '8,208.00' } },
    ])
  })

  it('never rounds the holdback down', () => {
    // 95% of 1,000,001 fen are 950,000.95 fen.
    const p = planned(fen(1_000_001)).patch((state) => ({
      ...state,
      approvals: state.approvals.map((approval) => ({ ...approval, approvedFen: fen(1_000_001) })),
    }))
    expect(p.refused('releaseFunds', release(fen(950_000)))).toEqual([])
    expect(p.refused('releaseFunds', release(fen(950_001)))).toEqual(['releaseIntoHoldback'])
  })

  it('pays the holdback after acceptance, and still no fen beyond the estimate', () => {
    const p = accepted('2026-06-10').patch((state) => ({
      ...state,
      budget: { annualPlan: [], releases: [] },
    }))
    p.by(approver)
      .act('listInAnnualPlan', line(2026, wan(8640)))
      .by(financier)
    expect(p.refused('releaseFunds', release(wan(8640)))).toEqual([])
    expect(p.refused('releaseFunds', release(fen(wan(8640) + 1)))).toEqual([
      'releaseBeyondYear',
      'releaseBeyondPlan',
      'releaseBeyondEstimate',
    ])
  })

  it('stops while the project is suspended, not while it rectifies', () => {
    const p = building('2026-03-02').by(approver)
    p.act('orderRectification', { reasons: '进度严重滞后', document: digestOf('order') })
    expect(p.by(financier).refused('releaseFunds', release(wan(1)))).toEqual([])
    p.by(approver).act('suspendConstruction', { reasons: '整改不力', document: digestOf('suspension') })
    expect(p.by(financier).refused('releaseFunds', release(wan(1)))).toEqual(['releaseWhileSuspended'])
  })

  it('is blocked by an overdue annual performance report until the report arrives', () => {
    const p = building('2026-03-02').at('2027-01-01').funded()
    const blocked = p.by(financier).unmet('releaseFunds', release(wan(1), 2027))
    expect(blocked).toEqual([{ code: 'releaseWithReportOverdue', params: { year: 2026 } }])
    p.by(lead).act('reportPerformance', {
      year: 2026,
      progressPercent: 40,
      investmentExecutedFen: wan(100),
      report: digestOf('report'),
      userViews: digestOf('users'),
      supervisorViews: digestOf('supervisor'),
    })
    expect(p.by(financier).refused('releaseFunds', release(wan(1), 2027))).toEqual([])
  })

  it('is not made by the person who listed the line', () => {
    const p = planned(wan(3000)).by({ ...financier, person: approver.person })
    expect(p.refused('releaseFunds', release(wan(1)))).toEqual(['planListerMayNotRelease'])
  })

  it('shows the reasons against it before an amount is given', () => {
    const p = building('2026-03-02').patch((state) => ({ ...state, status: 'suspended' }))
    const permission = p.permissions(financier).find(({ verb }) => verb === 'releaseFunds')
    expect(permission).toEqual({
      verb: 'releaseFunds',
      allowed: false,
      unmet: [{ code: 'releaseWhileSuspended' }],
    })
  })
})

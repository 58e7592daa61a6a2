import { describe, expect, it } from 'vitest'
import { fen } from '#domain/values/money.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { building, readyToBuild, startBody, wan } from './project-builder.ts'
import { applicant, approver, CONTRACTOR, lead, otherLead } from './project-people.ts'

describe('the start of construction', () => {
  it('is possible when the project is approved, funded and supervised', () => {
    const p = building('2026-01-12')
    expect(p.state.status).toBe('building')
    expect(p.state.construction).toMatchObject({
      startedOn: '2026-01-12',
      plannedCompletionOn: '2027-12-31',
      supervisor: 'sure-supervision',
      contractor: 'north-systems',
    })
  })

  it('names everything that is missing', () => {
    const p = readyToBuild('2026-01-12').by(lead)
    const body = {
      ...startBody,
      supervisor: CONTRACTOR,
      plannedCompletionOn: plainDate('2026-01-12'),
    }
    expect(p.unmet('startConstruction', body)).toEqual([
      { code: 'fundsNotSecured', params: { year: 2026 } },
      { code: 'supervisorIsContractor' },
      { code: 'plannedCompletionNotLater', params: { date: '2026-01-12' } },
    ])
  })

  it('is not funded by the plan of another year', () => {
    const p = readyToBuild('2025-12-29').funded().at('2026-01-12').by(lead)
    expect(p.refused('startConstruction', startBody)).toEqual(['fundsNotSecured'])
    expect(p.funded().by(lead).refused('startConstruction', startBody)).toEqual([])
  })

  it('needs a minimum part of the estimate in the plan', () => {
    const p = readyToBuild('2026-01-12')
      .funded(fen(wan(864) - 1))
      .by(lead)
    expect(p.unmet('startConstruction', startBody)).toEqual([
      {
        code: 'fundsTooLittle',
        params: { year: 2026, percent: 10, planned: '863.999999', needed: '864.00' },
      },
    ])
    const enough = readyToBuild('2026-01-12').funded(wan(864)).by(lead)
    expect(enough.refused('startConstruction', startBody)).toEqual([])
  })

  it('needs an approved design', () => {
    const p = readyToBuild('2026-01-12')
      .funded()
      .by(lead)
      .patch((state) => ({ ...state, approvals: [] }))
    expect(p.refused('startConstruction', startBody)).toEqual(['designNotApproved'])
    expect(p.permissions(lead)).toContainEqual({
      verb: 'startConstruction',
      allowed: false,
      unmet: [{ code: 'designNotApproved' }],
    })
  })

  it('is for the lead of the owner only, and possible once', () => {
    const p = readyToBuild('2026-01-12').funded()
    expect(p.by(applicant).refused('startConstruction', startBody)).toEqual(['roleMayNot'])
    expect(p.by(otherLead).refused('startConstruction', startBody)).toEqual(['outOfScope'])
    expect(p.by(approver).refused('startConstruction', startBody)).toEqual(['roleMayNot', 'outOfScope'])
    p.by(lead).act('startConstruction', startBody)
    expect(p.refused('startConstruction', startBody)).toEqual(['notNow'])
  })
})

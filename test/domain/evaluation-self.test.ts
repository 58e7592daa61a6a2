/** T29. A self-evaluation is made in months 12 to 24 after acceptance and operation. */
import { describe, expect, it } from 'vitest'
import type { BodyOf } from '#domain/project/actions.ts'
import { evaluationBaseOf } from '#domain/project/evaluation/self-evaluation.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { accepted, digestOf, operating } from './project-builder.ts'
import { approver, lead, otherLead } from './project-people.ts'

const body: BodyOf<'submitSelfEvaluation'> = {
  report: digestOf('self-evaluation'),
  selfScore: 91,
  achieved: '绩效目标全部实现',
}

describe('the window of the self-evaluation', () => {
  // Base date Tue 2024-03-12: from 2025-03-12 to Thu 2026-03-12.
  it('is closed on the day before month 12, and the refusal names the first day', () => {
    const p = operating('2024-03-12').at('2025-03-11').by(lead)
    expect(p.unmet('submitSelfEvaluation', body)).toEqual([
      { code: 'selfEvaluationTooEarly', params: { firstDay: '2025-03-12', months: 12 } },
    ])
  })

  it('opens on the first day', () => {
    const p = operating('2024-03-12').at('2025-03-12', 0).by(lead).act('submitSelfEvaluation', body)
    expect(p.last('selfEvaluationSubmitted')).toEqual({
      type: 'selfEvaluationSubmitted',
      v: 1,
      on: '2025-03-12',
      ...body,
      late: false,
    })
    expect(p.deadline('selfEvaluation')).toBeUndefined()
    expect(p.at('2027-01-04').has('selfEvaluationOverdue')).toBe(false)
  })

  it('is open through the last day of month 24', () => {
    const p = operating('2024-03-12').at('2026-03-12', 23).by(lead)
    expect(p.deadline('selfEvaluation')).toMatchObject({
      dueOn: '2026-03-12',
      dueAt: '2026-03-12T16:00:00.000Z',
      provisional: false,
    })
    p.act('submitSelfEvaluation', body)
    expect(p.state.evaluation?.self).toMatchObject({ score: 91, on: '2026-03-12', late: false })
    expect(p.at('2026-04-01').has('selfEvaluationOverdue')).toBe(false)
  })

  it('accepts a late one on the day after, and marks it', () => {
    const p = operating('2024-03-12').at('2026-03-13', 0)
    expect(p.last('selfEvaluationOverdue')).toEqual({
      type: 'selfEvaluationOverdue',
      v: 1,
      dueOn: '2026-03-12',
    })
    expect(p.state.evaluation?.selfOverdue).toBe(true)
    p.by(lead).act('submitSelfEvaluation', body)
    expect(p.last('selfEvaluationSubmitted')?.late).toBe(true)
    expect(p.deadline('selfEvaluation')).toBeUndefined()
  })

  it('ends on the next working day when month 24 ends on a day off', () => {
    // 2026-05-02 is within the days off from 1 to 5 May.
    const p = operating('2024-05-02')
    expect(p.dueOn('selfEvaluation')).toBe('2026-05-06')
    p.at('2026-05-06').by(lead).act('submitSelfEvaluation', body)
    expect(p.last('selfEvaluationSubmitted')?.late).toBe(false)
  })

  it('starts at the end of the month where there is no corresponding day', () => {
    const p = operating('2028-02-29').at('2029-02-27').by(lead)
    expect(p.unmet('submitSelfEvaluation', body)).toMatchObject([{ params: { firstDay: '2029-02-28' } }])
    expect(p.at('2029-02-28').refused('submitSelfEvaluation', body)).toEqual([])
    expect(p.deadline('selfEvaluation')?.provisional).toBe(true)
  })

  it('counts from operation if that is after acceptance', () => {
    const p = accepted('2024-03-12').by(lead).at('2024-04-20')
    p.act('fileAcceptanceReport', { report: digestOf('acceptance report') })
    expect(evaluationBaseOf(p.state)).toBeNull()
    p.act('putIntoOperation', { operatingSince: plainDate('2024-04-15') })
    expect(evaluationBaseOf(p.state)).toBe('2024-04-15')
    expect(p.at('2025-04-14').refused('submitSelfEvaluation', body)).toEqual(['selfEvaluationTooEarly'])
    expect(p.at('2025-04-15').refused('submitSelfEvaluation', body)).toEqual([])
  })

  it('follows the months of the policy in force', () => {
    const p = operating('2024-03-12').at('2024-06-12').by(lead)
    const { policy } = p.facts
    const values = { ...policy.values, selfEvaluationFromMonths: 3, selfEvaluationToMonths: 6 }
    p.given({ policy: { ...policy, version: 'test', values } }).factsChanged('policy')
    expect(p.dueOn('selfEvaluation')).toBe('2024-09-12')
    expect(p.refused('submitSelfEvaluation', body)).toEqual([])
  })
})

describe('a self-evaluation', () => {
  it('is submitted once', () => {
    const p = operating('2024-03-12').at('2025-06-02').by(lead).act('submitSelfEvaluation', body)
    expect(p.unmet('submitSelfEvaluation', body)).toEqual([
      { code: 'selfEvaluatedAlready', params: { on: '2025-06-02' } },
    ])
  })

  it('comes from the owner of a system in operation', () => {
    const p = accepted('2024-03-12').at('2025-06-02')
    expect(p.by(lead).refused('submitSelfEvaluation', body)).toEqual(['notNow'])
    expect(p.by(approver).refused('submitSelfEvaluation', body)).toContain('roleMayNot')
    expect(
      operating('2024-03-12').at('2025-06-02').by(otherLead).refused('submitSelfEvaluation', body),
    ).toEqual(['outOfScope'])
  })

  it('is blocked until the acceptance report is filed', () => {
    const p = operating('2024-03-12').at('2025-03-11').by(lead)
    p.patch((state) => ({ ...state, acceptance: { ...state.acceptance!, reportFiledOn: null } }))
    expect(p.refused('submitSelfEvaluation', body)).toEqual([
      'selfEvaluationBeforeReport',
      'selfEvaluationTooEarly',
    ])
  })

  it('goes to the approving authority and the Ministry of Finance', () => {
    expect(PROJECT.notices.selfEvaluationSubmitted?.to).toEqual(['authority', 'finance'])
  })

  it('makes its submitter a preparer, who may not decide on the project', () => {
    const orgPath = ['mnr-planning', 'mnr']
    const finance = { ...lead, person: 'p-second-lead' as typeof lead.person, org: 'mnr-planning', orgPath }
    const p = operating('2024-03-12').at('2025-06-02').by(finance).act('submitSelfEvaluation', body)
    expect(p.state.parts).toContainEqual({ kind: 'preparer', person: 'p-second-lead', orgPath })
  })
})

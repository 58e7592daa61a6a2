import { describe, expect, it } from 'vitest'
import type { BodyOf } from '#domain/project/actions.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { appraised, approveBody, filed } from './approval-form.ts'
import { digestOf, type ProjectDriver } from './project-builder.ts'
import { applicant, approver, lead } from './project-people.ts'

const condition = (dueOn: string) => ({
  what: '补充密码应用方案',
  dueOn: plainDate(dueOn),
  responsible: 'p-lead' as PersonId,
})
const body = (p: ProjectDriver, ...dueOn: string[]): BodyOf<'decide'> => ({
  ...approveBody(p),
  conditions: dueOn.map(condition),
})
const conditional = (...dueOn: string[]): ProjectDriver => {
  const p = appraised(filed())
  return p.act('decide', body(p, ...dueOn))
}
const [plan, better] = [digestOf('plan'), digestOf('better plan')]

describe('a conditional approval', () => {
  it('approves, and each condition has its own due date', () => {
    const p = conditional('2026-05-29', '2026-06-30')
    expect(p.state.status).toBe('stageApproved')
    expect(p.state.deadlines.map(({ kind, round, dueOn }) => [kind, round, dueOn])).toEqual([
      ['service', 1, '2026-03-16'],
      ['condition', 1, '2026-05-29'],
      ['condition', 2, '2026-06-30'],
    ])
  })

  it('gets evidence from the owner and is closed by the authority, on the submitted evidence', () => {
    const p = conditional('2026-05-29').at('2026-04-01').by(lead)
    p.act('fulfilCondition', { condition: 1, evidence: plan })
    expect(p.state.deadlines).toEqual([])
    p.act('fulfilCondition', { condition: 1, evidence: better }).by(approver)
    expect(p.refused('acceptCondition', { condition: 1, evidence: plan })).toEqual(['otherEvidence'])
    expect(p.refused('acceptCondition', { condition: 2, evidence: better })).toEqual(['noCondition'])
    p.act('acceptCondition', { condition: 1, evidence: better })
    expect(p.state.conditions).toEqual({ count: 1, open: [] })
    expect(p.refused('acceptCondition', { condition: 1, evidence: better })).toContain('noCondition')
  })

  it('may be found not met: it is open again with its own date, and the owner submits other evidence', () => {
    const p = conditional('2026-05-29').at('2026-04-01').by(lead)
    p.act('fulfilCondition', { condition: 1, evidence: plan }).by(approver)
    const no = { condition: 1, evidence: plan, reasons: '方案未经评估' }
    expect(p.refused('rejectCondition', { ...no, evidence: better })).toEqual(['otherEvidence'])
    expect(p.by(lead).refused('rejectCondition', no)).toContain('roleMayNot')
    p.by(approver).act('rejectCondition', no)
    expect(p.dueOn('condition')).toBe('2026-05-29')
    expect(p.refused('acceptCondition', { condition: 1, evidence: plan })).toEqual(['otherEvidence'])
    p.by(lead).act('fulfilCondition', { condition: 1, evidence: better })
    p.at('2026-06-10')
      .by(approver)
      .act('rejectCondition', { ...no, evidence: better })
    p.at('2026-06-11')
    expect(p.last('conditionOverdue')).toMatchObject({ number: 1, dueOn: '2026-05-29' })
  })

  it('records each overdue condition once, and it can still be met', () => {
    const p = conditional('2026-05-29', '2026-06-30').at('2026-07-15')
    const overdue = p.record.flatMap(({ event }) => (event.type === 'conditionOverdue' ? [event.number] : []))
    expect(overdue).toEqual([1, 2])
    p.by(applicant).act('fulfilCondition', { condition: 2, evidence: plan })
    expect(p.by(approver).refused('acceptCondition', { condition: 2, evidence: plan })).toEqual([])
    expect(
      p.by({ ...applicant, role: 'approver' }).refused('acceptCondition', { condition: 2, evidence: plan }),
    ).toContain('preparerMayNotDecide')
  })

  it('needs an approval, and dates in the future', () => {
    const p = appraised(filed())
    expect(p.refused('decide', body(p, '2026-03-02'))).toEqual(['conditionDueBefore'])
    const refusal = { ...body(p, '2026-05-29'), verdict: 'refuse' as const, reasons: '不符合' }
    expect(p.refused('decide', refusal)).toEqual(['conditionsOfNothing'])
  })

  it('ends with the project', () => {
    const p = conditional('2026-05-29').by(lead).act('withdraw', { reasons: '不做了' })
    expect(p.state.deadlines).toEqual([])
    expect(p.refused('fulfilCondition', { condition: 1, evidence: plan })).toEqual(['conditionsLapsed'])
  })
})

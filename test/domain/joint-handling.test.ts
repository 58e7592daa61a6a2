/** 许可法42, second paragraph: handled by several departments together, a decision has 45 working days and 15 more. */
import { describe, expect, it } from 'vitest'
import { PROJECT } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { approveBody, commission, filed, letterFor, report, study } from './approval-form.ts'
import { digestOf } from './project-builder.ts'
import { approver, expert, lead, OWNER, officer } from './project-people.ts'

const together = { jointly: ['miit', 'cac'] }
const joint = () => filed().by(approver).act('admit', together)

describe('joint handling', () => {
  it('gives the decision 45 working days from the admission, and 15 more once', () => {
    expect(filed().by(approver).act('admit', {}).dueOn('decision')).toBe('2026-03-30')
    const p = joint()
    expect(p.dueOn('decision')).toBe('2026-05-08')
    p.act('extendDecision', { reasons: '涉及多个部门' })
    expect(p.dueOn('decision')).toBe('2026-05-28')
    expect(p.refused('extendDecision', { reasons: '再延' })).toEqual(['extendedAlready'])
  })

  it('stands still while it is appraised, as any decision does', () => {
    const p = joint().act('commissionAppraisal', commission())
    expect(p.deadline('decision')).toBeUndefined()
    p.at('2026-03-16').by(expert).act('submitAppraisal', report)
    expect(p.dueOn('decision')).toBe('2026-05-21')
  })

  it('is chosen with the admission alone, by others than the sides and whoever prepared, and as policy allows', () => {
    const p = filed(study({ preparedBy: 'huazi' })).by(approver)
    for (const name of [OWNER, 'ndrc', 'huazi'])
      expect(p.unmet('admit', { jointly: [name] })).toEqual([
        { code: 'jointHandlerIsParty', params: { name } },
      ])
    const values = { ...POLICY_V1.values, jointHandling: false }
    const never = filed()
      .given({ policy: { ...POLICY_V1, values } })
      .by(approver)
    expect(never.refused('admit', together)).toEqual(['jointHandlingNotAllowed'])
    expect(never.refused('admit', {})).toEqual([])
    expect(joint().refused('admit', {})).toEqual(['notNow'])
  })

  it('lets the departments read the project, and ends with the round', () => {
    const p = joint()
    expect(PROJECT.agencies(p.state)).toEqual(['cac', 'miit'])
    const formDigest = p.state.approval.form.digest
    p.act('decide', { verdict: 'return', formDigest, reasons: '改' }).by(lead).act('submitStage', study())
    expect(PROJECT.agencies(p.state)).toEqual([])
    expect(p.by(approver).act('admit', {}).state.approval.clock?.allowedWorkingDays).toBe(20)
  })

  it('is told to the departments, which take no other part: none of them appraises', () => {
    const p = joint()
    const told = p.last('admitted')
    expect(told && PROJECT.notices.admitted?.named?.(told)).toEqual({
      people: [],
      offices: together.jointly.map((org) => ({ role: 'approver', org })),
    })
    expect(p.refused('commissionAppraisal', { ...commission(), agency: 'cac' })).toContain(
      'appraiserNotIndependent',
    )
  })

  it('lasts when its approval is revoked and decided anew', () => {
    const p = joint().act('commissionAppraisal', commission()).by(expert).act('submitAppraisal', report)
    p.by(approver).act('decide', approveBody(p)).by(officer)
    p.act('revokeDecision', {
      stage: 'feasibility',
      documentNumber: letterFor(0).documentNumber,
      ground: 'factsWrong',
      document: digestOf('revocation'),
      reasons: '事实有误',
    })
    expect(p.state.approval.clock?.allowedWorkingDays).toBe(45)
  })
})

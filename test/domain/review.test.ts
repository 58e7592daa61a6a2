import { describe, expect, it } from 'vitest'
import { panelsOf } from '#domain/project/panels.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { ONE_PERSON } from '#domain/review/panels.ts'
import { appraised, approveBody, catalogOf, filed } from './approval-form.ts'
import { digestOf } from './project-builder.ts'
import type { ProjectDriver } from './project-driver.ts'
import { approver, lead, leader } from './project-people.ts'

const proposed = (): ProjectDriver => {
  const p = appraised(filed())
  return p.actOnce('decide', approveBody(p))
}
const pendingHash = (p: ProjectDriver): string => p.state.reviews[0]?.subject.contentHash ?? ''

describe('a decision by two persons', () => {
  it('has no effect until the second person signs exactly the same content', () => {
    const p = proposed()
    expect(p.state.status).toBe('deciding')
    expect(p.by(leader).refused('confirm', { step: 'decision', contentHash: digestOf('other') })).toEqual([
      'otherContent',
    ])
    p.act('confirm', { step: 'decision', contentHash: pendingHash(p) })
    expect(p.state.status).toBe('stageApproved')
    const verdicts = p.record.flatMap(({ event, by }) =>
      event.type === 'verdictGiven' && event.step === 'decision' ? [[event.seat, event.verdict, by]] : [],
    )
    expect(verdicts).toMatchObject([
      ['handler', 'approve', { person: 'p-approver' }],
      ['leader', 'approve', { person: 'p-leader' }],
    ])
  })

  it('is bound to the form and the files', () => {
    const p = proposed()
    expect(p.last('verdictGiven')).toMatchObject({
      step: 'decision',
      round: 1,
      formDigest: p.state.approval.form.digest,
      fileDigests: [digestOf('study'), digestOf('sharing'), digestOf('report')],
    })
  })

  it('is not signed twice by one person, nor by somebody who is not a leader, nor by a preparer', () => {
    const p = proposed()
    const contentHash = pendingHash(p)
    expect(
      p.by({ ...approver, isLeader: true }).refused('confirm', { step: 'decision', contentHash }),
    ).toEqual(['samePerson'])
    const other = { ...approver, person: 'p-third' as never }
    expect(p.by(other).refused('confirm', { step: 'decision', contentHash })).toEqual(['leaderNeeded'])
    expect(
      p.by({ ...lead, role: 'approver' }).refused('confirm', { step: 'decision', contentHash }),
    ).toContain('preparerMayNotDecide')
  })

  it('is not proposed again while it is open', () => {
    const p = proposed()
    expect(p.refused('decide', approveBody(p))).toEqual(['alreadyProposed'])
    const { letter: _letter, ...without } = approveBody(p)
    expect(p.refused('decide', without)).toEqual(['letterMissing', 'alreadyProposed'])
  })

  it('fails when the second person objects, and the reasons are kept', () => {
    const p = proposed()
    p.by(leader).act('object', { step: 'decision', contentHash: pendingHash(p), reasons: '金额有误' })
    expect(p.last('verdictsVoided')).toMatchObject({ cause: 'objected', reasons: '金额有误' })
    expect(p.refused('confirm', { step: 'decision', contentHash: digestOf('x') })).toEqual([
      'nothingToConfirm',
    ])
  })

  it('names all other reasons against an act on a round that does not exist', () => {
    const p = appraised(filed()).by({ ...lead, role: 'applicant' })
    expect(p.refused('confirm', { step: 'decision', contentHash: digestOf('x') })).toEqual([
      ...['roleMayNot', 'preparerMayNotDecide', 'ownerMayNotDecide', 'nothingToConfirm'],
    ])
  })

  it('is voided with an event when the form changes', () => {
    const p = proposed().by(lead)
    p.act('amendCatalog', { amends: p.state.approval.form.digest, catalog: catalogOf(15) })
    expect(p.last('verdictsVoided')?.cause).toBe('formChanged')
    expect(p.state.reviews).toEqual([])
  })

  it('expires after 72 hours', () => {
    const p = proposed()
    expect(p.at('2026-03-05', 9).state.reviews).toHaveLength(1)
    expect(p.at('2026-03-05', 11).last('verdictsVoided')?.cause).toBe('expired')
    expect(p.by(approver).actOnce('decide', approveBody(p)).state.reviews).toHaveLength(1)
  })

  it('ends with the project', () => {
    const p = proposed().by(lead).act('withdraw', { reasons: '不做了' })
    expect(p.last('verdictsVoided')?.cause).toBe('overtaken')
    expect(p.state.deadlines).toEqual([])
  })

  it('checks the gates again at the second signature', () => {
    const p = proposed()
    p.patch((state) => ({ ...state, approval: { ...state.approval, appraisal: null } }))
    const contentHash = pendingHash(p)
    expect(p.by(leader).refused('confirm', { step: 'decision', contentHash })).toEqual(['appraisalMissing'])
  })

  it('needs one person if policy says so, and is recorded in the same way', () => {
    const values = { ...POLICY_V1.values, panels: panelsOf(() => ONE_PERSON) }
    const p = filed().given({ policy: { ...POLICY_V1, values } })
    appraised(p).actOnce('decide', approveBody(p))
    expect(p.state.status).toBe('stageApproved')
    expect(p.has('verdictGiven')).toBe(true)
  })
})

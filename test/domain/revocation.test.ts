/** 撤销: an issued approval is undone only by another authority, and leaves the case in a state that is defined. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BodyOf } from '#domain/project/actions.ts'
import { REVOCATION_EFFECTS, REVOCATION_GROUNDS } from '#domain/project/approval/revocation.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { approvalOf } from '#domain/project/state.ts'
import { turnOf } from '#domain/project/turn.ts'
import { ONE_PERSON } from '#domain/review/panels.ts'
import {
  appraised,
  approveBody,
  catalogOf,
  commission,
  design,
  filed,
  letterFor,
  report,
} from './approval-form.ts'
import { building, digestOf, type ProjectDriver, startBody } from './project-builder.ts'
import { approver, expert, lead, leader, officeLeader, officer } from './project-people.ts'

type Body = BodyOf<'revokeDecision'>

const body = (change: Partial<Body> = {}): Body => ({
  stage: 'feasibility',
  documentNumber: letterFor(0).documentNumber,
  ground: 'procedureViolated',
  document: digestOf('revocation'),
  reasons: '评估程序不合规',
  ...change,
})

const studyApproved = (): ProjectDriver => {
  const p = appraised(filed())
  return p.act('decide', approveBody(p))
}

const designNumber = '发改高技〔2026〕2号'
/** Both documents approved: ready to build. */
const designApproved = (): ProjectDriver => {
  const p = studyApproved().by(lead).act('submitStage', design(12_000))
  appraised(p)
  const letter = { ...letterFor(12_000), documentNumber: designNumber }
  return p.act('decide', { ...approveBody(p), letter })
}

describe('who revokes', () => {
  it('is never the authority that approved, nor the owner', () => {
    const p = studyApproved()
    for (const actor of [approver, leader]) {
      expect(p.by(actor).refused('revokeDecision', body())).toEqual([
        'revokingAuthorityOnly',
        'approverMayNotRevoke',
      ])
    }
    expect(p.by(lead).refused('revokeDecision', body())).toEqual([
      'roleMayNot',
      'revokingAuthorityOnly',
      'preparerMayNotDecide',
      'ownerMayNotDecide',
    ])
    expect(p.by(officer).refused('revokeDecision', body())).toEqual([])
  })

  it('is the role that policy names', () => {
    const values = { ...POLICY_V1.values, revokingRole: 'approver' as const }
    const p = studyApproved().given({ policy: { ...POLICY_V1, values } })
    expect(p.by(officer).refused('revokeDecision', body())).toEqual(['revokingAuthorityOnly'])
    // Even then not whoever approved.
    expect(p.by(leader).refused('revokeDecision', body())).toEqual([
      'revokingAuthorityOnly',
      'approverMayNotRevoke',
    ])
    const other = { ...approver, person: 'p-other' as never, org: 'sasac-it', orgPath: ['sasac-it', 'sasac'] }
    expect(p.by(other).refused('revokeDecision', body())).toEqual([])
  })

  it('are two persons of it, the second a leader', () => {
    const p = studyApproved().by(officer).actOnce('revokeDecision', body())
    expect(p.state.status).toBe('stageApproved')
    const contentHash = p.state.reviews[0]?.subject.contentHash ?? ''
    const sign = { step: 'revocation', contentHash } as const
    expect(p.by(leader).refused('confirm', sign)).toEqual(['revokingAuthorityOnly', 'approverMayNotRevoke'])
    p.by(officeLeader).act('confirm', sign)
    expect(p.state.status).toBe('deciding')
  })
})

describe('neither a return nor a vote taken back crosses an issued decision', () => {
  it('whoever signed it can only watch', () => {
    const p = studyApproved()
    const returned = { verdict: 'return', formDigest: p.state.approval.form.digest, reasons: '改' } as const
    expect(p.by(approver).refused('decide', returned)).toEqual(['notNow'])
    const own = { step: 'decision', contentHash: digestOf('x'), reasons: '重新考虑' } as const
    expect(p.by(leader).refused('takeBack', own)).toEqual(['nothingToConfirm'])
  })
})

describe('after a revocation', () => {
  it('the same document is decided anew: next round, new clock, same appraisal', () => {
    const p = studyApproved().at('2026-03-09').by(officer).act('revokeDecision', body())
    expect(p.state).toMatchObject({ status: 'deciding', approvals: [], rounds: { feasibility: 2 } })
    expect(p.state.approval).toMatchObject({ stage: 'feasibility', round: 2, extended: false })
    expect(turnOf(p.state)).toEqual({ role: 'approver', org: 'ndrc' })
    expect(p.deadline('decision')).toMatchObject({ round: 2, dueOn: '2026-04-07' })
    p.by(approver).act('decide', approveBody(p))
    expect(approvalOf(p.state, 'feasibility')?.round).toBe(2)
  })

  it('a changed situation asks for a new document, false materials end the project', () => {
    const again = studyApproved()
      .by(officer)
      .act('revokeDecision', body({ ground: 'circumstancesChanged' }))
    expect(again.state).toMatchObject({ status: 'returned', approvals: [] })
    expect(again.state.deadlines).toEqual([])
    again.by(lead).act('submitStage', { ...design(12_000), stage: 'feasibility' })
    expect(again.state.approval).toMatchObject({ stage: 'feasibility', round: 2 })

    const ended = studyApproved()
      .by(officer)
      .act('revokeDecision', body({ ground: 'materialsFalse' }))
    expect(ended.state).toMatchObject({ status: 'terminated', deadlines: [] })
  })

  it('a document that a later one replaced is submitted anew instead of decided anew', () => {
    const p = studyApproved().by(lead).act('submitStage', design(12_000))
    p.by(officer).act('revokeDecision', body())
    expect(p.last('decisionRevoked')).toMatchObject({ effect: 'resubmit', stage: 'feasibility', round: 1 })
    expect(p.state).toMatchObject({ status: 'returned', approval: { stage: 'feasibility' } })
  })

  it('what was approved later falls with it', () => {
    const p = designApproved().by(officer).act('revokeDecision', body())
    expect(p.state.approvals).toEqual([])
    expect(p.by(lead).refused('submitStage', design(12_000))).toContain('wrongStage')
  })

  it('later steps that relied on it are refused', () => {
    const p = designApproved().funded()
    p.by(officer).act('revokeDecision', body({ stage: 'preliminaryDesign', documentNumber: designNumber }))
    expect(p.state.approvals.map(({ stage }) => stage)).toEqual(['feasibility'])
    expect(p.by(lead).refused('startConstruction', startBody)).toContain('notNow')
    const all = designApproved().by(officer).act('revokeDecision', body())
    const line = {
      year: 2026,
      amountFen: 1,
      source: 'centralInvestment',
      documentNumber: designNumber,
    } as never
    expect(all.by(approver).refused('listInAnnualPlan', line)).toContain('planBeforeApproval')
  })

  it('signatures that were waiting on it no longer count', () => {
    const p = studyApproved().by(lead).act('submitStage', design(12_000)).by(approver).act('admit', {})
    p.actOnce('commissionAppraisal', commission())
    p.by(officer).act('revokeDecision', body())
    expect(p.last('verdictsVoided')).toMatchObject({ step: 'commission', cause: 'decisionRevoked' })
    expect(p.state.reviews).toEqual([])
  })

  it('conditions of the approval lapse', () => {
    const p = appraised(filed())
    const conditions = [{ what: '补充密码方案', dueOn: '2026-06-01', responsible: 'p-lead' }] as never
    p.act('decide', { ...approveBody(p), conditions })
    expect(p.dueOn('condition')).toBe('2026-06-01')
    p.by(officer).act('revokeDecision', body())
    expect(p.state.conditions).toEqual({ count: 1, open: [] })
    expect(p.deadline('condition')).toBeUndefined()
  })
})

describe('a revocation', () => {
  it('names exactly the approval in force', () => {
    const p = studyApproved().by(officer)
    expect(p.refused('revokeDecision', body({ documentNumber: '发改高技〔2026〕9号' }))).toEqual([
      'otherApproval',
    ])
    expect(p.refused('revokeDecision', body({ stage: 'merged' }))).toEqual(['otherApproval'])
    expect(filed().by(officer).refused('revokeDecision', body())).toEqual([
      'nothingToRevoke',
      'otherApproval',
    ])
  })

  it('is not possible once construction has begun', () => {
    const p = building('2026-03-10').by(officer)
    expect(p.refused('revokeDecision', body({ stage: 'merged' }))).toEqual(['builtOnApproval'])
  })

  it('does not fall because the owner changes the next document meanwhile', () => {
    const p = studyApproved().by(lead).act('submitStage', design(12_000))
    p.by(officer).actOnce('revokeDecision', body())
    p.by(lead).act('amendCatalog', { amends: p.state.approval.form.digest, catalog: catalogOf(15) })
    expect(p.state.reviews).toHaveLength(1)
  })

  it('leaves, on whatever ground and effect, nothing in force that rested on it, and one clock or none', () => {
    const effects = Object.keys(REVOCATION_EFFECTS) as (keyof typeof REVOCATION_EFFECTS)[]
    const grounds = Object.keys(REVOCATION_GROUNDS) as (keyof typeof REVOCATION_GROUNDS)[]
    const table = fc.record(
      Object.fromEntries(grounds.map((ground) => [ground, fc.constantFrom(...effects)])),
    )
    const stage = fc.constantFrom('feasibility', 'preliminaryDesign')
    fc.assert(
      fc.property(table, fc.constantFrom(...grounds), stage, fc.nat(3), (given, ground, revoked, days) => {
        const panels = { ...POLICY_V1.values.panels, revocation: ONE_PERSON }
        const values = { ...POLICY_V1.values, panels, revocationEffects: given as never }
        const p = designApproved().given({ policy: { ...POLICY_V1, values } })
        const documentNumber = revoked === 'feasibility' ? letterFor(0).documentNumber : designNumber
        p.at(`2026-03-0${days + 3}`)
          .by(officer)
          .act('revokeDecision', body({ ground, stage: revoked as never, documentNumber }))
        const { state } = p
        expect(approvalOf(state, 'preliminaryDesign')).toBeUndefined()
        expect(approvalOf(state, 'feasibility') === undefined).toBe(revoked === 'feasibility')
        expect(['deciding', 'returned', 'terminated']).toContain(state.status)
        expect(state.approval.stage).toBe(revoked)
        const isAnew = state.status === 'deciding'
        expect(state.deadlines.map(({ kind }) => kind)).toEqual(isAnew ? ['decision'] : [])
        expect(state.approval.round).toBe(isAnew ? 2 : 1)
        expect(p.by(lead).refused('startConstruction', startBody)).toContain('notNow')
      }),
      { numRuns: 60 },
    )
  })
})

describe('a file that changes under a pending signature', () => {
  it('voids it when the appraisal report arrives', () => {
    const p = filed().by(approver).act('admit', {}).act('commissionAppraisal', commission())
    p.actOnce('extendDecision', { reasons: '需要更多时间' })
    expect(p.state.reviews).toHaveLength(1)
    p.by(expert).act('submitAppraisal', report)
    expect(p.last('verdictsVoided')).toMatchObject({ step: 'extension', cause: 'formChanged' })
    expect(p.state.reviews).toEqual([])
  })

  it('does not touch what was signed on other files', () => {
    const p = studyApproved().by(lead).act('submitStage', design(12_000)).by(officer)
    p.actOnce('revokeDecision', body())
    appraised(p)
    expect(p.state.reviews.map(({ step }) => step)).toEqual(['revocation'])
  })
})

/** Revocation 撤销: only another authority can revoke an issued approval, and the case then has a defined state. */
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
  it('may not be the authority that approved, nor the owner', () => {
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
    // But not the people who approved.
    expect(p.by(leader).refused('revokeDecision', body())).toEqual([
      'revokingAuthorityOnly',
      'approverMayNotRevoke',
    ])
    const other = { ...approver, person: 'p-other' as never, org: 'sasac-it', orgPath: ['sasac-it', 'sasac'] }
    expect(p.by(other).refused('revokeDecision', body())).toEqual([])
  })

  it('must be two persons of that role, the second a leader', () => {
    const p = studyApproved().by(officer).actOnce('revokeDecision', body())
    expect(p.state.status).toBe('stageApproved')
    const contentHash = p.state.reviews[0]?.subject.contentHash ?? ''
    const sign = { step: 'revocation', contentHash } as const
    expect(p.by(leader).refused('confirm', sign)).toEqual(['revokingAuthorityOnly', 'approverMayNotRevoke'])
    p.by(officeLeader).act('confirm', sign)
    expect(p.state.status).toBe('deciding')
  })
})

describe('an issued decision cannot be undone by a return or by taking back a vote', () => {
  it('by the people who signed it', () => {
    const p = studyApproved()
    const returned = { verdict: 'return', formDigest: p.state.approval.form.digest, reasons: '改' } as const
    expect(p.by(approver).refused('decide', returned)).toEqual(['notNow'])
    const own = { step: 'decision', contentHash: digestOf('x'), reasons: '重新考虑' } as const
    expect(p.by(leader).refused('takeBack', own)).toEqual(['nothingToConfirm'])
  })
})

describe('after a revocation', () => {
  it('the same document is decided on again: next round, new clock, same appraisal', () => {
    const p = studyApproved().at('2026-03-09').by(officer).act('revokeDecision', body())
    expect(p.state).toMatchObject({ status: 'deciding', approvals: [], rounds: { feasibility: 2 } })
    expect(p.state.approval).toMatchObject({ stage: 'feasibility', round: 2, extended: false })
    expect(turnOf(p.state)).toEqual({ role: 'approver', org: 'ndrc' })
    expect(p.deadline('decision')).toMatchObject({ round: 2, dueOn: '2026-04-07' })
    p.by(approver).act('decide', approveBody(p))
    expect(approvalOf(p.state, 'feasibility')?.round).toBe(2)
  })

  it('a changed situation requires a new document, and false materials end the project', () => {
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

  it('a document that a later one replaced must be submitted again instead of decided on again', () => {
    const p = studyApproved().by(lead).act('submitStage', design(12_000))
    p.by(officer).act('revokeDecision', body())
    expect(p.last('decisionRevoked')).toMatchObject({ effect: 'resubmit', stage: 'feasibility', round: 1 })
    expect(p.state).toMatchObject({ status: 'returned', approval: { stage: 'feasibility' } })
  })

  it('later approvals are revoked too', () => {
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

  it('open signatures that relied on it no longer count', () => {
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
  it('must name the approval in force', () => {
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

  it('is not possible after the start of construction', () => {
    const p = building('2026-03-10').by(officer)
    expect(p.refused('revokeDecision', body({ stage: 'merged' }))).toEqual(['builtOnApproval'])
  })

  it('is not voided when the owner changes the next document', () => {
    const p = studyApproved().by(lead).act('submitStage', design(12_000))
    p.by(officer).actOnce('revokeDecision', body())
    p.by(lead).act('amendCatalog', { amends: p.state.approval.form.digest, catalog: catalogOf(15) })
    expect(p.state.reviews).toHaveLength(1)
  })

  it('leaves nothing in force that rested on it, and at most one clock, on any ground and effect', () => {
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
        // The approval of the study may still stand, and be served.
        const clocks = state.deadlines.filter(({ kind }) => kind !== 'service')
        expect(clocks.map(({ kind }) => kind)).toEqual(isAnew ? ['decision'] : [])
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

  it('does not void signatures on other files', () => {
    const p = studyApproved().by(lead).act('submitStage', design(12_000)).by(officer)
    p.actOnce('revokeDecision', body())
    appraised(p)
    expect(p.state.reviews.map(({ step }) => step)).toEqual(['revocation'])
  })
})

import { describe, expect, it } from 'vitest'
import { fen } from '#domain/money.ts'
import { plainDate } from '#domain/plain-date.ts'
import {
  appraised,
  approveBody,
  catalogOf,
  commission,
  design,
  filed,
  letterFor,
  plan,
  report,
  study,
} from './approval-form.ts'
import { digestOf, project, wan } from './project-builder.ts'
import {
  AGENCY,
  applicant,
  approver,
  expert,
  lead,
  leader,
  OWNER,
  otherApprover,
  otherLead,
} from './project-people.ts'

describe('scenario 1: in the plan, with an evaluation pause', () => {
  it('has the completeness check due on 9 March and the decision on 2 April', () => {
    const p = filed()
    expect(p.dueOn('completeness')).toBe('2026-03-09')
    p.at('2026-03-05').by(approver).act('admit', {})
    expect(p.dueOn('decision')).toBe('2026-04-02')
  })

  it('stands still while the agency works and is due on 15 May, extended on 29 May', () => {
    const p = filed()
      .at('2026-03-05')
      .by(approver)
      .act('admit', {})
      .at('2026-03-09')
      .act('commissionAppraisal', commission())
    expect(p.dueOn('appraisal')).toBe('2026-04-21')
    expect(p.deadline('decision')).toBeUndefined()
    p.at('2026-04-17').by(expert).act('submitAppraisal', report)
    expect(p.dueOn('decision')).toBe('2026-05-15')
    p.by(approver).act('extendDecision', { reasons: '事项复杂' })
    expect(p.dueOn('decision')).toBe('2026-05-29')
    expect(p.refused('extendDecision', { reasons: '再延' })).toEqual(['extendedAlready'])
  })

  it('records an overrun and approves nobody by silence', () => {
    const p = appraised(filed()).at('2026-12-01')
    expect(p.has('decisionOverrun')).toBe(true)
    expect(p.state.status).toBe('deciding')
    expect(p.act('decide', approveBody(p)).state.status).toBe('stageApproved')
  })
})

describe('scenario 2: the catalog gate', () => {
  it('refuses approval without a catalog, also to the leader, and without an opinion on sharing', () => {
    const p = filed(study({ catalog: [] }))
      .by(approver)
      .act('admit', {})
      .act('commissionAppraisal', commission())
    p.by(expert).act('submitAppraisal', { conclusion: 'positive', report: digestOf('mute') })
    expect(p.has('appraisalReturned')).toBe(true)
    expect(p.state.approval.clock?.pauses.at(-1)?.to).toBeNull()
    expect(p.by(approver).refused('decide', approveBody(p))).toEqual(['appraisalMissing', 'catalogEmpty'])
    expect(p.by(leader).refused('decide', approveBody(p))).toContain('catalogEmpty')
    const withheld = catalogOf(14).map((item, index) =>
      index === 3 ? { ...item, sharing: 'withheld' as const } : item,
    )
    const amends = p.state.approval.form.digest
    expect(p.by(lead).refused('amendCatalog', { amends, catalog: withheld })).toEqual([
      'withheldWithoutBasis',
    ])
    const founded = withheld.map((item) =>
      item.sharing === 'withheld' ? { ...item, basis: '统计法第二十五条' } : item,
    )
    p.act('amendCatalog', { amends, catalog: founded }).by(expert).act('submitAppraisal', report)
    expect(p.by(approver).act('decide', approveBody(p)).state.status).toBe('stageApproved')
  })

  it('names every unmet gate at once', () => {
    const p = filed(study({ catalog: [] }))
      .by(approver)
      .act('admit', {})
    const formDigest = p.state.approval.form.digest
    expect(p.refused('decide', { verdict: 'approve', formDigest })).toEqual([
      'appraisalMissing',
      'letterMissing',
      'catalogEmpty',
    ])
    const { sharingOpinion: _, ...mute } = letterFor(1)
    expect(p.refused('decide', { verdict: 'approve', formDigest, letter: mute })).toContain(
      'letterWithoutSharingOpinion',
    )
  })
})

describe('submission', () => {
  const fresh = () => project().given({ plan }).at('2026-03-02').by(lead)

  it('judges the track against the plan in force and keeps its version', () => {
    expect(filed().state.planBasis).toEqual({ version: '14-5.1', item: 'A-07' })
    expect(fresh().refused('submitStage', study({ planItem: 'Z-99' }))).toEqual(['notInPlan'])
    expect(fresh().given({ plan: null }).refused('submitStage', study())).toEqual(['noPlanInForce'])
  })

  it('wants the documents in the order of the track', () => {
    expect(fresh().refused('submitStage', study({ track: 'ordinary' }))).toEqual(['wrongStage'])
    expect(fresh().refused('submitStage', study({ stage: 'preliminaryDesign' }))).toEqual(['wrongStage'])
  })

  it('wants a ground and depth for the merged track', () => {
    const merged = study({ track: 'urgent', stage: 'merged' })
    expect(fresh().refused('submitStage', merged)).toEqual(['urgentGroundMissing', 'urgentDepthMissing'])
    expect(
      fresh().refused('submitStage', { ...merged, urgent: { depth: digestOf('d'), urgency: '汛期' } }),
    ).toEqual([])
  })

  it('lists every missing document, four more with new civil works', () => {
    const files = [{ kind: 'other' as const, digest: digestOf('x') }]
    expect(fresh().refused('submitStage', study({ files, newCivilWorks: true }))).toEqual([
      'documentMissing',
      'sharingChapterMissing',
      ...Array.from({ length: 4 }, () => 'civilWorksDocumentMissing'),
    ])
  })

  it('checks the catalog', () => {
    const [one] = catalogOf(1)
    if (!one) throw new Error('no item')
    expect(
      fresh().refused('submitStage', study({ catalog: [one, { ...one, sharing: 'conditional' }] })),
    ).toEqual(['conditionalWithoutCondition', 'catalogCodeTwice'])
  })

  it('refuses classified content, foreign owners and barred owners', () => {
    expect(fresh().refused('submitStage', study({ containsClassifiedContent: true }))).toEqual([
      'classifiedContent',
    ])
    expect(fresh().by(otherLead).refused('submitStage', study())).toContain('outOfScope')
    const ban = {
      caseId: 'project/x' as never,
      reason: 'acceptanceOverdue' as const,
      since: plainDate('2026-01-05'),
    }
    expect(
      fresh()
        .given({ bans: [ban] })
        .refused('submitStage', study()),
    ).toEqual(['ownerBanned'])
    expect(fresh().by(applicant).refused('submitStage', study())).toEqual(['roleMayNot'])
  })

  it('goes to the planning authority from 3,000万元 on and stays in the department below', () => {
    const small = fresh().act('submitStage', study({ investmentFen: wan(2_999.99) }))
    expect(small.state.authority).toBe(OWNER)
    expect(filed(study({ investmentFen: wan(3_000) })).state.authority).toBe('ndrc')
  })
})

describe('the completeness check', () => {
  it('admits silently after five working days, from the receipt date', () => {
    const p = filed().at('2026-03-10')
    expect(p.last('admitted')).toMatchObject({ silently: true, on: '2026-03-02' })
    expect(p.dueOn('decision')).toBe('2026-03-30')
  })

  it('asks once for everything; a later notice brings nothing new but the authority’s own fault', () => {
    const p = filed()
      .by(approver)
      .act('requestSupplement', { items: [{ kind: 'cryptographyPlan', what: '缺密码方案' }] })
    expect(p.dueOn('supplement')).toBe('2026-03-23')
    const amends = p.state.approval.form.digest
    p.by(lead)
    expect(p.refused('supplement', { amends, files: [{ kind: 'other', digest: digestOf('o') }] })).toEqual([
      'itemNotAsked',
      'itemUnanswered',
    ])
    p.at('2026-03-04').act('supplement', {
      amends,
      files: [{ kind: 'cryptographyPlan', digest: digestOf('c') }],
    })
    expect(p.dueOn('completeness')).toBe('2026-03-11')
    const more = { kind: 'safetyStatement' as const, what: '缺安全说明' }
    expect(p.by(approver).refused('requestSupplement', { items: [more] })).toEqual(['newItemAfterNotice'])
    p.act('requestSupplement', { items: [{ ...more, ownFault: true }] })
    expect(p.dueOn('completeness')).toBe('2026-03-11')
    expect(p.at('2026-03-12').state.status).toBe('admitted')
  })

  it('counts a supplement that never comes as a withdrawal', () => {
    const p = filed()
      .by(approver)
      .act('requestSupplement', { items: [{ kind: 'other', what: '缺' }] })
      .at('2026-04-01')
    expect(p.last('withdrawn')?.cause).toBe('supplementOverdue')
    expect(p.allowed(lead)).toEqual([])
  })

  it('declines what belongs to another authority', () => {
    const p = filed()
      .by(approver)
      .act('declineAdmission', { rightAuthority: '工业和信息化部', reasons: '无权' })
    expect(p.state.status).toBe('declined')
  })
})

describe('the appraisal', () => {
  it('is never done by who wrote the study, nor for longer than allowed', () => {
    const p = filed(study({ preparedBy: AGENCY }))
      .by(approver)
      .act('admit', {})
    expect(p.refused('commissionAppraisal', commission(31))).toEqual([
      'appraiserConflict',
      'appraisalTooLong',
    ])
  })

  it('is flagged when late, and can be extended before', () => {
    const p = filed().by(approver).act('admit', {}).act('commissionAppraisal', commission(2))
    expect(p.dueOn('appraisal')).toBe('2026-03-04')
    p.act('extendAppraisal', { workingDays: 3, reasons: '专家出差' })
    expect(p.dueOn('appraisal')).toBe('2026-03-09')
    expect(p.at('2026-03-10').has('appraisalOverdue')).toBe(true)
  })
})

describe('the decision', () => {
  it('needs reasons to refuse or return, and a return opens a new round with a new clock', () => {
    const p = appraised(filed())
    const formDigest = p.state.approval.form.digest
    expect(p.refused('decide', { verdict: 'refuse', formDigest })).toEqual(['reasonsMissing'])
    p.act('decide', { verdict: 'return', formDigest, reasons: '目标不清' })
    expect(p.state.status).toBe('returned')
    p.at('2026-06-01').by(lead).act('submitStage', study())
    expect(p.state.approval.round).toBe(2)
    expect(p.dueOn('completeness')).toBe('2026-06-08')
    const refused = appraised(p).act('decide', {
      verdict: 'refuse',
      formDigest: p.state.approval.form.digest,
      reasons: '不符',
    })
    expect(refused.state.status).toBe('refused')
  })

  it('is made on the form as it stands', () => {
    const p = appraised(filed())
    expect(p.refused('decide', { ...approveBody(p), formDigest: digestOf('old') })).toEqual(['formMoved'])
  })

  it('pauses only for reasons of the law', () => {
    const p = appraised(filed()).act('pauseClock', { reason: 'hearing', document: digestOf('h') })
    expect(p.refused('pauseClock', { reason: 'hearing', document: digestOf('h') })).toEqual([
      'clockNotRunning',
    ])
    expect(p.refused('resumeClock', { reason: 'stateCouncil', document: digestOf('h') })).toEqual([
      'clockNotPaused',
    ])
    p.at('2026-03-05').act('resumeClock', { reason: 'hearing', document: digestOf('h') })
    expect(p.dueOn('decision')).toBe('2026-04-02')
    expect(
      filed()
        .by(approver)
        .act('admit', {})
        .unmet('resumeClock', { reason: 'hearing', document: digestOf('h') })[0]?.code,
    ).toBe('clockNotPaused')
  })
})

describe('the budget estimate against the study', () => {
  const approved = () => {
    const p = appraised(filed())
    return p.act('decide', approveBody(p)).by(lead)
  }

  it('passes at exactly 10% and wants a report from one fen above', () => {
    expect(approved().refused('submitStage', design(13_200))).toEqual([])
    const above = { ...design(13_200), investmentFen: fen(wan(13_200) + 1) }
    expect(approved().refused('submitStage', above)).toEqual(['overrunReportMissing'])
    const reported = {
      ...above,
      files: [...above.files, { kind: 'overrunReport' as const, digest: digestOf('r') }],
    }
    const p = appraised(approved().act('submitStage', reported))
    const formDigest = p.state.approval.form.digest
    p.act('decide', { verdict: 'return', formDigest, reasons: '重报可研', returnTo: 'feasibility' })
    expect(p.by(lead).refused('submitStage', design(12_000))).toEqual(['wrongStage'])
    expect(p.refused('submitStage', study())).toEqual([])
  })

  it('may not be sent back to the study without an overrun', () => {
    const p = appraised(approved().act('submitStage', design(12_500)))
    const formDigest = p.state.approval.form.digest
    expect(
      p.refused('decide', { verdict: 'return', formDigest, reasons: 'x', returnTo: 'feasibility' }),
    ).toEqual(['returnStageUnfounded'])
    expect(p.act('decide', approveBody(p, 12_500)).state.status).toBe('readyToBuild')
  })

  it('comes within the validity of the study', () => {
    const p = approved().at('2028-03-02')
    expect(p.refused('submitStage', design(12_000))).toEqual([])
    expect(p.at('2028-03-03').refused('submitStage', design(12_000))).toEqual(['feasibilityExpired'])
  })
})

describe('who may', () => {
  it('keeps other authorities, drafters and the owner’s own bureau away', () => {
    const p = filed(study({ drafters: [approver.person] }))
    expect(p.by(otherApprover).refused('admit', {})).toEqual(['outOfScope'])
    expect(p.by(approver).refused('admit', {})).toEqual(['preparerMayNotDecide'])
    const own = filed(study({ investmentFen: wan(100) }))
    expect(own.by({ ...lead, role: 'approver' }).refused('admit', {})).toEqual(['preparerMayNotDecide'])
    expect(
      own.by({ ...approver, org: 'mnr-planning', orgPath: ['mnr-planning', OWNER] }).refused('admit', {}),
    ).toEqual([])
  })
})

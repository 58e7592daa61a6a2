import { describe, expect, it } from 'vitest'
import { fen } from '#domain/values/money.ts'
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
import { AGENCY, approver, expert, lead, leader, OWNER, otherApprover } from './project-people.ts'

describe('scenario 1: in the plan, with an evaluation pause', () => {
  it('has the completeness check due on 9 March and the decision on 2 April', () => {
    const p = filed()
    expect(p.dueOn('completeness')).toBe('2026-03-09')
    p.at('2026-03-05').by(approver).act('admit', {})
    expect(p.dueOn('decision')).toBe('2026-04-02')
  })

  it('is paused while the agency works and is due on 15 May, or on 29 May after an extension', () => {
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

  it('records an overrun and approves nothing by silence', () => {
    const p = appraised(filed()).at('2026-12-01')
    expect(p.has('decisionOverrun')).toBe(true)
    expect(p.state.status).toBe('deciding')
    expect(p.act('decide', approveBody(p)).state.status).toBe('stageApproved')
  })
})

describe('scenario 2: the catalog gate', () => {
  it('refuses approval without a catalog, also by the leader, and without an opinion on sharing', () => {
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
    p.act('amendCatalog', { amends, catalog: founded })
    const formDigest = p.state.approval.form.digest
    p.by(expert).act('submitAppraisal', { ...report, formDigest })
    expect(p.by(approver).act('decide', approveBody(p)).state.status).toBe('stageApproved')
  })

  it('names all unmet gates', () => {
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

describe('the appraisal', () => {
  it('is not done by the author of the study, nor longer than allowed', () => {
    const p = filed(study({ preparedBy: AGENCY }))
      .by(approver)
      .act('admit', {})
    expect(p.refused('commissionAppraisal', commission(31))).toEqual([
      'appraiserConflict',
      'appraisalTooLong',
    ])
  })

  it('is marked when it is late, and can be extended before', () => {
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

  it('is made on the current form', () => {
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

  it('is accepted at exactly 10% more and needs a report from one fen above that', () => {
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

  it('must come within the validity of the study', () => {
    const p = approved().at('2028-03-02')
    expect(p.refused('submitStage', design(12_000))).toEqual([])
    expect(p.at('2028-03-03').refused('submitStage', design(12_000))).toEqual(['feasibilityExpired'])
  })
})

describe('who may', () => {
  it('leaves somebody to decide when the department’s own head has filed for it', () => {
    const p = project().given({ plan }).at('2026-03-02')
    p.by({ ...lead, org: OWNER, orgPath: [OWNER] }).act('submitStage', study({ investmentFen: wan(100) }))
    const planner = { ...approver, org: 'mnr-planning', orgPath: ['mnr-planning', OWNER] }
    expect(p.by(planner).refused('admit', {})).toEqual([])
    const head = { ...lead, role: 'approver' as const, org: OWNER, orgPath: [OWNER] }
    expect(p.by(head).refused('admit', {})).toEqual(['preparerMayNotDecide'])
  })

  it('bars other authorities, drafters and the bureau of the owner', () => {
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

import { describe, expect, it } from 'vitest'
import { FILE_KIND_TITLES } from '#domain/project/approval/words.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { appraised, approveBody, catalogOf, design, filed, plan, study } from './approval-form.ts'
import { digestOf, project, wan } from './project-builder.ts'
import { applicant, approver, lead, OWNER, otherLead } from './project-people.ts'

describe('submission', () => {
  const fresh = () => project().given({ plan }).at('2026-03-02').by(lead)

  it('checks the track with the plan in force and keeps the version of the plan', () => {
    expect(filed().state.planBasis).toEqual({ version: '14-5.1', item: 'A-07' })
    expect(fresh().refused('submitStage', study({ planItem: 'Z-99' }))).toEqual(['notInPlan'])
    expect(fresh().given({ plan: null }).refused('submitStage', study())).toEqual(['noPlanInForce'])
  })

  it('needs the documents in the order of the track', () => {
    expect(fresh().refused('submitStage', study({ track: 'ordinary' }))).toEqual(['wrongStage'])
    expect(fresh().refused('submitStage', study({ stage: 'preliminaryDesign' }))).toEqual(['wrongStage'])
  })

  it('needs a ground and depth for the merged track', () => {
    const merged = study({ track: 'urgent', stage: 'merged' })
    expect(fresh().refused('submitStage', merged)).toEqual(['urgentGroundMissing', 'urgentDepthMissing'])
    expect(
      fresh().refused('submitStage', { ...merged, urgent: { depth: digestOf('d'), urgency: '汛期' } }),
    ).toEqual([])
  })

  it('lists all missing documents, four more with new civil works', () => {
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

  it('refuses classified content, the owners of other departments and banned owners', () => {
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

  it('names who prepared the document, also if it was the owner', () => {
    const { preparedBy: _, ...unsaid } = study()
    expect(fresh().unmet('submitStage', unsaid)).toEqual([
      { code: 'preparerMissing', params: { owner: OWNER } },
    ])
    const own = fresh().act('submitStage', study())
    expect(own.state.parts).toContainEqual({ kind: 'author', person: null, orgPath: [OWNER] })
    // This does not bar another bureau of a department that decides on its own project.
    const small = fresh().act('submitStage', study({ investmentFen: wan(2_999) }))
    const bureau = {
      ...approver,
      person: 'p-own-approver' as never,
      org: 'mnr-plan',
      orgPath: ['mnr-plan', OWNER],
    }
    expect(small.by(bureau).refused('admit', {})).toEqual([])
  })

  it('needs a file of its own for each document, unless policy says otherwise', () => {
    const digest = digestOf('one file')
    const files = (['stageDocument', 'sharingChapter', 'other'] as const).map((kind) => ({ kind, digest }))
    expect(fresh().unmet('submitStage', study({ files }))).toEqual([
      {
        code: 'fileForTwoDocuments',
        params: { kind: FILE_KIND_TITLES.sharingChapter, first: FILE_KIND_TITLES.stageDocument, digest },
      },
    ])
    const values = { ...POLICY_V1.values, ownFilePerDocument: false }
    const policy = { ...POLICY_V1, values }
    expect(fresh().given({ policy }).refused('submitStage', study({ files }))).toEqual([])
  })

  it('names no other plan item with a later document; the same item may be written in another form', () => {
    const p = appraised(filed())
    p.act('decide', approveBody(p)).by(lead)
    expect(p.unmet('submitStage', design(12_000, { planItem: 'Z-99' }))).toEqual([
      {
        code: 'planItemDiffers',
        params: { pointer: '/planItem', item: 'Z-99', registered: 'A-07' },
      },
    ])
    const { planItem: _, ...unsaid } = design(12_000)
    expect(p.refused('submitStage', unsaid)).toEqual([])
    expect(p.refused('submitStage', design(12_000, { planItem: 'Ａ-07' }))).toEqual([])
  })

  it('goes to the planning authority from 3,000万元 on, and below that stays in the department', () => {
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

  it('requests everything once; a later notice has only new items that the authority itself forgot', () => {
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
    const again = {
      amends: p.state.approval.form.digest,
      files: [{ kind: 'cryptographyPlan' as const, digest: digestOf('study') }],
    }
    const asked = filed()
      .by(approver)
      .act('requestSupplement', { items: [{ kind: 'cryptographyPlan', what: '缺' }] })
    expect(
      asked.by(lead).refused('supplement', { ...again, amends: asked.state.approval.form.digest }),
    ).toEqual(['fileForTwoDocuments'])
    const more = { kind: 'safetyStatement' as const, what: '缺安全说明' }
    expect(p.by(approver).refused('requestSupplement', { items: [more] })).toEqual(['newItemAfterNotice'])
    p.act('requestSupplement', { items: [{ ...more, ownFault: true }] })
    expect(p.dueOn('completeness')).toBe('2026-03-11')
    expect(p.at('2026-03-12').state.status).toBe('admitted')
  })

  it('treats another item of kind other as new in a later notice', () => {
    const other = (what: string, ownFault = false) => ({ kind: 'other' as const, what, ownFault })
    const file = (content: string) => ({ kind: 'other' as const, digest: digestOf(content) })
    const p = filed()
      .by(approver)
      .act('requestSupplement', { items: [other('缺会议纪要'), other('缺授权书')] })
      .by(lead)
    const refused = (...files: ReturnType<typeof file>[]) =>
      p.refused('supplement', { amends: p.state.approval.form.digest, files })
    // Each of them needs its own new file.
    expect(refused(file('minutes'), file('minutes'))).toEqual(['itemUnanswered'])
    expect(refused(file('minutes'), file('study'))).toEqual(['unchanged'])
    p.act('supplement', {
      amends: p.state.approval.form.digest,
      files: [file('minutes'), file('mandate')],
    }).by(approver)
    expect(p.refused('requestSupplement', { items: [other('缺合同')] })).toEqual(['newItemAfterNotice'])
    const due = p.dueOn('completeness')
    expect(p.act('requestSupplement', { items: [other('缺合同', true)] }).dueOn('completeness')).toBe(due)
  })

  it('requests an item of kind other again by naming its defective file', () => {
    const other = (file?: string) => ({ kind: 'other' as const, what: '公章不清', ...(file ? { file } : {}) })
    const answer = (p: ReturnType<typeof filed>, ...contents: string[]) =>
      p
        .by(lead)
        .act('supplement', {
          amends: p.state.approval.form.digest,
          files: contents.map((content) => ({ kind: 'other' as const, digest: digestOf(content) })),
        })
        .by(approver)
    const p = filed()
      .by(approver)
      .act('requestSupplement', { items: [other(), other()] })
    answer(p, 'minutes', 'mandate')
    const minutes = other(digestOf('minutes'))
    expect(p.refused('requestSupplement', { items: [other()] })).toEqual(['newItemAfterNotice'])
    expect(p.refused('requestSupplement', { items: [minutes, other(digestOf('mandate'))] })).toEqual([])
    const strange = [
      other(digestOf('sharing')),
      { ...minutes, kind: 'stageDocument' as const, ownFault: true },
    ]
    expect(p.refused('requestSupplement', { items: strange })).toEqual([
      'fileNotSupplemented',
      'fileNotSupplemented',
    ])
    p.act('requestSupplement', { items: [minutes] })
    expect(p.last('supplementRequested')?.items).toEqual([{ ...minutes, ownFault: false }])
    // The new file can be named next time, and also the earlier one.
    answer(p, 'better minutes')
    const better = other(digestOf('better minutes'))
    expect(p.refused('requestSupplement', { items: [better, other(digestOf('mandate'))] })).toEqual([])
  })

  it('counts a missing supplement as a withdrawal', () => {
    const p = filed()
      .by(approver)
      .act('requestSupplement', { items: [{ kind: 'other', what: '缺' }] })
      .at('2026-04-01')
    expect(p.last('withdrawn')?.cause).toBe('supplementOverdue')
    expect(p.allowed(lead)).toEqual([])
  })

  it('declines an application that belongs to another authority', () => {
    const p = filed().by(approver).act('declineAdmission', { rightAuthority: 'miit', reasons: '无权' })
    expect(p.state.status).toBe('declined')
  })

  it('names an authority outside its own organisation when it declines', () => {
    const p = filed().below('ndrc-other', 'ndrc').by(approver)
    for (const rightAuthority of ['ndrc', 'ndrc-other']) {
      expect(p.unmet('declineAdmission', { rightAuthority, reasons: '无权' })).toEqual([
        { code: 'rightAuthorityIsSelf', params: { name: rightAuthority } },
      ])
    }
    const unknown = { rightAuthority: 'nobody', reasons: '无权' }
    expect(p.knowsNot('nobody').refused('declineAdmission', unknown)).toEqual(['unknownReference'])
  })
})

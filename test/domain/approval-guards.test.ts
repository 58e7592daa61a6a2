/** Guards of the approval stages against wrong people, wrong authorities and stale facts. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { VERBS, type Verb } from '#domain/project/actions.ts'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import { plainDate } from '#domain/values/plain-date.ts'
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
import { digestOf, operating, project, wan } from './project-builder.ts'
import { AGENCY, approver, expert, lead, OWNER } from './project-people.ts'

describe('who may', () => {
  it('a bureau cannot be the owner: bans and thresholds depend on the department', () => {
    const p = filed()
    const form = study({ owner: 'mnr-informatics' })
    expect(p.by(lead).refused('submitStage', form)).toContain('ownerNotDepartment')
  })

  it('people who changed the form, and their bureaus, may not decide on it', () => {
    const own = filed(study({ investmentFen: wan(100) }))
    const second = {
      ...lead,
      person: 'p-second' as never,
      org: 'mnr-planning',
      orgPath: ['mnr-planning', OWNER],
    }
    const asApprover = { ...second, role: 'approver' as const }
    expect(own.by(asApprover).refused('admit', {})).toEqual([])
    own.by(second).act('amendCatalog', { amends: own.state.approval.form.digest, catalog: catalogOf(2) })
    expect(own.by(asApprover).refused('admit', {})).toEqual(['preparerMayNotDecide'])
    expect(own.by({ ...asApprover, person: 'p-colleague' as never }).refused('admit', {})).toEqual([
      'preparerMayNotDecide',
    ])
  })

  it('the author of the appraisal may not decide in any role', () => {
    const p = appraised(filed())
    const both = { ...approver, person: expert.person }
    expect(p.by(both).refused('decide', approveBody(p))).toEqual(['expertMayNotDecide'])
    expect(p.by(approver).refused('decide', approveBody(p))).toEqual([])
  })

  it('the bureau of a drafter may not decide either', () => {
    const p = project().given({ plan }).at('2026-03-02').by(lead)
    p.knows({ id: 'p-drafter' as never, org: 'mnr-planning', orgPath: ['mnr-planning', OWNER] })
    p.act('submitStage', study({ drafters: ['p-drafter' as never] }))
    const orgPath = ['mnr-planning', OWNER]
    const colleague = { ...approver, person: 'p-colleague' as never, org: 'mnr-planning', orgPath }
    expect(p.by(colleague).refused('admit', {})).toEqual([
      'outOfScope',
      'preparerMayNotDecide',
      'ownerMayNotDecide',
    ])
    expect(p.by(approver).refused('admit', {})).toEqual([])
  })

  it('neither the owner nor the authority may appraise', () => {
    const p = filed().by(approver).act('admit', {})
    expect(p.refused('commissionAppraisal', { ...commission(), agency: OWNER })).toEqual([
      'appraiserNotIndependent',
    ])
    expect(p.refused('commissionAppraisal', { ...commission(), agency: 'ndrc' })).toEqual([
      'appraiserNotIndependent',
    ])
  })

  it('an agency that was replaced, or a unit of it, is not commissioned again for the same stage', () => {
    const to = (agency: string) => ({ ...commission(), agency })
    const p = filed()
      .below('agency-a-east', 'agency-a')
      .below('agency-a-west', 'agency-a')
      .by(approver)
      .act('admit', {})
      .act('commissionAppraisal', to('agency-a-east'))
    for (const same of ['agency-a-east', 'agency-a-west', 'agency-a']) {
      expect(p.refused('commissionAppraisal', to(same))).toContain('appraiserUnchanged')
    }
    p.at('2026-05-06').act('commissionAppraisal', to('agency-b'))
    for (const again of ['agency-a-east', 'agency-a-west', 'agency-a']) {
      expect(p.unmet('commissionAppraisal', to(again))).toContainEqual({
        code: 'appraiserReplacedBefore',
        params: { agency: 'agency-a' },
      })
    }
    p.at('2026-07-06').act('commissionAppraisal', to(AGENCY))
    expect(p.refused('commissionAppraisal', to('agency-b'))).toContain('appraiserReplacedBefore')
    p.by(expert).act('submitAppraisal', report).by(approver)
    // Nor in the next round of the stage; an agency that delivered may be commissioned again.
    p.act('decide', { verdict: 'return', formDigest: p.state.approval.form.digest, reasons: '改' })
    p.by(lead).act('submitStage', study()).by(approver).act('admit', {})
    expect(p.refused('commissionAppraisal', to('agency-a'))).toEqual(['appraiserReplacedBefore'])
    appraised(p.patch((state) => ({ ...state, status: 'submitted' })))
    p.act('decide', approveBody(p)).by(lead).act('submitStage', design(12_000)).by(approver).act('admit', {})
    expect(p.refused('commissionAppraisal', to('agency-a'))).toEqual([])
  })

  it('an agency needs somebody who can hand in the report', () => {
    const p = filed().withoutExperts('mof').by(approver).act('admit', {})
    expect(p.unmet('commissionAppraisal', { ...commission(), agency: 'mof' })).toEqual([
      { code: 'agencyWithoutExpert', params: { agency: 'mof' } },
    ])
    expect(p.refused('commissionAppraisal', commission())).toEqual([])
  })

  it('the planning authority decides once the amount reaches its threshold', () => {
    const small = filed(study({ investmentFen: wan(2_900) }))
    expect(small.state.authority).toBe(OWNER)
    const own = {
      ...approver,
      person: 'p-own' as never,
      org: 'mnr-planning',
      orgPath: ['mnr-planning', OWNER],
    }
    small.patch((state) => ({ ...state, status: 'returned' }))
    small.by(lead).act('submitStage', study({ investmentFen: wan(12_000) }))
    expect(small.state.authority).toBe('ndrc')
    expect(small.by(own).refused('admit', {})).toEqual(['outOfScope', 'ownerMayNotDecide'])
  })
})

describe('what is approved', () => {
  it('needs the project code before the first approval, which then never changes', () => {
    const { projectCode: _, ...uncoded } = study()
    const p = appraised(filed(uncoded))
    expect(p.refused('decide', approveBody(p))).toEqual(['projectCodeMissing'])
    const coded = appraised(filed())
    coded.act('decide', approveBody(coded)).by(lead)
    expect(coded.refused('submitStage', design(12_000, { projectCode: '2603-100000-04-04-999999' }))).toEqual(
      ['projectCodeDiffers'],
    )
  })

  it('is never more than was submitted', () => {
    const p = appraised(filed())
    expect(p.refused('decide', { ...approveBody(p), letter: letterFor(12_000.01) })).toEqual([
      'approvedAboveSubmitted',
    ])
  })

  it('counts its rounds per stage', () => {
    const p = appraised(filed())
    p.act('decide', { verdict: 'return', formDigest: p.state.approval.form.digest, reasons: '改' })
    p.by(lead).act('submitStage', study())
    expect(p.state.approval.round).toBe(2)
    appraised(p).act('decide', approveBody(p)).by(lead).act('submitStage', design(12_000))
    expect(p.state.approval).toMatchObject({ stage: 'preliminaryDesign', round: 1 })
  })
})

describe('the catalog', () => {
  it('is approved only as it was appraised: a change after the report needs a new appraisal', () => {
    const amend = (p: ReturnType<typeof filed>, catalog = catalogOf(15)) =>
      p.by(lead).act('amendCatalog', { amends: p.state.approval.form.digest, catalog }).by(approver)
    const before = filed().by(approver).act('admit', {}).act('commissionAppraisal', commission())
    const old = before.state.approval.form.digest
    amend(before)
    // The record has the form of the commission; if the form changed since, the report names the one that it is about.
    const formDigest = before.state.approval.form.digest
    for (const other of [report, { ...report, formDigest: old }]) {
      expect(before.by(expert).unmet('submitAppraisal', other)).toEqual([
        { code: 'formMoved', params: { current: formDigest } },
      ])
    }
    before.act('submitAppraisal', { ...report, formDigest }).by(approver)
    expect(before.last('appraised')?.formDigest).toBe(before.state.approval.form.digest)
    expect(before.refused('decide', approveBody(before))).toEqual([])

    const p = appraised(filed())
    const appraisedForm = p.state.approval.form.digest
    expect(p.refused('commissionAppraisal', commission())).toEqual(['notNow'])
    for (const catalog of [catalogOf(15), catalogOf(13)]) {
      amend(p, catalog)
      expect(p.unmet('decide', approveBody(p))).toEqual([
        {
          code: 'appraisalOfOtherForm',
          params: { appraised: appraisedForm, current: p.state.approval.form.digest },
        },
      ])
    }
    const dismissed = { verdict: 'return' as const, formDigest: p.state.approval.form.digest, reasons: '改' }
    expect(p.refused('decide', dismissed)).toEqual([])
    p.at('2026-03-04').act('commissionAppraisal', { ...commission(), letter: digestOf('second letter') })
    expect([p.state.status, p.dueOn('appraisal'), p.dueOn('decision')]).toEqual([
      ...['appraising', '2026-04-16', undefined],
    ])
    p.by(expert)
      .act('submitAppraisal', { ...report, report: digestOf('second report') })
      .by(approver)
    expect(p.dueOn('decision')).toBe('2026-03-30')
    expect(p.act('decide', approveBody(p)).state.status).toBe('stageApproved')
  })

  it('counts as appraised in old records, which do not say which form was appraised', () => {
    const p = appraised(filed()).patch(({ approval, ...state }) => {
      const { formDigest: _form, ...kept } = approval.appraisal?.report ?? {}
      return {
        ...state,
        approval: { ...approval, appraisal: { ...approval.appraisal, report: kept } as never },
      }
    })
    expect(p.refused('decide', approveBody(p))).toEqual([])
    expect(p.refused('commissionAppraisal', commission())).toEqual(['notNow'])
  })

  it('is appraised again after a change only while the clock runs', () => {
    const p = appraised(filed()).act('pauseClock', { reason: 'hearing', document: digestOf('h') })
    p.by(lead).act('amendCatalog', { amends: p.state.approval.form.digest, catalog: catalogOf(15) })
    expect(p.by(approver).refused('commissionAppraisal', commission())).toEqual(['clockNotRunning'])
  })
})

describe('the clock', () => {
  it('is not paused twice: a hearing must end before an appraisal begins', () => {
    const p = filed()
      .by(approver)
      .act('admit', {})
      .act('pauseClock', { reason: 'hearing', document: digestOf('h') })
    expect(p.refused('commissionAppraisal', commission())).toEqual(['clockNotRunning'])
  })

  it('is not paused without end for an agency', () => {
    const p = filed().by(approver).act('admit', {}).act('commissionAppraisal', commission())
    p.act('extendAppraisal', { workingDays: 20, reasons: '专家' })
    expect(p.unmet('extendAppraisal', { workingDays: 11, reasons: '再延' })).toEqual([
      { code: 'appraisalExtensionTooLong', params: { limit: 30, extended: 20, left: 10 } },
    ])
    expect(p.refused('extendAppraisal', { workingDays: 10, reasons: '再延' })).toEqual([])
  })

  it('does not end by an old calendar: the deadline moves instead', () => {
    const p = filed()
      .by(approver)
      .act('requestSupplement', { items: [{ kind: 'other', what: '缺' }] })
    const due = p.dueOn('supplement')
    const [year] = Object.values(CALENDAR_V1.years)
    const off = [...(year?.off ?? []), plainDate('2026-03-16')]
    p.given({
      calendar: { version: '2026.2', years: { '2026': { source: 's', work: year?.work ?? [], off } } },
    })
    p.at('2026-03-24')
    expect([due, p.dueOn('supplement')]).toEqual(['2026-03-23', '2026-03-24'])
    expect(p.last('deadlineSet')?.why).toBe('calendar')
    expect(p.at('2026-03-25').state.status).toBe('withdrawn')
  })
})

describe('a rule', () => {
  it('never throws, whatever the content and the state', () => {
    const digest = digestOf('x')
    const value = fc.oneof(
      fc.constantFrom(
        null,
        true,
        0,
        -1,
        2 ** 53 - 1,
        '',
        digest,
        '1950-01-01',
        '2150-12-31',
        '2026-02-30',
        'approve',
      ),
      fc.constantFrom([], [{}], { kind: 'other', digest }),
    )
    const fields = [
      'verdict',
      'formDigest',
      'reasons',
      'year',
      'amountFen',
      'newDate',
      'documents',
      'step',
      'contentHash',
    ]
    const body = fc.dictionary(fc.constantFrom(...fields), value)
    const states = [filed(), appraised(filed()), operating('2024-03-12')]
    fc.assert(
      fc.property(
        fc.constantFrom(...VERBS),
        body,
        fc.nat(2),
        fc.constantFrom(lead, approver, expert),
        (verb, given, at, by) => {
          states[at]?.by(by).refused(verb as Verb, given as never)
        },
      ),
      { numRuns: 3_000 },
    )
  })
})

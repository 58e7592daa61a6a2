import { describe, expect, it } from 'vitest'
import { explainUnmet } from '#domain/case/refusal.ts'
import { KINDS } from '#domain/kinds.ts'
import { hasPostEvaluationPriority } from '#domain/project/acceptance/decision.ts'
import {
  ACCEPTANCE_CHECK_TITLES,
  ACCEPTANCE_DOCUMENT_TITLES as TITLES,
} from '#domain/project/acceptance/words.ts'
import type { BodyOf } from '#domain/project/actions.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { acceptanceDocuments, allMet, building, completed, digestOf } from './project-builder.ts'
import type { ProjectDriver } from './project-driver.ts'
import { applicant, approver, lead, leader } from './project-people.ts'

type Documents = BodyOf<'applyForAcceptance'>['documents']

const pass: BodyOf<'decideAcceptance'> = { verdict: 'pass', checks: allMet, failures: [] }
const fail: BodyOf<'decideAcceptance'> = { verdict: 'fail', checks: allMet, failures: ['档案验收不合格'] }
const archive = (verdict: 'passed' | 'failed') => ({ verdict, report: digestOf(['archives', verdict]) })

const withAssessment = (
  change: Partial<Documents[number]>,
  kind: Documents[number]['kind'] = 'cryptographyAssessment',
): Documents =>
  acceptanceDocuments('2026-03-31').map((document) =>
    document.kind === kind ? { ...document, ...change } : document,
  )
/** Under construction for more than a year. */
const longBuilt = (): ProjectDriver =>
  completed('2026-03-31')
    .patch(({ construction, ...state }) => ({
      ...state,
      construction: construction && { ...construction, startedOn: plainDate('2025-01-02') },
    }))
    .by(lead)
const accepting = (documents = acceptanceDocuments('2026-03-31')): ProjectDriver =>
  completed('2026-03-31').by(lead).act('applyForAcceptance', { documents })

describe('the five documents', () => {
  it('must be five different files', () => {
    const digest = digestOf('one file')
    const documents = acceptanceDocuments('2026-03-31').map((one) => ({ ...one, digest }))
    const p = completed('2026-03-31').by(lead)
    expect(p.refused('applyForAcceptance', { documents })).toEqual(
      Array.from({ length: 4 }, () => 'fileForTwoDocuments'),
    )
    expect(p.refused('applyForAcceptance', { documents: acceptanceDocuments('2026-03-31') })).toEqual([])
  })
})

describe('scenario 5: acceptance extension and archives', () => {
  it('has the dates of the rulebook', () => {
    const p = completed('2026-03-31')
    expect(p.dueOn('acceptanceApplication')).toBe('2026-09-30')

    p.at('2026-09-21').by(lead)
    p.act('applyForExtension', { reasons: '密评未完成', newDate: plainDate('2027-01-31') })
    p.by(approver).act('decideExtension', { verdict: 'grant' })
    expect(p.deadline('acceptanceApplication')).toMatchObject({ dueOn: '2027-02-01', provisional: true })

    p.at('2026-12-15').by(lead)
    const five = acceptanceDocuments('2026-12-14')
    const four = five.filter(({ kind }) => kind !== 'cryptographyAssessment')
    const unmet = p.unmet('applyForAcceptance', { documents: four })
    expect(unmet.map(({ code, params }) => [code, params?.kind])).toEqual([
      ['acceptanceDocumentMissing', TITLES.cryptographyAssessment],
    ])
    expect(unmet[0] && explainUnmet(unmet[0], KINDS.refusals).zh).toBe('验收申请缺少：密码应用安全性评估报告')
    expect(p.state.status).toBe('completed')
    p.act('applyForAcceptance', { documents: five })
    expect(p.state.status).toBe('accepting')

    p.by(approver).act('recordArchiveAcceptance', archive('failed'))
    expect(p.refused('decideAcceptance', pass)).toEqual(['archiveNotAccepted'])
    p.act('decideAcceptance', fail)
    expect(p.state.status).toBe('acceptanceFailed')

    p.act('recordArchiveAcceptance', archive('passed'))
    p.by(lead).act('applyForAcceptance', { documents: five })
    p.by(approver).act('decideAcceptance', pass)
    expect(p.state.status).toBe('accepted')
    p.by(lead).act('fileAcceptanceReport', { report: digestOf('acceptance report') })
    expect(p.state.acceptance?.reportFiledOn).toBe('2026-12-15')
  })
})

describe('the application for acceptance', () => {
  it('names every document that is missing', () => {
    const p = completed('2026-03-31').by(lead)
    const missing = p.unmet('applyForAcceptance', { documents: [] })
    expect(missing.map(({ params }) => params?.kind)).toEqual([
      TITLES.summary,
      TITLES.financialReport,
      TITLES.auditReport,
      TITLES.securityAssessment,
      TITLES.cryptographyAssessment,
    ])
  })

  it('has each document exactly once', () => {
    const documents = [...acceptanceDocuments('2026-03-31'), { kind: 'summary', digest: digestOf('2') }]
    const p = completed('2026-03-31').by(lead)
    expect(p.unmet('applyForAcceptance', { documents } as BodyOf<'applyForAcceptance'>)).toEqual([
      { code: 'acceptanceDocumentTwice', params: { kind: TITLES.summary } },
    ])
  })

  it('needs a cryptography assessment with its date and result, not older than its validity', () => {
    const p = longBuilt()
    const refused = (documents: Documents) => p.refused('applyForAcceptance', { documents })
    const undated = withAssessment({}).map(({ kind, digest }) => ({ kind, digest }))
    expect(refused(undated)).toEqual(['cryptographyAssessmentUndated', 'securityAssessmentUndated'])
    expect(refused(withAssessment({ assessedOn: plainDate('2026-04-01') }))).toEqual([
      'cryptographyAssessmentInFuture',
    ])
    expect(refused(withAssessment({ assessedOn: plainDate('2025-03-30') }))).toEqual([
      'cryptographyAssessmentExpired',
    ])
    expect(refused(withAssessment({ assessedOn: plainDate('2025-03-31') }))).toEqual([])
  })

  it('has no assessment from before the start of construction', () => {
    const p = completed('2026-03-31').by(lead)
    const unmet = (assessedOn: string) =>
      p.unmet('applyForAcceptance', { documents: acceptanceDocuments(assessedOn) })
    expect(p.state.construction?.startedOn).toBe('2026-01-31')
    expect(unmet('2026-01-30').map(({ code, params }) => [code, params?.kind])).toEqual([
      ['assessmentBeforeConstruction', TITLES.securityAssessment],
      ['assessmentBeforeConstruction', TITLES.cryptographyAssessment],
    ])
    expect(unmet('2026-01-31')).toEqual([])
  })

  it('needs a new assessment after an acceptance that found one insufficient, even if others failed since', () => {
    const dated = (assessedOn: string) => ({ documents: acceptanceDocuments(assessedOn) })
    const p = accepting().by(approver)
    const unmet = { met: false, evidence: digestOf('no') }
    p.act('decideAcceptance', { ...fail, checks: { ...allMet, cryptography: unmet } })
    const refusal = ['assessmentBeforeCorrection', 'assessmentBeforeCorrection', 'unchanged', 'unchanged']
    expect(p.at('2026-04-10').by(lead).refused('applyForAcceptance', dated('2026-03-31'))).toEqual(refusal)
    p.act('applyForAcceptance', dated('2026-04-01')).by(approver).act('decideAcceptance', fail)
    // Only the archives failed: assessments made after the first correction are still valid, older ones are not.
    expect(p.by(lead).refused('applyForAcceptance', dated('2026-03-31'))).toEqual(refusal)
    expect(p.refused('applyForAcceptance', dated('2026-04-01'))).toEqual([])

    const own = accepting(withAssessment({ result: 'unmet' }))
      .by(approver)
      .act('decideAcceptance', fail)
    expect(own.at('2026-04-10').by(lead).unmet('applyForAcceptance', dated('2026-03-31'))).toMatchObject([
      { code: 'assessmentBeforeCorrection', params: { kind: TITLES.cryptographyAssessment } },
      { code: 'unchanged' },
    ])
  })

  it('refuses a report that was found insufficient, also with a later date', () => {
    const p = accepting().by(approver)
    const unmet = { met: false, evidence: digestOf('no') }
    p.act('decideAcceptance', { ...fail, checks: { ...allMet, cryptography: unmet } })
    p.at('2026-04-10').by(lead)
    const redated = acceptanceDocuments('2026-03-31').map((one) =>
      one.assessedOn ? { ...one, assessedOn: plainDate('2026-04-09') } : one,
    )
    expect(p.unmet('applyForAcceptance', { documents: redated })).toEqual(
      [3, 4].map((index) => ({ code: 'unchanged', params: { pointer: `/documents/${index}/digest` } })),
    )
    // Also after another report was found insufficient.
    p.act('applyForAcceptance', { documents: acceptanceDocuments('2026-04-09') }).by(approver)
    p.act('decideAcceptance', { ...fail, checks: { ...allMet, cryptography: unmet } })
    const again = redated.map((one) =>
      one.assessedOn ? { ...one, assessedOn: plainDate('2026-04-11') } : one,
    )
    p.at('2026-04-12').by(lead)
    expect(p.refused('applyForAcceptance', { documents: again })).toEqual(['unchanged', 'unchanged'])
  })

  it('needs a dated security assessment, not older than its validity', () => {
    const p = longBuilt()
    const refused = (assessedOn: string) => {
      const documents = withAssessment({ assessedOn: plainDate(assessedOn) }, 'securityAssessment')
      return p.refused('applyForAcceptance', { documents })
    }
    expect(refused('2026-04-01')).toEqual(['securityAssessmentInFuture'])
    expect(refused('2025-03-30')).toEqual(['securityAssessmentExpired'])
    expect(refused('2025-03-31')).toEqual([])
  })

  it('is for the lead of the owner, once the project is completed', () => {
    const documents = acceptanceDocuments('2026-03-31')
    expect(completed('2026-03-31').by(applicant).refused('applyForAcceptance', { documents })).toEqual([
      'roleMayNot',
    ])
    expect(building('2026-03-31').by(lead).refused('applyForAcceptance', { documents })).toEqual(['notNow'])
  })

  it('makes the applicant a preparer, who may not decide', () => {
    const orgPath = ['mnr-survey', 'mnr']
    const other = { ...lead, person: 'p-other' as typeof lead.person, org: 'mnr-survey', orgPath }
    const p = completed('2026-03-31').by(other)
    p.act('applyForAcceptance', { documents: acceptanceDocuments('2026-03-31') })
    expect(p.state.parts).toContainEqual({ kind: 'preparer', person: 'p-other', orgPath })
  })

  it('is decided within thirty working days; silence accepts nothing', () => {
    const p = accepting()
    expect(p.deadline('acceptanceDecision')).toMatchObject({ round: 1, dueOn: '2026-05-15' })
    p.at('2026-05-16')
    expect(p.last('acceptanceDecisionOverdue')).toMatchObject({ dueOn: '2026-05-15' })
    expect(p.state.status).toBe('accepting')
  })
})

describe('the acceptance', () => {
  it('does not pass without a passed archive acceptance and all checks met, and names all that is missing', () => {
    const p = accepting(withAssessment({ result: 'unmet' })).by(approver)
    const unmet = (check: string) => ({ met: false, evidence: digestOf(['no', check]) })
    const checks = {
      ...{ products: unmet('products'), cryptography: unmet('cryptography') },
      ...{ energy: unmet('energy'), sharing: unmet('sharing') },
    }
    expect(p.unmet('decideAcceptance', { verdict: 'pass', checks, failures: ['能效不达标'] })).toEqual([
      { code: 'archiveNotAccepted' },
      { code: 'acceptanceCheckUnmet', params: { check: ACCEPTANCE_CHECK_TITLES.products } },
      { code: 'acceptanceCheckUnmet', params: { check: ACCEPTANCE_CHECK_TITLES.cryptography } },
      { code: 'acceptanceCheckUnmet', params: { check: ACCEPTANCE_CHECK_TITLES.energy } },
      { code: 'acceptanceCheckUnmet', params: { check: ACCEPTANCE_CHECK_TITLES.sharing } },
      { code: 'cryptographyAssessmentUnmet' },
      { code: 'failuresOnPass' },
    ])
  })

  it('does not pass on the day after an assessment expired; the owner applies with a new one', () => {
    const documents = withAssessment({ assessedOn: plainDate('2025-04-10') }, 'securityAssessment')
    const p = longBuilt().act('applyForAcceptance', { documents }).by(approver)
    p.act('recordArchiveAcceptance', archive('passed'))
    expect(p.at('2026-04-10').refused('decideAcceptance', pass)).toEqual([])
    expect(p.by(lead).refused('applyForAcceptance', { documents })).toEqual(['notNow'])
    p.by(approver).actOnce('decideAcceptance', pass).at('2026-04-11')
    expect(p.refused('decideAcceptance', pass)).toContain('securityAssessmentExpired')
    p.by(lead).act('applyForAcceptance', { documents: acceptanceDocuments('2026-04-11') })
    expect(p.state.reviews).toEqual([])
    expect(p.deadline('acceptanceDecision')).toMatchObject({ round: 2 })
    p.by(approver).act('decideAcceptance', pass)
    expect(p.state.status).toBe('accepted')
  })

  it('passes with an assessment that is partly met', () => {
    const p = accepting(withAssessment({ result: 'partlyMet' })).by(approver)
    p.act('recordArchiveAcceptance', archive('passed')).act('decideAcceptance', pass)
    expect(p.last('acceptancePassed')).toMatchObject({ on: '2026-03-31', round: 1, checks: allMet })
  })

  it('depends on the latest archive acceptance, recorded before the application or after it', () => {
    const p = completed('2026-03-31').by(approver).act('recordArchiveAcceptance', archive('passed'))
    p.by(lead).act('applyForAcceptance', { documents: acceptanceDocuments('2026-03-31') })
    expect(p.by(approver).refused('decideAcceptance', pass)).toEqual([])
    p.act('recordArchiveAcceptance', archive('failed'))
    expect(p.refused('decideAcceptance', pass)).toEqual(['archiveNotAccepted'])
  })

  it('voids the first signature when the archive acceptance is recorded again', () => {
    const p = accepting().by(approver).act('recordArchiveAcceptance', archive('passed'))
    p.actOnce('decideAcceptance', pass).act('recordArchiveAcceptance', archive('failed'))
    expect(p.last('verdictsVoided')).toMatchObject({ step: 'acceptance', cause: 'formChanged' })
    expect(p.state.reviews).toEqual([])
  })

  it('fails only with a written list of defects, which are rectified within sixty working days', () => {
    const p = accepting().by(approver)
    expect(p.refused('decideAcceptance', { ...fail, failures: [] })).toEqual(['failuresMissing'])
    p.act('decideAcceptance', fail)
    expect(p.last('acceptanceFailed')).toMatchObject({ round: 1, failures: ['档案验收不合格'] })
    expect(p.deadline('acceptanceRectification')).toMatchObject({ round: 1, dueOn: '2026-06-29' })
    p.at('2026-06-30')
    expect(p.last('acceptanceRectificationOverdue')).toMatchObject({ dueOn: '2026-06-29' })
    expect(p.by(lead).refused('applyForAcceptance', { documents: withAssessment({}) })).toEqual([])
  })

  it('gives priority for post-evaluation after a second failure', () => {
    const p = accepting().by(approver).act('decideAcceptance', fail)
    expect(p.has('acceptanceFailedAgain')).toBe(false)
    expect(hasPostEvaluationPriority(p.state)).toBe(false)
    p.by(lead).act('applyForAcceptance', { documents: acceptanceDocuments('2026-03-31') })
    p.by(approver).act('decideAcceptance', fail)
    expect(p.last('acceptanceFailedAgain')).toEqual({ type: 'acceptanceFailedAgain', v: 1, failures: 2 })
    expect(hasPostEvaluationPriority(p.state)).toBe(true)
    expect(p.deadline('acceptanceRectification')).toMatchObject({ round: 2 })
  })

  it('is decided by two persons who did not apply', () => {
    const p = accepting().by(approver).act('recordArchiveAcceptance', archive('passed'))
    expect(p.by(lead).refused('decideAcceptance', pass)).toEqual([
      'roleMayNot',
      'outOfScope',
      'preparerMayNotDecide',
      'ownerMayNotDecide',
    ])
    p.by(approver).actOnce('decideAcceptance', pass)
    expect(p.state.status).toBe('accepting')
    const contentHash = p.state.reviews[0]?.subject.contentHash ?? ''
    expect(p.refused('confirm', { step: 'acceptance', contentHash })).toEqual(['samePerson', 'leaderNeeded'])
    p.by(leader).actOnce('confirm', { step: 'acceptance', contentHash })
    expect(p.state.status).toBe('accepted')
  })
})

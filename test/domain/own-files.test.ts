/** Each submitted document must be a file of its own, different from those of the case; evidence of findings need not be. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleOf } from '#api/contract/example-of.ts'
import { explainUnmet, unmetOf } from '#domain/case/refusal.ts'
import { KINDS } from '#domain/kinds.ts'
import { BODIES, type Verb } from '#domain/project/actions.ts'
import { DOCUMENT_TITLES } from '#domain/project/document-titles.ts'
import { ownFileChecks } from '#domain/project/own-files.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import type { Shape } from '#domain/values/shape.ts'
import {
  appraised,
  approveBody,
  catalogOf,
  commission,
  design,
  filed,
  report,
  study,
} from './approval-form.ts'
import {
  acceptanceDocuments,
  completed,
  digestOf,
  mergedForm,
  operating,
  project,
  startBody,
} from './project-builder.ts'
import { approver, expert, lead } from './project-people.ts'
import { FIELDS } from './shape-fields.ts'

const facts = { policy: POLICY_V1 }
const late = operating('2026-03-10').state
const codes = (verb: Verb, body: unknown) =>
  unmetOf(ownFileChecks(late, { verb, body }, facts)).map(({ code, params }) => [
    code,
    params?.kind,
    params?.first,
  ])

/** A body with all fields, optional ones too; all documents are the same file. */
function wholeOf(shape: Shape<unknown>, name = ''): unknown {
  if (shape.type === 'array' && shape.items) return [wholeOf(shape.items, name)]
  if (shape.type !== 'object') return exampleOf(shape, name)
  return Object.fromEntries(
    Object.entries(shape.properties ?? {}).map(([key, field]) => [key, wholeOf(field, key)]),
  )
}

const counts = new Map<Verb, number>()
for (const { verb, shape } of FIELDS) {
  if (shape.refersTo === 'document') counts.set(verb, (counts.get(verb) ?? 0) + 1)
}
const several = [...counts].filter(([, count]) => count > 1)
const OWN: readonly Verb[] = ['startConstruction', 'submitStage']

describe('an act that takes several documents', () => {
  it.each(several.filter(([verb]) => !OWN.includes(verb)))(
    'takes one paper for several findings: %s',
    (verb) => {
      expect(codes(verb, wholeOf(BODIES[verb]))).toEqual([])
    },
  )

  it('may decide on an acceptance with one file, whether it passes or fails', () => {
    const one = { met: true, evidence: digestOf('one opinion') }
    const checks = { products: one, cryptography: one, energy: one, sharing: one }
    const p = completed('2026-03-31')
      .by(lead)
      .act('applyForAcceptance', { documents: acceptanceDocuments('2026-03-31') })
      .by(approver)
      .act('recordArchiveAcceptance', { verdict: 'passed', report: digestOf('archives') })
    expect(p.refused('decideAcceptance', { verdict: 'pass', checks, failures: [] })).toEqual([])
    const failed = { ...checks, sharing: { ...one, met: false } }
    const failure = { verdict: 'fail' as const, checks: failed, failures: ['共享'] }
    expect(p.refused('decideAcceptance', failure)).toEqual([])
  })

  it.each(several.filter(([verb]) => OWN.includes(verb)))(
    'wants a file of its own for each: %s',
    (verb, count) => {
      expect(codes(verb, wholeOf(BODIES[verb]))).toEqual(
        Array.from({ length: count - 1 }, () => [
          'fileForTwoDocuments',
          { zh: expect.any(String), en: expect.any(String) },
          { zh: expect.any(String), en: expect.any(String) },
        ]),
      )
      const values = { ...POLICY_V1.values, ownFilePerDocument: false }
      const policy = { ...POLICY_V1, values }
      expect(unmetOf(ownFileChecks(late, { verb, body: wholeOf(BODIES[verb]) }, { policy }))).toEqual([])
    },
  )

  it('names the second and the first, and what to do', () => {
    const body = { ...startBody, constructionContract: startBody.supervisionContract }
    const [unmet] = unmetOf(ownFileChecks(late, { verb: 'startConstruction', body }, facts))
    expect(unmet?.params).toMatchObject({
      kind: DOCUMENT_TITLES.constructionContract,
      first: DOCUMENT_TITLES.supervisionContract,
    })
    expect(unmet && explainUnmet(unmet, KINDS.refusals).zh).toMatch(
      /^材料“建设合同”与“监理合同”.*请另附文件$/,
    )
    expect(codes('startConstruction', startBody)).toEqual([])
  })

  it('is checked for each document of a list', () => {
    const [first, ...others] = acceptanceDocuments('2026-03-10')
    fc.assert(
      fc.property(fc.subarray(others), (same) => {
        const documents = [first, ...others].map((one) =>
          one && same.includes(one) ? { ...one, digest: first?.digest } : one,
        )
        expect(codes('applyForAcceptance', { documents }).map(([, kind]) => kind)).toEqual(
          same.map(({ kind }) => DOCUMENT_TITLES[kind]),
        )
      }),
    )
    expect(
      project()
        .by(lead)
        .unmet('submitStage', {
          ...mergedForm,
          urgent: { depth: mergedForm.files[0]?.digest ?? '', urgency: '急' },
        }),
    ).toMatchObject([
      { params: { kind: DOCUMENT_TITLES['urgent.depth'], first: DOCUMENT_TITLES.stageDocument } },
    ])
  })
})

describe('a document that the case has already', () => {
  it('cannot be the document of a later stage, but may be submitted again as what it was', () => {
    const p = appraised(filed())
    p.act('decide', approveBody(p)).by(lead)
    const [studied, sharing] = study().files
    const unmet = (files: typeof p.state.approval.form.files) =>
      p.unmet('submitStage', design(12_000, { files }))
    expect(
      unmet([{ kind: 'stageDocument', digest: studied?.digest ?? '' }, ...design(1).files.slice(1)]),
    ).toEqual([
      {
        code: 'fileForTwoDocuments',
        params: {
          kind: DOCUMENT_TITLES.stageDocument,
          first: DOCUMENT_TITLES.feasibility,
          digest: studied?.digest,
        },
      },
    ])
    expect(
      unmet([
        { kind: 'stageDocument', digest: sharing?.digest ?? '' },
        { kind: 'sharingChapter', digest: digestOf('another chapter') },
      ]).map(({ params }) => params?.first),
    ).toEqual([DOCUMENT_TITLES.sharingChapter])
    expect(unmet(design(12_000).files)).toEqual([])
  })

  it('cannot be the document of a later stage after a return or in a supplement either', () => {
    const p = appraised(filed())
    p.act('decide', approveBody(p)).by(lead).act('submitStage', design(12_000))
    const study0 = { kind: 'stageDocument' as const, digest: digestOf('study') }
    const first = { params: { first: DOCUMENT_TITLES.feasibility } }
    p.by(approver).act('requestSupplement', { items: [{ kind: 'stageDocument', what: '缺附件' }] })
    const amends = p.state.approval.form.digest
    expect(p.by(lead).unmet('supplement', { amends, files: [study0] })).toMatchObject([first])
    p.act('supplement', { amends, files: [{ ...study0, digest: digestOf('better design') }] })
    appraised(p).act('decide', {
      verdict: 'return',
      formDigest: p.state.approval.form.digest,
      reasons: '改',
    })
    const again = (content: string, stage: 'preliminaryDesign' | 'feasibility' = 'preliminaryDesign') =>
      p.by(lead).unmet(
        'submitStage',
        design(12_000, {
          stage,
          files: [
            { ...study0, digest: digestOf(content) },
            { kind: 'sharingChapter', digest: digestOf('sharing') },
          ],
          catalog: catalogOf(15),
        }),
      )
    expect(again('study')).toMatchObject([first])
    expect(again('another design')).toEqual([])
    // The approved document of a stage may be submitted again if that stage is required again.
    p.patch((state) => ({ ...state, approval: { ...state.approval, stage: 'feasibility' } }))
    expect(again('study', 'feasibility')).toEqual([])
  })

  it('may replace another one if a supplement requests both', () => {
    const [one, two] = study().files
    if (!one || !two) throw new Error('no files')
    const swapped = [
      { ...one, digest: two.digest },
      { ...two, digest: one.digest },
    ]
    const items = study().files.map(({ kind }) => ({ kind, what: '两份材料互换' }))
    const p = filed(study({ files: swapped }))
      .by(approver)
      .act('requestSupplement', { items })
      .by(lead)
    const amends = p.state.approval.form.digest
    const files = study().files
    expect(
      p.refused('supplement', { amends, files: files.map((file) => ({ ...one, kind: file.kind })) }),
    ).toContain('fileForTwoDocuments')
    appraised(p.act('supplement', { amends, files }))
    p.act('decide', approveBody(p)).by(lead)
    // After that each has its new kind.
    expect(p.refused('submitStage', design(12_000))).toEqual([])
  })

  it('cannot be its own appraisal report, or a post-evaluation report', () => {
    const p = filed().by(approver).act('admit', {}).act('commissionAppraisal', commission()).by(expert)
    const same = { ...report, report: study().files[0]?.digest ?? '' }
    expect(p.refused('submitAppraisal', same)).toEqual(['fileForTwoDocuments'])
    expect(p.refused('submitAppraisal', report)).toEqual([])
    const self = { report: digestOf('self'), selfScore: 80, achieved: '已实现' }
    const q = operating('2025-03-10').at('2026-03-16').by(lead).act('submitSelfEvaluation', self)
    const post = { score: 80, report: self.report, opinion: '好' }
    expect(
      unmetOf(ownFileChecks(q.state, { verb: 'submitPostEvaluation', body: post }, facts)),
    ).toMatchObject([{ code: 'fileForTwoDocuments', params: { first: DOCUMENT_TITLES.selfEvaluation } }])
  })
})

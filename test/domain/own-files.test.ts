/** Each document that is asked for is a file of its own, in every act that takes several, and beside those of the case. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleOf } from '#api/contract/example-of.ts'
import { POLICY_V1 } from '#domain/policy.ts'
import { BODIES, type Verb } from '#domain/project/actions.ts'
import { ownFileChecks } from '#domain/project/own-files.ts'
import { explainUnmet, unmetOf } from '#domain/refusal.ts'
import type { Shape } from '#domain/shape.ts'
import { appraised, approveBody, commission, design, filed, report, study } from './approval-form.ts'
import { acceptanceDocuments, allMet, digestOf, mergedForm, operating, startBody } from './project-builder.ts'
import { approver, expert, lead } from './project-people.ts'
import { FIELDS } from './shape-fields.ts'

const facts = { policy: POLICY_V1 }
const late = operating('2026-03-10').state
const codes = (verb: Verb, body: unknown) =>
  unmetOf(ownFileChecks(late, verb, body, facts)).map(({ code, params }) => [
    code,
    params?.kind,
    params?.first,
  ])

/** Each field filled in, what may be left out as well; documents are all the same file. */
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

describe('an act that takes several documents', () => {
  it('is one of these', () => {
    expect(several.map(([verb]) => verb).toSorted()).toEqual([
      'commissionPostEvaluation',
      'decideAcceptance',
      'reportCompletion',
      'reportPerformance',
      'startConstruction',
      'submitStage',
    ])
  })

  it.each(several)('wants a file of its own for each: %s', (verb, count) => {
    expect(codes(verb, wholeOf(BODIES[verb]))).toEqual(
      Array.from({ length: count - 1 }, () => [
        'fileForTwoDocuments',
        expect.any(String),
        expect.any(String),
      ]),
    )
    const values = { ...POLICY_V1.values, ownFilePerDocument: false }
    const policy = { ...POLICY_V1, values }
    expect(unmetOf(ownFileChecks(late, verb, wholeOf(BODIES[verb]), { policy }))).toEqual([])
  })

  it('names the second and the first, and what to do', () => {
    const body = { ...startBody, constructionContract: startBody.supervisionContract }
    const [unmet] = unmetOf(ownFileChecks(late, 'startConstruction', body, facts))
    expect(unmet?.params).toMatchObject({ kind: 'constructionContract', first: 'supervisionContract' })
    expect(unmet && explainUnmet(unmet).zh).toContain('请另附文件')
    expect(codes('startConstruction', startBody)).toEqual([])
    expect(codes('decideAcceptance', { verdict: 'pass', checks: allMet, failures: [] })).toEqual([])
    const { energy } = allMet
    expect(codes('decideAcceptance', { checks: { ...allMet, sharing: energy } })).toEqual([
      ['fileForTwoDocuments', 'checks.sharing.evidence', 'checks.energy.evidence'],
    ])
  })

  it('is asked document by document where it lists them', () => {
    const [first, ...others] = acceptanceDocuments('2026-03-10')
    fc.assert(
      fc.property(fc.subarray(others), (same) => {
        const documents = [first, ...others].map((one) =>
          one && same.includes(one) ? { ...one, digest: first?.digest } : one,
        )
        expect(codes('applyForAcceptance', { documents }).map(([, kind]) => kind)).toEqual(
          same.map(({ kind }) => kind),
        )
      }),
    )
    expect(
      codes('submitStage', { ...mergedForm, urgent: { depth: mergedForm.files[0]?.digest, urgency: '急' } }),
    ).toEqual([['fileForTwoDocuments', 'urgent.depth', 'stageDocument']])
  })
})

describe('a document that the case has already', () => {
  it('is not the document of a later stage, but goes on as what it was', () => {
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
        params: { kind: 'stageDocument', first: 'feasibility', digest: studied?.digest },
      },
    ])
    expect(
      unmet([
        { kind: 'stageDocument', digest: sharing?.digest ?? '' },
        { kind: 'sharingChapter', digest: digestOf('another chapter') },
      ]).map(({ params }) => params?.first),
    ).toEqual(['sharingChapter'])
    expect(unmet(design(12_000).files)).toEqual([])
  })

  it('is no appraisal of itself, and no post-evaluation', () => {
    const p = filed().by(approver).act('admit', {}).act('commissionAppraisal', commission()).by(expert)
    const same = { ...report, report: study().files[0]?.digest ?? '' }
    expect(p.refused('submitAppraisal', same)).toEqual(['fileForTwoDocuments'])
    expect(p.refused('submitAppraisal', report)).toEqual([])
    const self = { report: digestOf('self'), selfScore: 80, achieved: '已实现' }
    const q = operating('2025-03-10').at('2026-03-16').by(lead).act('submitSelfEvaluation', self)
    const post = { score: 80, report: self.report, opinion: '好' }
    expect(unmetOf(ownFileChecks(q.state, 'submitPostEvaluation', post, facts))).toMatchObject([
      { code: 'fileForTwoDocuments', params: { first: 'selfEvaluation' } },
    ])
  })
})

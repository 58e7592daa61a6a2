/** People and organisations named in a proposal must still exist when it takes effect: the last signature checks again. */

import { describe, expect, it } from 'vitest'
import { explainUnmet } from '#domain/case/refusal.ts'
import { KINDS } from '#domain/kinds.ts'
import type { Verb } from '#domain/project/actions.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { appraised, approveBody, commission, filed } from './approval-form.ts'
import { digestOf, operating, type ProjectDriver } from './project-builder.ts'
import { AGENCY, approver, EVALUATOR, lead, leader, OWNER, otherLead } from './project-people.ts'

const waiting = (p: ProjectDriver) => {
  const [review] = p.state.reviews
  return { step: review?.step ?? 'decision', contentHash: review?.subject.contentHash ?? '' }
}
const signed = (p: ProjectDriver) => p.by(leader).unmet('confirm', waiting(p) as never)
const codes = (p: ProjectDriver) => signed(p).map(({ code }) => code)

const commissioned = () => filed().by(approver).act('admit', {}).actOnce('commissionAppraisal', commission())
const evaluation = { evaluator: EVALUATOR, conflictStatement: digestOf('none'), letter: digestOf('letter') }
const evaluating = () =>
  operating('2025-03-10')
    .at('2026-03-16')
    .by(lead)
    .act('submitSelfEvaluation', { report: digestOf('self'), selfScore: 80, achieved: '已实现' })
    .by(approver)
    .actOnce('commissionPostEvaluation', evaluation)

describe('an agency', () => {
  it.each([
    ['appraiser', commissioned, AGENCY, 'appraisalCommissioned'],
    ['evaluator', evaluating, EVALUATOR, 'postEvaluationCommissioned'],
  ] as const)('whose organisation has ended is commissioned no more: %s', (_as, made, agency, event) => {
    const p = made()
    expect(codes(p)).toEqual([])
    const [unmet] = signed(p.knowsNot(agency))
    expect(unmet).toEqual({ code: 'namedIsGone', params: { name: agency } })
    expect(unmet && explainUnmet(unmet, KINDS.refusals).zh).toContain('另行指定')
    expect(p.has(event)).toBe(false)
    // What can be done then.
    p.act('object', { ...waiting(p), reasons: '机构已撤销' } as never)
    expect(p.state.reviews).toEqual([])
  })

  it('whose last expert has left, or that now belongs to the owner, is not commissioned', () => {
    expect(codes(commissioned().withoutExperts(AGENCY))).toEqual(['agencyWithoutExpert'])
    expect(codes(commissioned().below(AGENCY, OWNER))).toEqual(['appraiserNotIndependent'])
    expect(codes(evaluating().withoutExperts(EVALUATOR))).toEqual(['agencyWithoutExpert'])
  })

  it('has the path that the directory has when it is commissioned', () => {
    const p = commissioned().below(AGENCY, 'group')
    p.by(leader).actOnce('confirm', waiting(p) as never)
    expect(p.last('appraisalCommissioned')?.paths).toEqual({ [AGENCY]: [AGENCY, 'group'] })
  })
})

describe('a person responsible for a condition', () => {
  const conditional = () => {
    const p = appraised(filed())
    const conditions = [
      { what: '补充密码应用方案', dueOn: plainDate('2026-06-30'), responsible: lead.person as PersonId },
    ]
    return p.actOnce('decide', { ...approveBody(p), conditions })
  }
  const entry = { id: lead.person, org: lead.org, orgPath: lead.orgPath }

  it('is not accepted if they have left or now work elsewhere', () => {
    expect(codes(conditional())).toEqual([])
    expect(signed(conditional().knows({ ...entry, leftOn: plainDate('2026-03-01') }))).toEqual([
      { code: 'personLeft', params: { person: lead.person, leftOn: '2026-03-01' } },
    ])
    expect(codes(conditional().knows({ ...entry, org: otherLead.org, orgPath: otherLead.orgPath }))).toEqual([
      'notOfOwner',
    ])
    expect(codes(conditional().knowsNot(lead.person))).toEqual(['namedIsGone'])
  })

  it('ends the round if a timeout would carry the act', () => {
    const p = conditional().knows({ ...entry, leftOn: plainDate('2026-03-01') })
    p.at('2026-03-20')
    expect(p.has('conditionsSet')).toBe(false)
    expect(p.last('verdictsVoided' as never)).toBeDefined()
  })
})

describe('a signature on an act that names nobody', () => {
  it('needs no look-up', () => {
    const p = appraised(filed())
    p.actOnce('decide', approveBody(p))
    expect(codes(p.knowsNot(AGENCY).knowsNot(lead.person))).toEqual([])
    expect<Verb>('decide').toBe(p.state.reviews[0]?.subject.verb)
  })
})

/** T30. A third party without earlier work on the project grades it, and two persons adopt the grade. */

import { describe, expect, it } from 'vitest'
import { PART_KINDS, partOf } from '#domain/case/parts.ts'
import type { BodyOf } from '#domain/project/actions.ts'
import { gradeOf } from '#domain/project/evaluation/grade.ts'
import { turnOf } from '#domain/project/turn.ts'
import type { OrgId } from '#domain/values/directory.ts'
import { digestOf, operating, type ProjectDriver } from './project-builder.ts'
import {
  AGENCY,
  AUTHORITY,
  approver,
  CONTRACTOR,
  EVALUATOR,
  evaluator,
  expert,
  lead,
  leader,
  OWNER,
  SUPERVISION,
} from './project-people.ts'

const commission = (agency: OrgId = EVALUATOR): BodyOf<'commissionPostEvaluation'> => ({
  evaluator: agency,
  conflictStatement: digestOf('no conflict'),
  letter: digestOf('letter'),
})

const report = (score: number): BodyOf<'submitPostEvaluation'> => ({
  score,
  report: digestOf(['post-evaluation', score]),
  opinion: '目标基本实现',
})

/** In operation since 2024-03-12, self-evaluated on 2026-03-02. */
const selfEvaluated = (): ProjectDriver =>
  operating('2024-03-12')
    .at('2026-03-02')
    .by(lead)
    .act('submitSelfEvaluation', { report: digestOf('self'), selfScore: 88, achieved: '已实现' })
    .by(approver)

const commissioned = (): ProjectDriver => selfEvaluated().act('commissionPostEvaluation', commission())

describe('commissioning a post-evaluation', () => {
  it('needs two persons of the authority, after the self-evaluation', () => {
    const p = selfEvaluated().actOnce('commissionPostEvaluation', commission())
    expect(p.state.evaluation?.post).toBeNull()
    const { contentHash } = p.state.reviews[0]!.subject
    p.by(leader).act('confirm', { step: 'postEvaluation', contentHash })
    expect(p.last('postEvaluationCommissioned')).toMatchObject({ v: 1, round: 1, evaluator: EVALUATOR })
    expect(turnOf(p.state)).toEqual({ role: 'expert', org: EVALUATOR })
  })

  it('waits for the self-evaluation, or for the end of its period', () => {
    const p = operating('2024-03-12').at('2026-03-12').by(approver)
    expect(p.refused('commissionPostEvaluation', commission())).toEqual(['selfEvaluationFirst'])
    expect(p.at('2026-03-13', 0).refused('commissionPostEvaluation', commission())).toEqual([])
  })

  it('is possible only in operation', () => {
    const p = selfEvaluated().patch((state) => ({ ...state, status: 'retired' }))
    expect(p.refused('commissionPostEvaluation', commission())).toEqual(['notNow'])
  })

  it('refuses everyone who worked on the project', () => {
    const p = selfEvaluated().patch((state) => ({
      ...state,
      parts: [...state.parts, partOf('author', 'design-house', undefined)],
    }))
    const refusal = (agency: OrgId) => p.refused('commissionPostEvaluation', commission(agency))
    expect(refusal(OWNER)).toEqual(['evaluatorNotThirdParty'])
    expect(refusal(AUTHORITY)).toEqual(['evaluatorNotThirdParty'])
    expect(refusal(AGENCY)).toEqual(['evaluatorAppraised'])
    expect(refusal('design-house')).toEqual(['evaluatorPrepared'])
    expect(refusal(SUPERVISION)).toEqual(['evaluatorSupervised'])
    expect(refusal(CONTRACTOR)).toEqual(['evaluatorBuilt'])
    expect(refusal(EVALUATOR)).toEqual([])
  })

  it('names all conflicts of an agency', () => {
    const p = selfEvaluated().patch((state) => ({
      ...state,
      parts: PART_KINDS.map((kind) => partOf(kind, EVALUATOR, undefined)),
    }))
    expect(p.refused('commissionPostEvaluation', commission())).toEqual([
      'evaluatorAppraised',
      'evaluatorPrepared',
      'evaluatorSupervised',
      'evaluatorBuilt',
    ])
  })

  it('is possible once at a time, unless the evaluator is overdue', () => {
    // 60 working days after 2026-03-02, with the holidays of April and May.
    const p = commissioned()
    expect(p.unmet('commissionPostEvaluation', commission('other-institute'))).toEqual([
      { code: 'postEvaluationOpen', params: { round: 1 } },
    ])
    expect(p.dueOn('postEvaluation')).toBe('2026-05-28')
    p.at('2026-05-28', 23)
    expect(p.refused('commissionPostEvaluation', commission('other-institute'))).toEqual([
      'postEvaluationOpen',
    ])
    p.at('2026-05-29', 0)
    expect(p.last('postEvaluationOverdue')).toEqual({
      type: 'postEvaluationOverdue',
      v: 1,
      dueOn: '2026-05-28',
      round: 1,
    })
    p.act('commissionPostEvaluation', commission('other-institute'))
    expect(p.state.evaluation?.post).toMatchObject({ round: 2, evaluator: 'other-institute', overdue: false })
    expect(p.deadline('postEvaluation')).toMatchObject({ round: 2 })
    expect(p.by(evaluator).refused('submitPostEvaluation', report(80))).toEqual(['outOfScope'])
  })
})

describe('an evaluator', () => {
  it('needs somebody who can hand in the report', () => {
    const p = selfEvaluated().withoutExperts('mof')
    expect(p.refused('commissionPostEvaluation', commission('mof'))).toEqual(['agencyWithoutExpert'])
    expect(p.refused('commissionPostEvaluation', commission())).toEqual([])
  })
})

describe('the replacement of an evaluator', () => {
  it('cannot be a unit of an evaluator that did not deliver', () => {
    const p = selfEvaluated().below('a-east', 'a').below('a-west', 'a')
    p.act('commissionPostEvaluation', commission('a-east'))
    p.at('2026-07-01').by(approver)
    for (const same of ['a-east', 'a-west', 'a']) {
      expect(p.unmet('commissionPostEvaluation', commission(same))).toEqual([
        { code: 'evaluatorReplacedBefore', params: { evaluator: 'a' } },
      ])
    }
    p.act('commissionPostEvaluation', commission('b')).at('2026-11-01').by(approver)
    expect(p.refused('commissionPostEvaluation', commission('a-west'))).toEqual(['evaluatorReplacedBefore'])
    expect(p.refused('commissionPostEvaluation', commission('b'))).toEqual(['evaluatorReplacedBefore'])
    expect(p.refused('commissionPostEvaluation', commission())).toEqual([])
  })

  it('concerns one post-evaluation: the next one is open to all again', () => {
    const p = selfEvaluated().act('commissionPostEvaluation', commission('a'))
    p.at('2026-07-01').by(approver).act('commissionPostEvaluation', commission())
    p.by(evaluator).act('submitPostEvaluation', report(80)).by(approver).act('adoptPostEvaluation', {})
    expect(p.refused('commissionPostEvaluation', commission('a'))).toEqual([])
  })
})

describe('the post-evaluation report', () => {
  it.each([
    [100, 'excellent'],
    [90, 'excellent'],
    [89, 'good'],
    [80, 'good'],
    [79, 'fair'],
    [60, 'fair'],
    [59, 'poor'],
    [0, 'poor'],
  ] as const)('grades a score of %i as %s', (score, grade) => {
    expect(gradeOf(score)).toBe(grade)
    const p = commissioned().by(evaluator).act('submitPostEvaluation', report(score))
    expect(p.last('postEvaluationSubmitted')).toMatchObject({ round: 1, score, grade })
  })

  it('lifts the deadline and gives the turn to the authority, but does not set the grade', () => {
    const p = commissioned().by(evaluator).act('submitPostEvaluation', report(85))
    expect(p.deadline('postEvaluation')).toBeUndefined()
    expect(turnOf(p.state)).toEqual({ role: 'approver', org: AUTHORITY })
    expect(p.state.evaluation?.grade).toBeNull()
  })

  it('is accepted late', () => {
    const p = commissioned().at('2026-07-01').by(evaluator).act('submitPostEvaluation', report(85))
    expect(p.has('postEvaluationOverdue')).toBe(true)
    expect(p.by(approver).refused('commissionPostEvaluation', commission('other-institute'))).toEqual([
      'postEvaluationOpen',
    ])
  })

  it('comes only from the commissioned evaluator, and once', () => {
    const p = commissioned()
    expect(p.by(expert).refused('submitPostEvaluation', report(85))).toContain('outOfScope')
    expect(p.by(lead).refused('submitPostEvaluation', report(85))).toEqual([
      'roleMayNot',
      'outOfScope',
      'evaluatorNotThirdParty',
    ])
    p.by(evaluator).act('submitPostEvaluation', report(85))
    expect(p.refused('submitPostEvaluation', report(99))).toEqual(['outOfScope', 'postEvaluatedAlready'])
    expect(selfEvaluated().by(evaluator).refused('submitPostEvaluation', report(85))).toEqual([
      'outOfScope',
      'noPostEvaluation',
    ])
  })

  it('is refused from an evaluator that turns out to belong to the supervisor', () => {
    const subsidiary = { ...evaluator, orgPath: [EVALUATOR, SUPERVISION] }
    expect(commissioned().by(subsidiary).refused('submitPostEvaluation', report(85))).toEqual([
      'evaluatorSupervised',
    ])
  })

  it('has a score from 0 to 100', () => {
    expect(commissioned().by(evaluator).refused('submitPostEvaluation', report(101))).toEqual(['malformed'])
  })
})

describe('adopting the post-evaluation', () => {
  it('needs two persons and sets the grade', () => {
    const p = commissioned().at('2026-04-20').by(evaluator).act('submitPostEvaluation', report(72))
    p.at('2026-05-06').by(approver).act('adoptPostEvaluation', { rectificationOpinion: '限期整改' })
    expect(p.state.evaluation).toMatchObject({
      grade: { grade: 'fair', score: 72, on: '2026-05-06', report: digestOf(['post-evaluation', 72]) },
      post: null,
      postRounds: 1,
    })
    expect(p.last('postEvaluationAdopted')).toMatchObject({
      round: 1,
      rectificationOpinion: '限期整改',
      policyVersion: '2020.1',
    })
  })

  it('needs no opinion on rectification', () => {
    const p = commissioned().by(evaluator).act('submitPostEvaluation', report(95)).by(approver)
    expect(p.act('adoptPostEvaluation', {}).last('postEvaluationAdopted')?.rectificationOpinion).toBeNull()
  })

  it('needs a commission and a report', () => {
    expect(commissioned().by(approver).refused('adoptPostEvaluation', {})).toEqual([
      'postEvaluationReportMissing',
    ])
    expect(selfEvaluated().refused('adoptPostEvaluation', {})).toEqual(['noPostEvaluation'])
  })

  it('is replaced by the grade of a later post-evaluation', () => {
    const p = commissioned().by(evaluator).act('submitPostEvaluation', report(50)).by(approver)
    p.act('adoptPostEvaluation', {}).act('commissionPostEvaluation', commission())
    p.by(evaluator).act('submitPostEvaluation', report(92)).by(approver)
    expect(p.state.evaluation?.grade?.grade).toBe('poor')
    p.act('adoptPostEvaluation', {})
    expect(p.state.evaluation).toMatchObject({ grade: { grade: 'excellent' }, postRounds: 2 })
  })
})

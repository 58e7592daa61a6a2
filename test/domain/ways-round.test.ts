/** Ways to avoid the rules that were found in reviews: each is closed. */

import { describe, expect, it } from 'vitest'
import { changedValues } from '#domain/engine/policy.ts'
import { ofProject } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { TWO_PERSONS } from '#domain/review/panels.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import type { PersonActor } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { appraised, approveBody, catalogOf, commission, filed, report } from './approval-form.ts'
import { evaluated, evidence, propose } from './evaluated-project.ts'
import { another, because, on, proposed, seat, second, third, to } from './panel-rounds.ts'
import { building } from './project-builder.ts'
import { AGENCY, approver, cyberspace, expert, financier, lead, leader, OWNER } from './project-people.ts'

const id = (person: string) => person as PersonId
const of = (person: string, ...orgPath: string[]): PersonActor =>
  another(person, { org: orgPath[0] ?? '', orgPath })
const pending = (p: ReturnType<typeof filed>) => {
  const [review] = p.state.reviews
  return { step: review?.step ?? 'decision', contentHash: review?.subject.contentHash ?? '', reasons: '理由' }
}

describe('added signers', () => {
  it('do not replace a seat of policy', () => {
    const mof = { role: 'financeMinistry', org: 'mof' } as const
    const p = proposed({ seats: [seat('a', mof), seat('b', mof)], rule: { kind: 'kOfN', k: 2 } })
    const friends = ['p-one', 'p-two'].map((name) => another(name))
    for (const friend of friends) {
      p.by(approver).act('addSigner', { ...because(p), position: 'beside', person: friend.person })
    }
    for (const friend of friends) p.by(friend).act('confirm', on(p))
    expect(p.state.status).toBe('deciding')
    expect(p.state.reviews).toHaveLength(1)
  })

  it('are never the person who adds them, nor their other account', () => {
    const p = proposed({ seats: [seat('one'), seat('two'), seat('three')] })
    const self = { ...because(p), position: 'after' as const, person: second.person }
    expect(p.by(second).refused('addSigner', self)).toContain('giveeIsSelf')
  })
})

describe('an agency', () => {
  const commissioned = () => {
    const p = filed().by(approver).act('admit', {}).below('branch', 'agency-root')
    return p.actOnce('commissionAppraisal', { ...commission(), agency: 'branch' })
  }

  it('is recorded up to its root, whoever signs last', () => {
    const p = commissioned()
    const { reasons: _reasons, ...content } = pending(p)
    p.by(leader).act('confirm', content)
    expect(p.last('appraisalCommissioned')?.paths).toEqual({ branch: ['branch', 'agency-root'] })
  })

  it('does not sign its own commission', () => {
    const p = commissioned()
    const sister = of('p-sister', 'sister', 'agency-root')
    p.below('sister', 'agency-root').knows({ id: sister.person, org: 'sister' })
    const added = { ...pending(p), position: 'before' as const, person: sister.person }
    expect(p.by(leader).refused('addSigner', added)).toContain('expertMayNotDecide')
    const { reasons: _reasons, ...content } = pending(p)
    expect(p.by({ ...sister, isLeader: true }).refused('confirm', content)).toContain('expertMayNotDecide')
  })

  it('is not commissioned again to get more time', () => {
    const p = filed().by(approver).act('admit', {}).act('commissionAppraisal', commission())
    p.at('2026-05-06')
    expect(p.refused('commissionAppraisal', commission())).toEqual(['appraiserUnchanged'])
    expect(p.refused('commissionAppraisal', { ...commission(), agency: 'another-agency' })).toEqual([])
  })

  it('is not replaced while it has time and can deliver', () => {
    const p = filed()
      .by(approver)
      .act('admit', {})
      .act('commissionAppraisal', commission(2))
      .below('another-agency', 'other-group')
    const friend = { ...commission(), agency: 'another-agency' }
    const early = { code: 'appraisalNotOverdue', params: { agency: AGENCY, dueOn: '2026-03-04' } }
    expect(p.unmet('commissionAppraisal', friend)).toEqual([early])
    expect(p.at('2026-03-04', 23).unmet('commissionAppraisal', friend)).toEqual([early])
    p.at('2026-03-05', 0).actOnce('commissionAppraisal', friend)
    expect(p.state.reviews[0]?.subject.paths).toEqual({ 'another-agency': ['another-agency', 'other-group'] })
    p.by(expert).act('submitAppraisal', report)
    expect(p.state.status).toBe('deciding')
  })

  it('that appraised a form also appraises the changed form, not another agency', () => {
    const p = filed()
      .by(approver)
      .act('admit', {})
      .below('branch', AGENCY)
      .act('commissionAppraisal', commission())
    p.by(expert).act('submitAppraisal', { ...report, conclusion: 'negative' })
    p.by(lead).act('amendCatalog', { amends: p.state.approval.form.digest, catalog: catalogOf(15) })
    const friend = { ...commission(), agency: 'another-agency' }
    expect(p.by(approver).unmet('commissionAppraisal', friend)).toEqual([
      { code: 'appraisalByOtherAgency', params: { agency: AGENCY } },
    ])
    expect(p.refused('commissionAppraisal', commission())).toEqual([])
    expect(p.refused('commissionAppraisal', { ...commission(), agency: 'branch' })).toEqual([])
    // If it cannot any more, another one does.
    expect(p.withoutExperts(AGENCY).refused('commissionAppraisal', friend)).toEqual([])
    p.actOnce('commissionAppraisal', friend)
    const { reasons: _reasons, ...content } = pending(p)
    expect(p.by(leader).refused('confirm', content)).toEqual([])
  })

  it.each([
    ['has ended', (p: ReturnType<typeof filed>) => p.knowsNot(AGENCY)],
    ['has no expert left', (p: ReturnType<typeof filed>) => p.withoutExperts(AGENCY)],
    ['came under the owner', (p: ReturnType<typeof filed>) => p.below(AGENCY, OWNER)],
    ['came under the authority', (p: ReturnType<typeof filed>) => p.below(AGENCY, 'ndrc')],
  ])('that %s can be replaced at once', (_why, hinder) => {
    const p = filed().by(approver).act('admit', {}).act('commissionAppraisal', commission())
    const friend = { ...commission(), agency: 'another-agency' }
    hinder(p).actOnce('commissionAppraisal', friend)
    const { reasons: _reasons, ...content } = pending(p)
    p.by(leader).act('confirm', content)
    expect(p.last('appraisalCommissioned')).toMatchObject({ agency: 'another-agency' })
  })

  it('whose report was sent back has a part in the case', () => {
    const p = filed().by(approver).act('admit', {}).act('commissionAppraisal', commission()).by(expert)
    const { sharingOpinion: _opinion, ...without } = report
    p.act('submitAppraisal', without)
    p.by(another('p-colleague', { role: 'expert', org: AGENCY, orgPath: [AGENCY] })).act(
      'submitAppraisal',
      report,
    )
    const moved = another(expert.person)
    expect(p.by(moved).refused('decide', approveBody(p))).toContain('expertMayNotDecide')
  })
})

describe('where the department decides on its own project', () => {
  it('the bureau that prepared it is barred with all its divisions, the department is not', () => {
    const p = filed().patch((state) => ({
      ...state,
      authority: OWNER,
      parts: [{ kind: 'preparer', person: id('p-x'), orgPath: ['mnr-division', 'mnr-informatics', OWNER] }],
    }))
    for (const path of [
      ['mnr-informatics', OWNER],
      ['mnr-other-division', 'mnr-informatics', OWNER],
    ]) {
      expect(p.by(of('p-y', ...path)).refused('admit', {})).toContain('preparerMayNotDecide')
    }
    expect(p.by(of('p-y', 'mnr-planning', OWNER)).refused('admit', {})).toEqual([])
  })

  it('the person responsible for construction may not accept it', () => {
    const p = building('2026-03-02').patch((state) => ({ ...state, authority: OWNER }))
    expect(p.state.parts).toContainEqual(
      expect.objectContaining({
        kind: 'preparer',
        person: lead.person,
        orgPath: expect.arrayContaining(['mnr-informatics']),
      }),
    )
  })
})

it('a national body has no seat on its own project if another body is the authority', () => {
  const seats = [seat('one'), seat('cyber', { role: 'cyberspace', org: 'cac' })]
  const p = proposed({ seats }).patch((state) => ({ ...state, owner: 'cac' }))
  const cyber = another('p-cyber', {
    role: 'cyberspace',
    org: 'cac-security',
    orgPath: ['cac-security', 'cac'],
  })
  expect(p.by(cyber).refused('confirm', on(p))).toContain('ownerMayNotDecide')
})

describe('an extension', () => {
  it('of a decision is not granted after the last day, also if the next day is a day off', () => {
    const p = appraised(filed())
    const due = p.dueOn('decision') ?? ''
    expect(p.at(due, 23).by(approver).refused('extendDecision', { reasons: '复杂' })).toEqual([])
    const next = new Date(Date.parse(due) + 86_400_000).toISOString().slice(0, 10)
    expect(p.at(next, 0).refused('extendDecision', { reasons: '复杂' })).toContain('decisionPeriodOver')
  })
})

describe('advice', () => {
  it('is never asked from the person who asked, however often it is passed on', () => {
    const p = proposed({ seats: [seat('one'), seat('two'), seat('three')] })
    p.by(second).act('delegateSeat', to(p, 'p-adviser'))
    p.patch((state) => ({
      ...state,
      reviews: state.reviews.map((review) => ({
        ...review,
        seats: review.seats.map((one) =>
          one.delegate ? { ...one, askedBy: [second.person, third.person] } : one,
        ),
      })),
    }))
    expect(
      p.by(another('p-adviser')).refused('advise', { ...on(p), recommends: 'for', advice: '同意' }),
    ).toEqual([])
    expect(p.by(second).refused('delegateSeat', to(p, third.person))).toContain('adviceIsOwn')
  })
})

it('a person who proposed as a substitute cannot mark the seat with a veto absent as themselves', () => {
  const seats = [seat('chair'), seat('veto', { veto: true, role: 'financeMinistry', org: 'mof' })]
  const policy = {
    ...POLICY_V1,
    values: changedValues(POLICY_V1.values, {
      panels: { decision: { ...TWO_PERSONS, seats, rule: { kind: 'chair', chair: 'chair' } } },
    }),
  }
  const p = appraised(filed().given({ policy }))
  const own = another('p-x')
  p.by({
    ...approver,
    person: own.person,
    actingFor: { person: approver.person, ownPath: approver.orgPath, substitution: 's' },
  }).actOnce('decide', approveBody(p))
  expect(p.by(own).refused('markAbsent', { ...because(p), seat: 'veto' })).toContain('vetoSeatNotAbsent')
})

describe('a task', () => {
  it('is not handed over by a person who may not do it themselves, nor to a person who has left', () => {
    const p = filed().patch((state) => ({ ...state, authority: OWNER }))
    const task = tasksOf(ofProject(p.state)).find(({ verb }) => verb === 'admit')
    if (!task) throw new Error('no task')
    p.knows({ id: id('p-pal') }, { id: id('p-gone'), leftOn: '2020-01-01' as never })
    const body = { task: task.key, to: id('p-pal'), reasons: '出差' }
    const barred = { ...lead, role: 'approver' as const }
    expect(p.by(barred).refused('reassignTask', body)).toContain('preparerMayNotDecide')
    const manager = of('p-manager', 'mnr-planning', OWNER)
    expect(
      p.by({ ...manager, isLeader: true }).refused('reassignTask', { ...body, to: id('p-gone') }),
    ).toContain('personLeft')
  })
})

it('restored O&M funds count from the day on which the last gate was met, whichever it is', () => {
  const p = evaluated([false, true, true], 'none').act('proposeOmFunds', propose(2027))
  p.at('2027-01-15')
    .by(financier)
    .act('recordGateEvidence', evidence('sharing', 'met', '2027-01-15'))
  p.at('2027-02-01')
    .by(cyberspace)
    .act('recordGateEvidence', evidence('security', 'unmet', '2027-02-01'))
  p.at('2027-11-30').act('recordGateEvidence', evidence('security', 'met', '2027-11-30'))
  p.at('2027-12-01').by(lead).act('proposeOmFunds', propose(2027))
  expect(p.last('omBasisEmitted')?.proRata?.since).toBe('2027-11-30')
})

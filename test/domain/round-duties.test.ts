/** Who may not take part in a round, and results that do not depend on the order of votes. */

import { describe, expect, it } from 'vitest'
import { changedValues } from '#domain/engine/policy.ts'
import { ofProject } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { type Panel, panelProblems, TWO_PERSONS } from '#domain/review/panels.ts'
import { wordsOfSeat } from '#domain/review/seat-titles.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import type { PersonActor } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import {
  appraised,
  approveBody,
  commission,
  design,
  filed,
  letterFor,
  plan,
  report,
  study,
} from './approval-form.ts'
import { another, because, on, proposed, seat, seatsNow, second, status, third, to } from './panel-rounds.ts'
import { building, digestOf, project, readyToBuild, reportBody, wan } from './project-builder.ts'
import type { ProjectDriver } from './project-driver.ts'
import {
  AGENCY,
  approver,
  expert,
  financeLeader,
  financier,
  lead,
  leader,
  OWNER,
  officeLeader,
  officer,
} from './project-people.ts'

const withPanel = (step: string, panel: Partial<Panel>) => ({
  policy: {
    ...POLICY_V1,
    values: changedValues(POLICY_V1.values, { panels: { [step]: { ...TWO_PERSONS, ...panel } } }),
  },
})
const pending = (p: ProjectDriver) => {
  const [review] = p.state.reviews
  return { step: review?.step ?? 'decision', contentHash: review?.subject.contentHash ?? '' }
}

describe('the appraiser', () => {
  it('is neither a drafter of the document nor a unit of the owner or the authority', () => {
    const admitted = (org = 'elsewhere') =>
      project()
        .given({ plan })
        .at('2026-03-02')
        .knows({ id: expert.person, org })
        .by(lead)
        .act('submitStage', study({ drafters: [expert.person] }))
        .by(approver)
        .act('admit', {})
    for (const agency of ['ndrc-hightech', 'ndrc']) {
      expect(admitted().refused('commissionAppraisal', { ...commission(), agency })).toEqual([
        'appraiserNotIndependent',
      ])
    }
    expect(admitted().refused('commissionAppraisal', { ...commission(), agency: lead.org })).toEqual([
      'appraiserNotIndependent',
    ])
    expect(admitted(AGENCY).refused('commissionAppraisal', commission())).toEqual(['appraiserConflict'])
    const p = admitted().act('commissionAppraisal', commission())
    expect(p.by(expert).refused('submitAppraisal', report)).toEqual(['appraiserConflict'])
    const insider = {
      ...expert,
      person: 'p-x' as PersonId,
      org: AGENCY,
      orgPath: [AGENCY, 'ndrc'],
    } as PersonActor
    expect(p.by(insider).refused('submitAppraisal', report)).toEqual(['appraiserNotIndependent'])
  })
})

describe('a person who listed a line', () => {
  it('signs no release on it, on any seat', () => {
    const seats = [
      seat('handler'),
      seat('planner', { order: 2, role: 'approver', org: 'ndrc' }),
      seat('leader', { order: 3, isLeader: true }),
    ]
    const p = readyToBuild('2026-03-02')
      .given(withPanel('release', { seats }))
      .funded(wan(3000))
      .by(financier)
    p.actOnce('releaseFunds', { year: 2026, amountFen: wan(1), documentNumber: '财建〔2026〕1号' })
    expect(p.by(approver).refused('confirm', pending(p))).toEqual(['planListerMayNotRelease'])
    expect(tasksOf(ofProject(p.state)).find(({ seat: id }) => id === 'planner')?.barred).toContain(
      `person:${approver.person}`,
    )
    const add = { ...pending(p), position: 'before' as const, reasons: '会商', person: approver.person }
    expect(p.by(financeLeader).refused('addSigner', add)).toEqual(['planListerMayNotRelease'])
    // They do not get the task either, and the refusal gives this reason, not that they have signed.
    const task = `project/${p.state.id}/confirm-release-planner/${p.state.reviews[0]?.round}`
    expect(p.by(approver).refused('claimTask', { task })).toEqual(['planListerMayNotRelease'])
    const handed = { task, to: approver.person, reasons: '出差' }
    expect(p.by(leader).refused('reassignTask', handed)).toEqual(['planListerMayNotRelease'])
    expect(
      p.by(second).refused('transferSeat', { ...pending(p), to: approver.person, reasons: '出差' }),
    ).toEqual(['planListerMayNotRelease'])
    p.by(second).actOnce('confirm', pending(p)).by(financeLeader).actOnce('confirm', pending(p))
    expect(p.last('fundsReleased')).toMatchObject({ amountFen: wan(1) })
  })
})

const revocation = {
  stage: 'feasibility',
  ground: 'factsWrong',
  document: digestOf('r'),
  reasons: '事实有误',
} as const

describe('a revocation', () => {
  it('has nobody of the authority that approved on its panel', () => {
    const p = appraised(filed())
    p.act('decide', approveBody(p)).by(officer)
    p.actOnce('revokeDecision', { ...revocation, documentNumber: letterFor(0).documentNumber })
    const add = { ...pending(p), position: 'before' as const, reasons: '会商' }
    p.by(officeLeader)
    expect(p.refused('addSigner', { ...add, role: 'approver', org: 'ndrc' })).toEqual([
      'revokingAuthorityOnly',
    ])
    expect(p.refused('addSigner', { ...add, person: leader.person })).toEqual([
      'revokingAuthorityOnly',
      'approverMayNotRevoke',
    ])
  })

  it('does not make an approval valid again that the revoked one had replaced', () => {
    const p = appraised(filed())
    p.act('decide', approveBody(p))
    const [first] = p.state.approvals
    const replaced = { ...letterFor(0), documentNumber: '发改高技〔2026〕3号' }
    p.patch((state) => ({
      ...state,
      approvals: [
        ...state.approvals,
        ...(first ? [{ ...first, documentNumber: replaced.documentNumber }] : []),
      ],
    }))
    p.by(officer).act('revokeDecision', { ...revocation, documentNumber: replaced.documentNumber })
    expect(p.state.approvals).toEqual([])
  })
})

describe('a person who stood aside', () => {
  it('cannot change the round any more', () => {
    const p = proposed({
      seats: [seat('handler'), seat('division', { order: 2 }), seat('leader', { order: 3, isLeader: true })],
    })
    p.by(second).act('recuse', because(p))
    const round = because(p)
    const person = third.person
    expect(p.refused('addSigner', { ...round, position: 'before', person })).toContain('recusedAlready')
    expect(p.refused('removeSigner', { ...round, seat: 'division' })).toContain('recusedAlready')
    expect(p.refused('markAbsent', { ...round, seat: 'division' })).toContain('recusedAlready')
    expect(p.refused('nudge', on(p))).toContain('recusedAlready')
  })
})

describe('a seat that is handed over', () => {
  it('does not go to people who may not sign, also if it was added', () => {
    const p = proposed({})
    const p4 = another('p-fourth')
    p.by(leader).act('addSigner', { ...because(p), position: 'before', person: third.person })
    p.knows({ id: 'p-clerk' as PersonId, roles: ['applicant'] }).by(third)
    expect(p.refused('transferSeat', to(p, 'p-clerk'))).toEqual(['personMayNotSign'])
    p.knows({ id: 'p-inside' as PersonId, org: lead.org })
    expect(p.refused('transferSeat', to(p, 'p-inside'))).toEqual(['giveeIsPreparer', 'giveeIsParty'])
    expect(p.refused('delegateSeat', to(p, expert.person))).toContain('giveeIsExpert')
    expect(p.refused('transferSeat', to(p, p4.person))).toEqual([])
  })

  it('may have been claimed', () => {
    const p = proposed({})
    const task = `project/${p.state.id}/confirm-decision-leader/1`
    p.by(leader).act('claimTask', { task }).knows({ id: third.person, isLeader: true })
    p.act('transferSeat', to(p, third.person))
    expect(seatsNow(p).find(({ id }) => id === 'leader')?.person).toBe(third.person)
  })
})

describe('the order of votes', () => {
  const seats = [
    seat('handler'),
    seat('division', { order: 2 }),
    seat('leader', { order: 2, isLeader: true }),
  ]

  it('does not matter: a leader does not take a seat that others can sign', () => {
    for (const order of [
      [second, leader],
      [leader, second],
    ]) {
      const p = proposed({ seats })
      for (const actor of order) p.by(actor).act('confirm', on(p))
      expect(status(p)).toBe('stageApproved')
    }
  })

  it('is shown to later voters, who cannot sign on the next seat by mistake', () => {
    const p = proposed({
      seats: [seat('handler'), seat('division', { order: 2 }), seat('bureau', { order: 3 })],
    })
    const vote = { ...on(p), seat: 'division' }
    expect(p.by(third).refused('confirm', { ...vote, seat: 'bureau' })).toEqual(['notItsTurn'])
    expect(p.refused('confirm', { ...vote, seat: 'nobody' })).toEqual(['noSuchSeat'])
    p.by(second).act('confirm', vote)
    const taken = [{ code: 'seatTaken', params: { seat: wordsOfSeat('division'), person: second.person } }]
    expect(p.by(third).unmet('confirm', vote)).toEqual(taken)
    expect(p.by(second).unmet('confirm', vote)).toEqual(taken)
    p.by(third).act('confirm', { ...vote, seat: 'bureau' })
    expect(status(p)).toBe('stageApproved')
  })
})

it('open signatures on a document end with its decision', () => {
  const p = filed().by(approver).act('admit', {})
  p.actOnce('extendDecision', { reasons: '复杂' })
  p.at('2026-03-03').act('decide', {
    verdict: 'return',
    formDigest: p.state.approval.form.digest,
    reasons: '补充论证',
  })
  expect(p.record.some(({ event }) => event.type === 'verdictsVoided' && event.cause === 'overtaken')).toBe(
    true,
  )
  expect(p.state.reviews).toEqual([])
})

it('a vote is voided when its signer gets a part in the case', () => {
  const path = (bureau: string) => ({ org: bureau, orgPath: [bureau, OWNER] })
  const planner = { ...approver, ...path('mnr-planning'), person: 'p-planner' as PersonId }
  const open = () => {
    const p = building('2026-03-02').patch((state) => ({ ...state, authority: OWNER }))
    p.at('2026-11-02').by(planner)
    return p.actOnce('suspendConstruction', { reasons: '整改无效', document: digestOf('suspension') })
  }
  // An act of somebody else for the owner does not affect the round.
  expect(open().by(lead).act('reportPerformance', reportBody(2026)).state.reviews).toHaveLength(1)
  const p = open()
    .by({ ...planner, role: 'departmentLead' })
    .act('reportPerformance', reportBody(2026))
  expect(p.last('verdictsVoided')).toMatchObject({ step: 'suspension', cause: 'signerBarred' })
  expect(p.state.reviews).toEqual([])
  // Old events do not say as whom they voted: only the person is known.
  const old = open().patch((state) => ({
    ...state,
    reviews: state.reviews.map((review) => ({
      ...review,
      seats: review.seats.map(({ cast: _cast, ...kept }) => kept),
    })),
  }))
  old.by({ ...planner, role: 'departmentLead' }).act('reportPerformance', reportBody(2026))
  expect(old.last('verdictsVoided')).toMatchObject({ step: 'suspension', cause: 'signerBarred' })
})

it('a vote is also voided when their other account or their bureau gets a part', () => {
  const bureau = ['mnr-planning', OWNER]
  const planner = { ...approver, org: 'mnr-planning', orgPath: bureau, person: 'p-planner' as PersonId }
  const reportedBy = (reporter: PersonActor, voter: PersonActor) => {
    const p = building('2026-03-02').patch((state) => ({ ...state, authority: OWNER }))
    p.at('2026-11-02').by(voter)
    p.actOnce('suspendConstruction', { reasons: '整改无效', document: digestOf('suspension') })
    return p.by(reporter).act('reportPerformance', reportBody(2026)).last('verdictsVoided')?.cause
  }
  const colleague = { ...planner, person: 'p-colleague' as PersonId, role: 'departmentLead' as const }
  const elsewhere = { ...lead, person: 'p-second' as PersonId }
  expect(reportedBy(colleague, planner)).toBe('signerBarred')
  expect(reportedBy(elsewhere, { ...planner, accounts: [elsewhere.person] })).toBe('signerBarred')
  // Also if the second account was added after the vote.
  expect(reportedBy({ ...elsewhere, accounts: [planner.person] }, planner)).toBe('signerBarred')
  expect(reportedBy(elsewhere, planner)).toBeUndefined()
})

it('a vote to revoke is voided when its signer signs an approval with another account', () => {
  const own = { ...approver, person: 'p-own' as PersonId }
  const p = appraised(filed())
  p.act('decide', approveBody(p)).by(lead).act('submitStage', design(12_000))
  appraised(p)
    .by({ ...officer, accounts: [own.person] })
    .actOnce('revokeDecision', {
      ...{ stage: 'feasibility', documentNumber: letterFor(0).documentNumber, ground: 'factsWrong' },
      ...{ document: digestOf('revocation'), reasons: '事实有误' },
    })
  p.by({ ...own, accounts: [officer.person] }).act('decide', approveBody(p))
  expect(p.last('verdictsVoided')).toMatchObject({ step: 'revocation', cause: 'signerBarred' })
})

describe('a recusal', () => {
  const seats = [seat('handler'), seat('second')]
  const effects = { ...TWO_PERSONS.effects, recused: 'notCounted' as const }

  it('lasts for the stage: the person may not vote or propose in later rounds', () => {
    const p = proposed({ seats, effects, quorum: 2 })
    p.by(second).act('recuse', because(p)).by(approver).act('takeBack', because(p))
    expect(p.by(second).refused('decide', approveBody(p))).toEqual(['recusedAlready'])
    p.by({ ...second, person: 'p-own' as PersonId, accounts: [second.person] })
    expect(p.refused('decide', approveBody(p))).toEqual(['recusedAlready'])
    p.by(approver).actOnce('decide', approveBody(p))
    expect(p.by(second).refused('confirm', on(p))).toEqual(['recusedAlready'])
    expect(tasksOf(ofProject(p.state)).find(({ kind }) => kind === 'confirm')?.barred).toContain(
      'person:p-second',
    )
    p.by(approver).act('takeBack', because(p))

    // Nor after a return; the document of the next stage is not affected.
    const formDigest = p.state.approval.form.digest
    p.actOnce('decide', { verdict: 'return', formDigest, reasons: '改' }).by(third).act('confirm', on(p))
    appraised(p.by(lead).act('submitStage', study())).actOnce('decide', approveBody(p))
    expect(p.by(second).refused('confirm', on(p))).toEqual(['recusedAlready'])
    p.by(third).act('confirm', on(p)).by(lead).act('submitStage', design(12_000))
    appraised(p).actOnce('decide', approveBody(p))
    expect(p.by(second).refused('confirm', on(p))).toEqual([])
  })

  it('closes the seat that names them in every round, so that the others can decide', () => {
    const own = (person: PersonActor) => ({ person: person.person })
    const p = proposed({
      ...{ seats: [seat('one'), seat('two', own(second)), seat('three', own(third))], quorum: 2 },
      ...{ rule: { kind: 'all' }, effects: { ...effects, timedOut: 'against' } },
    })
    p.by(second).actOnce('recuse', because(p)).by(approver).actOnce('takeBack', because(p))
    p.actOnce('decide', approveBody(p, 11_000)).by(third).actOnce('confirm', on(p))
    expect(p.state.status).toBe('stageApproved')
  })

  it('ends with the decision if the step does not belong to a stage', () => {
    const p = building('2026-03-02')
    const open = () => ({
      step: 'rectification' as const,
      contentHash: p.state.reviews[0]!.subject.contentHash,
    })
    const proposedAgain = (name: string) => {
      p.by(approver).act('orderRectification', { reasons: '进度滞后', document: digestOf(`order ${name}`) })
      p.by(lead).act('submitRectification', { evidence: digestOf(`evidence ${name}`) })
      p.by(approver).actOnce('acceptRectification', { checkRecord: digestOf(`check ${name}`) })
    }
    proposedAgain('first')
    p.by(leader).actOnce('recuse', { ...open(), reasons: '回避' })
    p.by(another('p-other-leader', { isLeader: true })).actOnce('confirm', open())
    p.at('2026-06-01')
    proposedAgain('second')
    expect(p.by(leader).refused('confirm', open())).toEqual([])
  })
})

it('an act of a panel names existing seats, people with one vote each, and roles that sign', () => {
  const pointers = (seats: Panel['seats']) =>
    panelProblems({ ...TWO_PERSONS, seats }).map(({ pointer }) => pointer)
  expect(pointers([seat('added-1')])).toEqual(['/seats'])
  expect(pointers([seat('a', { role: 'operator' })])).toEqual(['/seats'])
  const person = 'p-x' as PersonId
  expect(pointers([seat('a', { person }), seat('b', { person })])).toEqual(['/seats'])
})

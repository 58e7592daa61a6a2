import { describe, expect, it } from 'vitest'
import type { BodyOf } from '#domain/project/actions.ts'
import { TWO_PERSONS } from '#domain/review/panels.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import {
  another,
  because,
  on,
  proposed,
  seat,
  seatsNow,
  second,
  status,
  third,
  threeHandlers,
  to,
} from './panel-rounds.ts'
import type { ProjectDriver } from './project-driver.ts'
import { approver, financeLeader, financier, lead, leader } from './project-people.ts'

const add = (p: ProjectDriver, change: Partial<BodyOf<'addSigner'>>) => ({
  ...because(p),
  position: 'before' as const,
  ...change,
})

describe('signers added and removed', () => {
  it('sign before, together with or after the others, by name or by role', () => {
    const p = proposed({})
    p.by(approver).act('addSigner', add(p, { role: 'financeMinistry', org: 'mof' }))
    expect(p.by(leader).refused('confirm', on(p))).toEqual(['notItsTurn'])
    p.by(financeLeader).act('confirm', on(p))
    p.by(leader).act('addSigner', add(p, { position: 'after', person: third.person }))
    p.act('confirm', on(p))
    expect(status(p)).toBe('deciding')
    p.by(third).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('are never preparers, or people who have voted or have a seat already', () => {
    const p = proposed({})
    const refused = (person: PersonId) => p.by(leader).refused('addSigner', add(p, { person }))
    expect(refused(lead.person)).toEqual(['giveeIsPreparer', 'giveeIsParty', 'personMayNotSign'])
    expect(refused(approver.person)).toEqual(['giveeHasVoted'])
    p.act('addSigner', add(p, { person: third.person }))
    expect(refused(third.person)).toEqual(['giveeSits'])
    expect(p.refused('addSigner', add(p, {}))).toEqual(['signerUnnamed'])
    expect(p.refused('addSigner', add(p, { person: second.person, of: 'nobody' }))).toEqual(['noSuchSeat'])
    expect(p.refused('addSigner', add(p, { role: 'approver', org: lead.org }))).toEqual([
      'giveeIsPreparer',
      'giveeIsParty',
    ])
  })

  it('can be removed while they have not signed; seats of policy cannot', () => {
    const p = proposed({})
    p.by(leader).act('addSigner', add(p, { person: third.person }))
    expect(p.refused('removeSigner', { ...because(p), seat: 'leader' })).toEqual(['seatIsOfPolicy'])
    expect(p.refused('removeSigner', { ...because(p), seat: 'added-7' })).toEqual(['noSuchSeat'])
    expect(p.by(financier).refused('removeSigner', { ...because(p), seat: 'added-1' })).toEqual([
      'notOnPanel',
      'signerOfAnother',
    ])
    p.by(leader)
      .act('removeSigner', { ...because(p), seat: 'added-1' })
      .act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('are removed by the person who added them, or from a seat of policy that is not before theirs', () => {
    const seats = [seat('handler'), seat('two'), seat('leader', { order: 2, isLeader: true })]
    const p = proposed({ seats })
    const removed = (id: string) => ({ ...because(p), seat: id })
    p.by(leader).act('addSigner', add(p, { position: 'after', person: third.person }))
    expect(p.by(approver).unmet('removeSigner', removed('added-1'))).toEqual([
      {
        code: 'signerOfAnother',
        params: { seat: { zh: '加签 1', en: 'added signer 1' }, person: leader.person },
      },
    ])
    // Not by themselves, as their seat is not one of policy.
    expect(p.by(third).refused('removeSigner', removed('added-1'))).toContain('signerOfAnother')
    expect(p.by({ ...leader, person: 'p-desk' as never, accounts: [leader.person] })).toBe(p)
    expect(p.refused('removeSigner', removed('added-1'))).toEqual([])
    p.by(approver).act('addSigner', add(p, { position: 'after', person: 'p-fourth' as never }))
    expect(p.by(second).refused('removeSigner', removed('added-2'))).toEqual([])
    expect(p.by(leader).refused('removeSigner', removed('added-2'))).toEqual([])
    // Older events do not say who added them: then anybody of the panel may, as before.
    p.patch((state) => ({
      ...state,
      reviews: state.reviews.map((review) => ({
        ...review,
        seats: review.seats.map(({ addedBy: _addedBy, ...one }) => one),
      })),
    }))
    expect(p.by(approver).refused('removeSigner', removed('added-1'))).toEqual([])
  })

  it('decide at once when the last awaited one is removed', () => {
    const p = proposed({ seats: [seat('handler'), seat('two')] })
    p.by(second)
      .act('addSigner', add(p, { position: 'after', person: third.person }))
      .act('confirm', on(p))
    expect(status(p)).toBe('deciding')
    p.act('removeSigner', { ...because(p), seat: 'added-1' })
    expect(status(p)).toBe('stageApproved')
  })
})

describe('a seat handed over', () => {
  it('by a transfer moves permanently and keeps the requirements of policy', () => {
    const p = proposed({})
    p.by(leader)
    expect(p.refused('transferSeat', to(p, 'p-third'))).toEqual(['personMayNotSign'])
    p.knows({ id: third.person, isLeader: true }).act('transferSeat', to(p, 'p-third'))
    expect(p.refused('confirm', on(p))).toEqual(['notYourSeat'])
    expect(p.by(third).refused('confirm', on(p))).toEqual(['leaderNeeded'])
    p.by({ ...third, isLeader: true }).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('by a delegation comes back: its holder votes after the advice', () => {
    const p = proposed({})
    p.by(leader).act('delegateSeat', to(p, 'p-third'))
    expect(p.refused('confirm', on(p))).toEqual(['adviceMissing'])
    expect(p.by(second).refused('advise', { ...on(p), recommends: 'for', advice: '同意' })).toEqual([
      'nothingToAdvise',
    ])
    p.by(third).act('advise', { ...on(p), recommends: 'against', advice: '不同意' })
    expect(status(p)).toBe('deciding')
    p.by(leader).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it.each(['transferSeat', 'delegateSeat'] as const)(
    'never goes by %s to a preparer, a voter or oneself',
    (verb) => {
      const p = proposed({}).by(leader)
      // The new holder of a leader's seat must be a leader; an adviser need not be.
      const unfit = verb === 'transferSeat' ? ['personMayNotSign'] : []
      const partial = ['giveeIsPreparer', 'giveeIsParty', 'personMayNotSign']
      expect(p.refused(verb, to(p, lead.person))).toEqual(partial)
      expect(p.refused(verb, to(p, approver.person))).toEqual(['giveeHasVoted', ...unfit])
      expect(p.refused(verb, to(p, leader.person))).toEqual(['giveeIsSelf'])
    },
  )
})

describe('a named person is looked up in the directory', () => {
  const named = (p: ProjectDriver, person: string) => add(p, { position: 'after', person: person as never })

  it('and must be there on that day, in a role that signs', () => {
    const p = proposed({}).knowsNot('p-nobody').by(leader)
    p.knows({ id: 'p-gone' as never, leftOn: plainDate('2026-03-01') })
    p.knows({ id: 'p-stays' as never, leftOn: plainDate('2026-03-02') })
    p.knows({ id: 'p-clerk' as never, roles: ['applicant'] })
    expect(p.refused('addSigner', named(p, 'p-nobody'))).toEqual(['unknownReference'])
    expect(p.refused('addSigner', named(p, 'p-gone'))).toEqual(['personLeft'])
    expect(p.refused('addSigner', named(p, 'p-clerk'))).toEqual(['personMayNotSign'])
    expect(p.refused('addSigner', named(p, 'p-stays'))).toEqual([])
    for (const verb of ['transferSeat', 'delegateSeat'] as const) {
      expect(p.refused(verb, to(p, 'p-nobody'))).toEqual(['unknownReference'])
      expect(p.refused(verb, to(p, 'p-gone'))).toContain('personLeft')
      expect(p.refused(verb, to(p, 'p-clerk'))).toEqual(['personMayNotSign'])
    }
  })

  it('and neither they nor their bureau may have prepared the case', () => {
    const p = proposed({}).by(leader)
    p.knows({ id: 'p-colleague' as never, org: lead.org, orgPath: lead.orgPath })
    expect(p.refused('addSigner', named(p, 'p-colleague'))).toEqual(['giveeIsPreparer', 'giveeIsParty'])
    expect(p.refused('delegateSeat', to(p, 'p-colleague'))).toEqual(['giveeIsPreparer', 'giveeIsParty'])
    expect(p.refused('transferSeat', to(p, 'p-colleague'))).toEqual([
      ...['giveeIsPreparer', 'giveeIsParty', 'personMayNotSign'],
    ])
  })

  it('and a copy goes to people who read projects', () => {
    const p = proposed({}).knowsNot('p-nobody').by(leader)
    p.knows(
      { id: 'p-admin' as never, roles: ['systemAdmin'] },
      { id: 'p-auditor' as never, roles: ['auditor'] },
    )
    const copy = (...people: string[]) => ({ ...on(p), people: people as never })
    expect(p.unmet('copyTo', copy('p-nobody', 'p-admin', 'p-auditor'))).toEqual([
      { code: 'personMayNotRead', params: { person: 'p-admin' } },
      { code: 'unknownReference', params: { pointer: '/people/0', id: 'p-nobody' } },
    ])
    expect(p.refused('copyTo', copy('p-auditor'))).toEqual([])
    p.knows({ id: 'p-operator' as never, roles: ['operator'] })
    expect(
      p.unmet('copyTo', copy('p-admin', 'p-operator', 'p-admin')).map(({ params }) => params?.person),
    ).toEqual(['p-admin', 'p-operator'])
  })
})

describe('standing aside and taking back', () => {
  it('a recusal excludes the person and leaves a seat of a role to others', () => {
    const p = proposed({})
    p.by(leader).act('recuse', because(p))
    expect(p.refused('confirm', on(p))).toEqual(['recusedAlready'])
    expect(
      p.by(approver).refused('addSigner', { ...because(p), position: 'before', person: leader.person }),
    ).toEqual(['giveeRecused'])
    p.by(another('p-deputy', { isLeader: true })).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('a recusal closes a seat that names the person, and counts as policy says', () => {
    const effects = { ...TWO_PERSONS.effects, recused: 'notCounted' as const }
    const p = proposed({ seats: [seat('handler'), seat('leader', { person: leader.person })], effects })
    p.by(leader).act('recuse', because(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('a vote can be taken back while the round is open, and given again', () => {
    const p = proposed({ seats: threeHandlers })
    p.by(second).act('confirm', on(p)).act('takeBack', because(p))
    expect(seatsNow(p).filter(({ mark }) => mark)).toHaveLength(1)
    p.by(third).act('confirm', on(p))
    expect(status(p)).toBe('deciding')
    expect(p.refused('takeBack', because(p))).toEqual([])
    p.by(second).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
    expect(p.refused('takeBack', { step: 'decision', contentHash: '0'.repeat(64), reasons: 'x' })).toEqual([
      'nothingToConfirm',
    ])
  })

  it('the proposer takes back the whole proposal', () => {
    const p = proposed({})
    p.by(approver).act('takeBack', because(p))
    expect(p.last('verdictsVoided')).toMatchObject({ cause: 'takenBack', reasons: '理由' })
    expect(p.state.reviews).toEqual([])
  })
})

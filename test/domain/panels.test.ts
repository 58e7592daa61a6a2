import { describe, expect, it } from 'vitest'
import { withDefaults } from '#domain/engine/policy.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { type Panel, panelProblems, SEATS_MAX, TWO_PERSONS } from '#domain/review/panels.ts'
import { wordsOfSeat } from '#domain/review/seat-titles.ts'
import type { PersonActor } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { approveBody } from './approval-form.ts'
import {
  another,
  because,
  finance,
  on,
  proposed,
  seat,
  second,
  status,
  third,
  threeHandlers,
} from './panel-rounds.ts'
import { approver, financier, lead, leader } from './project-people.ts'

describe('a panel of policy', () => {
  it('of the rule all needs every seat: the Ministry of Finance signs as well as the authority', () => {
    const p = proposed({ seats: [seat('handler'), finance] })
    // The seat of the authority has voted: the next person of the authority is told so.
    expect(p.by(leader).unmet('confirm', on(p))).toEqual([
      { code: 'seatTaken', params: { seat: wordsOfSeat('handler'), person: approver.person } },
    ])
    p.by(financier).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
    expect(p.last('reviewCarried')).toMatchObject({ early: false, votes: { for: 2, against: 0, abstain: 0 } })
  })

  it('of the rule any takes effect with the first signature', () => {
    const p = proposed({ seats: threeHandlers, rule: { kind: 'any' } })
    expect(status(p)).toBe('stageApproved')
    expect(
      p.record.filter(({ event }) => event.type === 'reviewOpened' && event.step === 'decision'),
    ).toEqual([])
  })

  it('of two in three continues after one objection and ends with the second', () => {
    const p = proposed({ seats: threeHandlers, rule: { kind: 'kOfN', k: 2 } })
    p.by(second).act('object', because(p))
    expect(status(p)).toBe('deciding')
    p.by(third).act('object', because(p))
    expect(p.last('verdictsVoided')).toMatchObject({ cause: 'objected', reasons: '理由' })
    expect(p.state.reviews).toEqual([])
  })

  it('counts an abstention as policy says', () => {
    const effects = { ...TWO_PERSONS.effects, abstain: 'notCounted' as const }
    const p = proposed({ seats: threeHandlers, effects })
    p.by(second).act('abstain', on(p)).by(third).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
    const strict = proposed({ seats: threeHandlers })
    strict.by(second).act('abstain', on(strict))
    expect(strict.last('verdictsVoided')?.cause).toBe('notCarried')
  })

  it('follows the order of its seats', () => {
    const seats = [seat('handler'), { ...finance, order: 2 }, seat('leader', { order: 3, isLeader: true })]
    const p = proposed({ seats })
    expect(p.by(leader).refused('confirm', on(p))).toEqual(['notItsTurn'])
    p.by(financier).act('confirm', on(p)).by(leader).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('tells a person who is too late who has voted, also when it now waits for another seat', () => {
    const p = proposed({
      seats: [seat('handler'), seat('division', { order: 2 }), { ...finance, order: 3 }],
    })
    p.by(second).act('confirm', on(p))
    expect(p.by(third).unmet('confirm', on(p))).toEqual([
      { code: 'seatTaken', params: { seat: wordsOfSeat('division'), person: second.person } },
    ])
    expect(p.by(second).refused('confirm', on(p))).toEqual(['seatTaken'])
  })

  it('gives each seat its own time, from the beginning of its turn', () => {
    const seats = [seat('handler'), { ...finance, order: 2 }, seat('leader', { order: 3, isLeader: true })]
    const effects = { ...TWO_PERSONS.effects, timedOut: 'notCounted' as const }
    const p = proposed({ seats, effects })
    expect(p.dueOn('seat')).toBe('2026-03-05')
    p.at('2026-03-05', 11)
    expect(p.last('seatsClosed')).toMatchObject({ seats: ['finance'], as: 'timedOut' })
    expect(p.dueOn('seat')).toBe('2026-03-08')
    expect(p.by(financier).refused('confirm', on(p))).toContain('roleMayNot')
    p.by(leader).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('fails with an event when too few votes are left after timeouts, and can be proposed again', () => {
    const effects = { ...TWO_PERSONS.effects, timedOut: 'notCounted' as const }
    const p = proposed({ seats: threeHandlers, rule: { kind: 'kOfN', k: 2 }, effects })
    p.at('2026-03-10')
    expect(p.last('verdictsVoided')).toMatchObject({ cause: 'failed', why: 'tooFewSeats' })
    expect(p.actOnce('decide', approveBody(p)).state.reviews).toHaveLength(1)
  })

  it('ends the round when a timeout would carry an act whose conditions are no longer met', () => {
    const effects = { ...TWO_PERSONS.effects, timedOut: 'notCounted' as const }
    const p = proposed({ seats: [seat('one'), seat('two')], effects })
    p.patch((state) => ({ ...state, approval: { ...state.approval, appraisal: null } })).at('2026-03-10')
    expect(p.last('verdictsVoided')?.cause).toBe('conditionsUnmet')
  })
})

describe('a seat with a veto', () => {
  const silent = { ...TWO_PERSONS.effects, timedOut: 'notCounted', recused: 'notCounted' } as const
  const three = [seat('one'), seat('two')]

  it('that times out prevents the act, however timeouts count', () => {
    const p = proposed({ seats: [...three, { ...finance, veto: true }], effects: silent, quorum: 2 })
    p.by(second).act('confirm', on(p)).at('2026-03-05', 11)
    expect(p.last('verdictsVoided')).toMatchObject({ cause: 'expired' })
    expect(status(p)).toBe('deciding')
    const without = proposed({ seats: [...three, finance], effects: silent, quorum: 2 })
    without.by(second).act('confirm', on(without)).at('2026-03-05', 11)
    expect(status(without)).toBe('stageApproved')
  })

  it('whose holder stands aside prevents it too; an abstention does not', () => {
    const own = seat('own', { veto: true, person: financier.person })
    const p = proposed({ seats: [...three, own], effects: silent, quorum: 2 })
    p.by(second).act('confirm', on(p)).by(financier).act('recuse', because(p))
    expect(p.last('verdictsVoided')).toMatchObject({ cause: 'notCarried' })
    const effects = { ...silent, abstain: 'notCounted' } as const
    const heard = proposed({ seats: [...three, own], effects, quorum: 2 })
    heard.by(second).act('confirm', on(heard)).by(financier).act('abstain', on(heard))
    expect(status(heard)).toBe('stageApproved')
  })
})

describe('nudging and copying', () => {
  it('a nudge names the awaited seats, and is possible again only after some hours', () => {
    const p = proposed({})
    p.by(lead).act('nudge', on(p))
    expect(p.last('reviewNudged')?.seats).toEqual(['leader'])
    expect(p.by(approver).refused('nudge', on(p))).toEqual(['nudgedAlready'])
    expect(p.at('2026-03-03', 10).refused('nudge', on(p))).toEqual([])
    expect(p.by(financier).refused('nudge', on(p))).toContain('notOnPanel')
  })

  it('a copy is stored once for each person', () => {
    const p = proposed({}).by(approver)
    const people = ['p-auditor', 'p-expert'] as PersonId[]
    p.act('copyTo', { ...on(p), people }).act('copyTo', { ...on(p), people })
    expect(p.state.copied).toEqual(people)
  })
})

describe('what can be done in a round', () => {
  it('is listed with the reasons against it', () => {
    const p = proposed({})
    const blocked = (actor: PersonActor) =>
      p.permissions(actor).flatMap((one) => (!one.allowed && one.verb === 'confirm' ? one.unmet : []))
    expect(p.allowed(leader)).toEqual(
      expect.arrayContaining([
        'confirm',
        'object',
        'abstain',
        'recuse',
        'addSigner',
        'transferSeat',
        'nudge',
      ]),
    )
    expect(blocked(approver).map(({ code }) => code)).toEqual(['samePerson', 'leaderNeeded'])
  })

  it('fits into the snapshot with 200 seats, and a round that has ended is removed from it', () => {
    const seats = Array.from({ length: SEATS_MAX }, (_, i) =>
      seat(`department-${i}`, { role: 'approver', org: `ministry-of-affairs-${i}` }),
    )
    const p = proposed({ seats })
    for (let i = 0; i < SEATS_MAX - 1; i += 1) {
      const org = `ministry-of-affairs-${i}`
      p.by(another(`person-with-a-long-name-${i}`, { org, orgPath: [org] })).act('confirm', on(p))
    }
    expect(JSON.stringify(p.state).length).toBeLessThan(64 * 1024)
    const org = `ministry-of-affairs-${SEATS_MAX - 1}`
    p.by(another('last', { org, orgPath: [org] })).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
    expect(JSON.stringify(p.state).length).toBeLessThan(16 * 1024)
  })
})

describe('an invalid panel', () => {
  const pointers = (change: Partial<Panel>) =>
    panelProblems({ ...TWO_PERSONS, ...change }).map(({ pointer }) => pointer)

  it.each<[string, Partial<Panel>]>([
    ['/seats', { seats: [seat('one'), seat('one')] }],
    ['/quorum', { quorum: 3 }],
    ['/rule/k', { rule: { kind: 'kOfN', k: 3 } }],
    ['/rule/chair', { rule: { kind: 'chair', chair: 'nobody' } }],
    ['/seats', { rule: { kind: 'veto' } }],
    [
      '/seats',
      { rule: { kind: 'weighted', percent: 50, strictly: false }, seats: [seat('one', { weight: 0 })] },
    ],
    // One seat that alone decides, and one that never counts.
    ['/seats', { rule: { kind: 'weighted', percent: 50, strictly: false } }],
    ['/seats', { seats: [seat('one'), seat('finance', { role: 'financeMinistry' })] }],
  ])('is reported at %s', (pointer, change) => {
    expect(pointers(change)).toEqual([pointer])
  })

  it('is not one whose values are at the limits', () => {
    expect(pointers({ quorum: 2, rule: { kind: 'kOfN', k: 2 } })).toEqual([])
    expect(pointers({ rule: { kind: 'chair', chair: 'leader' } })).toEqual([])
    const absent = { ...TWO_PERSONS.effects, absent: 'notCounted' as const }
    expect(pointers({ effects: absent })).toEqual(['/quorum'])
    expect(pointers({ effects: absent, quorum: 2 })).toEqual([])
    const timedOut = { ...TWO_PERSONS.effects, timedOut: 'notCounted' as const }
    expect(pointers({ effects: timedOut })).toEqual(['/quorum'])
    for (const panel of Object.values(POLICY_V1.values.panels)) expect(panelProblems(panel)).toEqual([])
  })

  it('is not a panel of two equal seats that needs more than half, or of one seat', () => {
    expect(pointers({ rule: { kind: 'weighted', percent: 50, strictly: true } })).toEqual([])
    const one = [seat('one', { weight: 3 })]
    expect(pointers({ rule: { kind: 'weighted', percent: 60, strictly: false }, seats: one })).toEqual([])
  })

  it('that was recorded before does not carry acts by silence either, as policy or as an open round', () => {
    const silent = { ...TWO_PERSONS, effects: { ...TWO_PERSONS.effects, abstain: 'for' as const } }
    const { revocation: _later, ...panels } = { ...POLICY_V1.values.panels, decision: silent }
    const stored = { ...POLICY_V1, values: { ...POLICY_V1.values, panels: panels as never } }
    const { decision, revocation } = withDefaults(POLICY_V1.values, stored).values.panels
    expect([decision.effects.abstain, revocation]).toEqual(['against', POLICY_V1.values.panels.revocation])
    expect(proposed(silent).state.reviews[0]?.panel.effects.abstain).toBe('against')
  })

  it.each(['abstain', 'absent', 'recused', 'timedOut'] as const)('never counts %s as for', (mark) => {
    expect(pointers({ effects: { ...TWO_PERSONS.effects, [mark]: 'for' } })).toEqual([`/effects/${mark}`])
  })
})

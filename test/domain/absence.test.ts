/** Absence 缺席: the chair or the proposer marks a seat absent, and the panel defines how it counts. */
import { describe, expect, it } from 'vitest'
import type { Effect } from '#domain/review/joint/panel.ts'
import { TWO_PERSONS } from '#domain/review/panels.ts'
import {
  another,
  because,
  finance,
  on,
  proposed,
  seat,
  seatsNow,
  second,
  status,
  third,
  threeHandlers,
} from './panel-rounds.ts'
import { approver, lead, leader } from './project-people.ts'

const counted = (absent: Effect) => ({ ...TWO_PERSONS.effects, absent })

describe('a seat marked absent', () => {
  it('counts as the panel defines: by default against, which ends a decision that needs all', () => {
    const p = proposed({})
    p.by(approver).act('markAbsent', { ...because(p), seat: 'leader' })
    expect(status(p)).toBe('deciding')
    expect(p.last('seatsClosed')).toMatchObject({ as: 'absent', seats: ['leader'], reasons: '理由' })
    expect(p.last('verdictsVoided')).toMatchObject({ cause: 'notCarried' })
  })

  it('is left out if the panel does not count it: the others decide', () => {
    const p = proposed({ seats: threeHandlers, effects: counted('notCounted') })
    p.by(second).act('confirm', on(p))
    p.by(approver).act('markAbsent', { ...because(p), seat: 'three' })
    expect(status(p)).toBe('stageApproved')
  })

  it('never carries an act without any vote', () => {
    const p = proposed({ seats: threeHandlers, effects: counted('for'), quorum: 2 })
    p.by(approver)
      .act('markAbsent', { ...because(p), seat: 'two' })
      .act('markAbsent', { ...because(p), seat: 'three' })
    expect(p.last('verdictsVoided')).toMatchObject({ cause: 'failed', why: 'noQuorum' })
  })

  it('does not use the vote of the person who marks it', () => {
    const chair = another('p-chair')
    const seats = [seat('chair', { person: chair.person }), seat('one'), seat('two')]
    const p = proposed({ seats, rule: { kind: 'chair', chair: 'chair' }, effects: counted('notCounted') })
    p.by(chair).act('markAbsent', { ...because(p), seat: 'two' })
    expect(seatsNow(p).find(({ id }) => id === 'two')).toMatchObject({ mark: 'absent' })
    expect(seatsNow(p).find(({ id }) => id === 'two')).not.toHaveProperty('by')
    p.act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('is marked by the chair or the proposer, for an open seat of somebody else whose turn it is', () => {
    const p = proposed({ seats: [seat('one'), seat('two'), seat('leader', { order: 2, isLeader: true })] })
    const absent = (id: string) => ({ ...because(p), seat: id })
    expect(p.by(third).refused('markAbsent', absent('two'))).toContain('notChair')
    expect(p.by(lead).refused('markAbsent', absent('two'))).toContain('preparerMayNotDecide')
    expect(p.by(approver).refused('markAbsent', absent('one'))).toEqual(['seatClosedAlready'])
    expect(p.refused('markAbsent', absent('leader'))).toEqual(['notItsTurn'])
    expect(p.refused('markAbsent', absent('nine'))).toEqual(['noSuchSeat'])
    expect(p.refused('markAbsent', absent('two'))).toEqual([])
  })

  it('is never marked by its own holder', () => {
    const own = {
      seats: [seat('chair', { person: leader.person }), seat('one')],
      rule: { kind: 'chair', chair: 'chair' } as const,
    }
    const p = proposed(own)
    expect(p.by(leader).refused('markAbsent', { ...because(p), seat: 'chair' })).toEqual(['absentIsSelf'])
  })

  it('can still be marked by the chair whose substitute has voted', () => {
    const chair = another('p-chair')
    const seats = [seat('chair', { person: chair.person }), seat('one'), seat('two'), seat('three')]
    const p = proposed({
      ...{ seats, rule: { kind: 'chair', chair: 'chair' }, effects: counted('notCounted') },
      ...{ quorum: 3, earlyDecision: false },
    })
    const actingFor = { person: chair.person, ownPath: ['ndrc-investment', 'ndrc'], substitution: 's' }
    p.by({ ...chair, person: 'p-stand-in' as never, actingFor }).act('confirm', on(p))
    expect(p.by(chair).refused('markAbsent', { ...because(p), seat: 'two' })).toEqual([])
  })

  it('cannot have a veto: neither the chair nor the proposer decides for it', () => {
    const chair = another('p-chair')
    const seats = [seat('chair', { person: chair.person }), seat('one'), { ...finance, veto: true }]
    const p = proposed({ seats, rule: { kind: 'chair', chair: 'chair' }, effects: counted('notCounted') })
    for (const actor of [chair, approver]) {
      expect(p.by(actor).refused('markAbsent', { ...because(p), seat: 'finance' })).toEqual([
        'vetoSeatNotAbsent',
      ])
    }
    expect(p.by(chair).refused('markAbsent', { ...because(p), seat: 'one' })).toEqual(['seatClosedAlready'])
  })

  it('cannot vote any more in this round', () => {
    const p = proposed({ seats: threeHandlers, effects: counted('notCounted') })
    p.by(approver).act('markAbsent', { ...because(p), seat: 'two' })
    p.by(second).act('confirm', on(p))
    expect(seatsNow(p)).toEqual([])
    expect(status(p)).toBe('stageApproved')
  })
})

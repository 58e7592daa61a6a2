/** What a seat requires of its holder: by name or by role, in person or as a substitute, and after a transfer. */

import { describe, expect, it } from 'vitest'
import { evolve } from '#domain/engine/evolve.ts'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import { TWO_PERSONS } from '#domain/review/panels.ts'
import { mayClaim } from '#domain/tasks/claim-checks.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { another, because, on, proposed, seat, seatsNow, second, status, third, to } from './panel-rounds.ts'
import { approver, financier, leader, otherApprover } from './project-people.ts'

const foreign = { ...otherApprover, isLeader: true }

describe('a seat of a role without an organisation', () => {
  it('belongs to the deciding body: an approver of another ministry cannot sign there', () => {
    const seats = [seat('handler'), seat('role', { order: 2, role: 'approver' })]
    const p = proposed({ seats })
    expect(p.by(foreign).refused('confirm', on(p))).toEqual(['outOfScope'])
    const [task] = tasksOf(ofProject(p.state)).filter(({ seat: id }) => id === 'role')
    if (!task) throw new Error('no task')
    const takers = [foreign, second].filter((actor) =>
      mayClaim(ofProject(p.state), task, { actor, policy: p.facts.policy }),
    )
    expect(takers).toEqual([second])
    p.by(second).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('belongs to it also if the seat needs a leader', () => {
    const p = proposed({
      seats: [seat('handler'), seat('head', { order: 2, role: 'approver', isLeader: true })],
    })
    expect(p.by(foreign).refused('confirm', on(p))).toEqual(['outOfScope'])
    expect(p.by(second).refused('confirm', on(p))).toEqual(['leaderNeeded'])
    expect(p.by(leader).refused('confirm', on(p))).toEqual([])
  })

  it('can belong to another body if the organisation is named', () => {
    const p = proposed({ seats: [seat('handler'), seat('role', { role: 'approver', org: 'miit' })] })
    expect(p.by(second).refused('confirm', { ...on(p), seat: 'role' })).toContain('outOfScope')
    expect(p.by(foreign).refused('confirm', on(p))).toEqual([])
  })

  it('belongs to the national body of its role', () => {
    const p = proposed({ seats: [seat('handler'), seat('money', { role: 'financeMinistry' })] })
    expect(p.by(financier).refused('confirm', on(p))).toEqual([])
  })

  it('belongs to the named person of any body', () => {
    const p = proposed({
      seats: [seat('handler'), seat('own', { role: 'approver', person: foreign.person })],
    })
    expect(p.by(foreign).refused('confirm', on(p))).toEqual([])
    const named = proposed({ seats: [seat('handler'), seat('own', { person: foreign.person })] })
    expect(named.by({ ...foreign, role: 'expert' }).refused('confirm', on(named))).toEqual([])
  })
})

describe('a seat that has moved', () => {
  const moved = () => {
    const p = proposed({}).knows({ id: third.person, isLeader: true, roles: ['approver', 'expert'] })
    return p.by(leader).act('transferSeat', to(p, third.person))
  }
  const head = { ...third, isLeader: true }

  it('requires the same role, organisation and rank of its new holder when they sign', () => {
    const p = moved()
    expect(p.by({ ...head, role: 'expert' }).refused('confirm', on(p))).toEqual(['roleMayNot'])
    const elsewhere = { ...head, org: 'miit', orgPath: ['miit'] }
    expect(p.by(elsewhere).refused('confirm', on(p))).toEqual(['outOfScope'])
    expect(p.by(third).refused('confirm', on(p))).toEqual(['leaderNeeded'])
    p.by(head).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('requires it of the substitute of the new holder too', () => {
    const p = moved()
    const actingFor = { person: head.person, ownPath: ['ndrc-investment', 'ndrc'], substitution: 's' }
    const stand = { ...head, person: 'p-stand-in' as never, actingFor }
    expect(p.by({ ...stand, role: 'expert' }).refused('confirm', on(p))).toEqual(['roleMayNot'])
    expect(p.by(stand).refused('confirm', on(p))).toEqual([])
  })

  it('by an old transfer requires what was required then, and its time started again', () => {
    const p = proposed({ hours: 72 })
    const before = p.dueOn('seat')
    p.at('2026-03-04').knows({ id: third.person, isLeader: true })
    p.by(leader).act('transferSeat', to(p, third.person))
    expect(p.dueOn('seat')).toBe(before)
    const at = p.record.findIndex(({ event }) => event.type === 'seatTransferred')
    const [recorded] = p.record.slice(at)
    if (recorded?.event.type !== 'seatTransferred') throw new Error('no transfer')
    const { keeps, ...older } = recorded.event
    expect(keeps).toBe(true)
    const untouched = p.state
    const state = {
      ...untouched,
      reviews: untouched.reviews.map((review) => ({
        ...review,
        seats: review.seats.map(({ moved: _moved, ...one }) => one),
      })),
    }
    const folded = evolve(PROJECT, state, { ...recorded, seq: state.seq + 1, event: older })
    const own = folded.reviews[0]?.seats.find(({ id }) => id === 'leader')
    expect(own).toMatchObject({ person: third.person, since: p.now })
    expect(own).not.toHaveProperty('moved')
  })

  it('keeps the hours that are left, so that repeated transfers do not delay its end', () => {
    const effects = { ...TWO_PERSONS.effects, timedOut: 'against' } as const
    const other = another('p-deputy', { isLeader: true })
    const p = proposed({ effects })
    p.knows({ id: other.person, isLeader: true }, { id: leader.person, isLeader: true })
    const due = p.deadline('seat')?.dueAt
    p.by(leader).act('transferSeat', to(p, other.person))
    p.after(24).by(other).act('transferSeat', to(p, leader.person))
    p.after(24).by(leader).act('transferSeat', to(p, other.person))
    expect(p.deadline('seat')?.dueAt).toBe(due)
    expect(seatsNow(p).find(({ id }) => id === 'leader')?.person).toBe(other.person)
    expect(p.after(23).state.reviews).toHaveLength(1)
    expect(p.after(2).last('verdictsVoided')).toMatchObject({ cause: 'expired' })
  })

  it('before its turn has its full time when the turn comes', () => {
    const seats = [
      seat('handler'),
      seat('division', { order: 2 }),
      seat('leader', { order: 3, isLeader: true }),
    ]
    const p = proposed({ seats, hours: 24 }).knows({ id: third.person, isLeader: true })
    p.by(leader).act('transferSeat', to(p, third.person))
    p.after(20).by(second).act('confirm', on(p))
    p.after(23)
    expect(p.by(approver).refused('nudge', on(p))).toEqual([])
    expect(p.by(head).refused('object', because(p))).toEqual([])
  })
})

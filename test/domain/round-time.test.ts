/** An open round always has a deadline: if nobody acts, it passes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TWO_PERSONS } from '#domain/review/panels.ts'
import type { PersonActor } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { instant, msOf } from '#domain/values/plain-date.ts'
import { because, finance, on, proposed, seat, second, status, third } from './panel-rounds.ts'
import type { ProjectDriver } from './project-driver.ts'
import { approver, financeLeader, leader } from './project-people.ts'

const notCounted = { ...TWO_PERSONS.effects, timedOut: 'notCounted' as const }
const ahead = (p: ProjectDriver) => ({
  ...because(p),
  position: 'before' as const,
  of: 'leader',
  person: third.person,
})

describe('the time of a seat', () => {
  it('continues after another seat was put before it and has signed', () => {
    const p = proposed({})
    p.at('2026-03-04').by(leader).act('addSigner', ahead(p))
    p.at('2026-03-06').by(third).act('confirm', on(p))
    expect(p.dueOn('seat')).toBe('2026-03-07')
    p.by(leader).act('confirm', on(p))
    expect(status(p)).toBe('stageApproved')
  })

  it('continues after the seat before it is removed, or its vote taken back', () => {
    const p = proposed({
      seats: [seat('handler'), { ...finance, order: 2 }, seat('leader', { order: 3, isLeader: true })],
    })
    p.at('2026-03-04').by(financeLeader).act('confirm', on(p))
    p.at('2026-03-05').by(leader).act('addSigner', ahead(p))
    p.at('2026-03-06').act('removeSigner', { ...because(p), seat: 'added-1' })
    expect(p.dueOn('seat')).toBe('2026-03-08')
    expect(p.by(financeLeader).refused('takeBack', because(p))).toEqual(['seatTimeOver'])
  })

  it('is counted once: after a vote is taken back its holder has the rest of the hours, and so has the next seat', () => {
    const p = proposed({
      seats: [seat('handler'), { ...finance, order: 2 }, seat('leader', { order: 3, isLeader: true })],
    })
    p.at('2026-03-03').by(financeLeader).act('confirm', on(p))
    p.at('2026-03-04').act('takeBack', because(p))
    expect(p.dueOn('seat')).toBe('2026-03-05')
    p.act('confirm', on(p))
    // The leader had a day between the two votes.
    expect(p.dueOn('seat')).toBe('2026-03-06')
    p.at('2026-03-05').unmet('takeBack', because(p))
    expect(p.unmet('takeBack', because(p))).toEqual([
      { code: 'seatTimeOver', params: { dueAt: '2026-03-05T02:00:00.000Z' } },
    ])
  })

  it('continues after the seat before it timed out', () => {
    const p = proposed({ effects: notCounted })
    p.at('2026-03-02', 11).by(leader).act('addSigner', ahead(p))
    p.at('2026-03-05', 12)
    expect(p.last('seatsClosed')).toMatchObject({ seats: ['added-1'], as: 'timedOut' })
    expect(p.deadline('seat')?.dueAt).toBe('2026-03-08T02:00:00.000Z')
  })
})

const PEOPLE: PersonActor[] = [approver, leader, second, third, financeLeader]
const VERBS = [
  'confirm',
  'object',
  'abstain',
  'takeBack',
  'addSigner',
  'removeSigner',
  'transferSeat',
] as const
const step = fc.record({
  hours: fc.integer({ min: 0, max: 80 }),
  verb: fc.constantFrom(...VERBS),
  by: fc.constantFrom(...PEOPLE),
  other: fc.constantFrom(...PEOPLE),
  position: fc.constantFrom('before' as const, 'beside' as const, 'after' as const),
})

const bodyOf = (
  p: ProjectDriver,
  { verb, other, position }: { verb: string; other: PersonActor; position: string },
) => ({
  ...because(p),
  ...(verb === 'addSigner' ? { position, person: other.person } : {}),
  ...(verb === 'removeSigner' ? { seat: 'added-1' } : {}),
  ...(verb === 'transferSeat' ? { to: other.person } : {}),
})

it('an open round has a date in the future, whatever people do and however long they wait', () => {
  const started = proposed({
    seats: [
      seat('handler'),
      seat('division', { order: 2 }),
      { ...finance, order: 2 },
      seat('leader', { order: 3, isLeader: true }),
    ],
    effects: { abstain: 'notCounted', absent: 'notCounted', recused: 'notCounted', timedOut: 'notCounted' },
  })
  const [state, now, { facts }] = [started.state, started.now, started]
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const p = proposed({})
      Object.assign(p, { state, now, facts })
      for (const one of steps) {
        p.after(one.hours)
        const body = bodyOf(p, one) as never
        if (p.state.reviews.length > 0 && p.by(one.by).refused(one.verb, body).length === 0) {
          p.actOnce(one.verb, body)
        }
        if (p.state.reviews.length === 0) return
        expect(p.deadline('seat')?.dueAt ?? '').toSatisfy((dueAt: string) => dueAt > p.now)
      }
    }),
    { numRuns: 300 },
  )
})

it('a seat that an act put back after its time was over gets a date too', () => {
  const effects = { ...notCounted, absent: 'notCounted', recused: 'notCounted' } as const
  const seats = [seat('one'), seat('two', { order: 2 }), seat('three', { order: 3 })]
  const p = proposed({ seats, hours: 72, earlyDecision: false, quorum: 2, effects })
  // Received in time, decided a little later; the deadline waited for this act.
  p.now = instant(msOf(p.deadline('seat')!.dueAt) + 500)
  p.by(third).knows({ id: 'p-four' as PersonId })
  p.actOnce('addSigner', { ...because(p), position: 'before', of: 'two', person: 'p-four' as PersonId })
  p.after(1_000)
  expect(p.state.reviews).toEqual([])
})

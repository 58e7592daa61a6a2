/** Substitution 代班: who acts for whom, when and in which scope; separation of duties applies to both. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unmetOf } from '#domain/case/refusal.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { ONE_PERSON } from '#domain/review/panels.ts'
import { appointmentChecks, type Substitution, substitutionFor } from '#domain/substitution/substitution.ts'
import { type Person, type PersonActor, rootOf } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { addDays, type Instant, plainDate, startOfDay } from '#domain/values/plain-date.ts'
import { appraised, approveBody, catalogOf, filed } from './approval-form.ts'
import { readyToBuild } from './project-builder.ts'
import { approver, financeLeader, lead, leader, otherApprover } from './project-people.ts'

const substitution = (change: Partial<Substitution> = {}): Substitution => ({
  id: 's-1',
  person: 'p-leader' as PersonId,
  substitute: 'p-stand-in' as PersonId,
  from: plainDate('2026-03-02'),
  to: plainDate('2026-03-13'),
  scope: {},
  endedAt: null,
  ...change,
})
const on = (date: string, at = `${date}T02:00:00.000Z`) => ({ on: plainDate(date), at: at as Instant })
const wanted = { act: 'admit', stage: 'feasibility', owner: 'mnr', id: 'x' } as never

/** A substitute for somebody, by default from another bureau of the same department. */
const standIn = (
  principal: PersonActor,
  ownOrg = 'ndrc-investment',
  person = 'p-stand-in',
  root = rootOf(principal.orgPath),
): PersonActor => ({
  ...principal,
  person: person as PersonId,
  actingFor: { person: principal.person, ownPath: [ownOrg, root], substitution: 's-1' },
})
const anyRoot = { ...POLICY_V1, values: { ...POLICY_V1.values, substituteOfSameRoot: false } }

describe('an appointment', () => {
  const codeOf = (all: Substitution[], act: object, received: ReturnType<typeof on>) => {
    const found = substitutionFor(all, act, received)
    return 'unmet' in found ? found.unmet.code : found.substitution.id
  }

  it('is valid from its first day to its last, both included', () => {
    const all = [substitution()]
    const days = ['2026-03-01', '2026-03-02', '2026-03-13', '2026-03-14']
    expect(days.map((day) => codeOf(all, wanted, on(day)))).toEqual([
      'substitutionNotInForce',
      's-1',
      's-1',
      'substitutionNotInForce',
    ])
    expect(codeOf([], wanted, on('2026-03-02'))).toBe('notSubstitute')
  })

  it('is not valid from the moment at which it was ended', () => {
    const all = [substitution({ endedAt: '2026-03-05T02:00:00.000Z' as Instant })]
    expect(codeOf(all, wanted, on('2026-03-05', '2026-03-05T01:59:59.999Z'))).toBe('s-1')
    expect(codeOf(all, wanted, on('2026-03-05'))).toBe('substitutionEnded')
  })

  it.each([
    [{ acts: ['admit'] }, 's-1'],
    [{ acts: ['decide'] }, 'substitutionOutOfScope'],
    [{ stages: ['feasibility'] }, 's-1'],
    [{ stages: ['merged'] }, 'substitutionOutOfScope'],
    [{ owners: ['mnr'], acts: ['admit'] }, 's-1'],
    [{ owners: ['mca'] }, 'substitutionOutOfScope'],
    [{ cases: ['x'] }, 's-1'],
    [{ cases: ['y'] }, 'substitutionOutOfScope'],
  ])('with the scope %j: %s', (scope, code) => {
    expect(codeOf([substitution({ scope: scope as never })], wanted, on('2026-03-03'))).toBe(code)
  })

  it('is in force exactly in its period, and before it was ended, whatever others there are', () => {
    const day = fc.nat(30).map((days) => addDays(plainDate('2026-03-01'), days))
    const one = fc.record({ from: day, to: day, ended: fc.option(day) })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 4 }), day, (periods, date) => {
        const all = periods.map(({ from, to, ended }) =>
          substitution({ from, to, endedAt: ended && startOfDay(ended) }),
        )
        const expected = periods.some(
          ({ from, to, ended }) => from <= date && date <= to && (!ended || date < ended),
        )
        const found = substitutionFor(all, wanted, { on: date, at: startOfDay(date) })
        expect('substitution' in found).toBe(expected)
      }),
    )
  })
})

describe('who appoints whom', () => {
  const person = (id: string, change: Partial<Person> = {}): Person => ({
    id: id as PersonId,
    ...{ zh: id, en: id, org: 'ndrc-hightech', roles: ['approver'], isLeader: false, email: '' },
    ...change,
  })
  const facts = {
    today: plainDate('2026-03-02'),
    path: ['ndrc-hightech', 'ndrc'],
    substitutePath: ['ndrc-investment', 'ndrc'],
    mustBeOfSameRoot: true,
    monthsMax: POLICY_V1.values.substitutionMonthsMax,
  }
  const period = { from: plainDate('2026-03-02'), to: plainDate('2026-03-13') }
  const codes = (by: PersonActor, change: object = {}, factsChange: object = {}) =>
    unmetOf(
      appointmentChecks(
        { person: person('p-approver'), substitute: person('p-x'), ...period, ...change },
        by,
        { ...facts, ...factsChange },
      ),
    ).map(({ code }) => code)

  it('the person, or a leader of their bureau or above', () => {
    expect(codes(approver)).toEqual([])
    expect(codes(leader)).toEqual([])
    expect(codes({ ...leader, org: 'ndrc', orgPath: ['ndrc'] })).toEqual([])
    expect(codes({ ...approver, person: 'p-colleague' as PersonId })).toEqual(['appointerNotEntitled'])
    expect(codes({ ...otherApprover, isLeader: true })).toEqual(['appointerNotEntitled'])
  })

  it('for a year at most, and no longer than policy says', () => {
    expect(codes(approver, { to: plainDate('2027-03-02') })).toEqual([])
    expect(codes(approver, { to: plainDate('2027-03-03') })).toEqual(['substitutionTooLong'])
    expect(codes(approver, { from: plainDate('2036-01-01'), to: plainDate('2036-01-02') })).toEqual([
      'substitutionTooLong',
    ])
    expect(codes(approver, { to: plainDate('2026-04-02') }, { monthsMax: 1 })).toEqual([])
    expect(codes(approver, { to: plainDate('2026-04-03') }, { monthsMax: 1 })).toEqual([
      'substitutionTooLong',
    ])
  })

  it('a substitute may not: there are no chains', () => {
    expect(codes(standIn(approver))).toEqual(['appointerNotEntitled'])
    expect(codes(standIn(leader))).toEqual(['appointerNotEntitled'])
  })

  it('somebody of the same department, unless policy allows others', () => {
    const other = { substitutePath: ['appraisal-centre'] }
    expect(codes(approver, {}, other)).toEqual(['substituteOfOtherOrganisation'])
    expect(codes(approver, {}, { ...other, mustBeOfSameRoot: false })).toEqual([])
  })

  it('nobody who has left, administers the system, or is the same person; all reasons are named', () => {
    const gone = person('p-x', { leftOn: plainDate('2026-03-12') })
    expect(codes(approver, { substitute: gone })).toEqual(['substituteLeft'])
    expect(codes(approver, { substitute: person('p-x', { roles: ['approver', 'auditor'] }) })).toEqual([
      'substituteAdministers',
    ])
    expect(codes(approver, { substitute: gone, to: plainDate('2026-03-01') })).toEqual([
      'substitutionPeriodOver',
    ])
    expect(codes(approver, { substitute: person('p-approver') })).toEqual(['substituteIsSelf'])
    const accounts = {
      person: person('p-approver', { identity: 'a1' }),
      substitute: person('p-x', { identity: 'a1' }),
    }
    expect(codes(approver, accounts)).toEqual(['substituteIsSelf'])
  })
})

describe('a substitute on a panel', () => {
  const proposed = () => {
    const p = appraised(filed())
    return p.actOnce('decide', approveBody(p))
  }
  const sign = (p: ReturnType<typeof proposed>) => ({
    step: 'decision' as const,
    contentHash: p.state.reviews[0]?.subject.contentHash ?? '',
  })

  it('signs for the leader, and the record shows both', () => {
    const p = proposed()
    p.by(standIn(leader)).act('confirm', sign(p))
    expect(p.state.status).toBe('stageApproved')
    const last = p.record.findLast(({ event }) => event.type === 'verdictGiven')
    expect(last?.by).toMatchObject({ person: 'p-stand-in', actingFor: { person: 'p-leader' } })
  })

  it('takes back as themselves what they proposed for somebody else: the whole proposal', () => {
    const p = appraised(filed()).by(standIn(approver))
    p.actOnce('decide', approveBody(p)).by({ ...approver, person: 'p-stand-in' as PersonId })
    p.act('takeBack', { ...sign(p), reasons: '金额有误' })
    expect(p.last('verdictsVoided')?.cause).toBe('takenBack')
  })

  it('gives nobody a second vote: neither the person who voted, nor the person whom they act for', () => {
    const p = proposed()
    // The handler as substitute of the leader.
    expect(p.by(standIn(leader, approver.org, approver.person)).refused('confirm', sign(p))).toEqual([
      'samePerson',
    ])
    const own = appraised(filed())
    own.by(standIn(approver)).actOnce('decide', approveBody(own))
    // Both the substitute and the person for whom they proposed have voted.
    expect(own.by({ ...approver, isLeader: true }).refused('confirm', sign(own))).toEqual(['samePerson'])
    expect(own.by(standIn(leader)).refused('confirm', sign(own))).toEqual(['samePerson'])
    own.by(leader).act('confirm', sign(own))
    expect(own.state.status).toBe('stageApproved')
  })

  it('may not decide if either of them, or the bureau of either, prepared the case', () => {
    const p = filed()
    for (const actor of [
      standIn(approver, 'ndrc-investment', lead.person),
      standIn(approver, lead.org),
      {
        ...standIn(approver),
        actingFor: { person: lead.person, ownPath: ['ndrc-investment', 'ndrc'], substitution: 's' },
      },
    ]) {
      expect(p.by(actor).refused('admit', {})).toEqual(['preparerMayNotDecide'])
    }
    p.by(standIn(approver)).act('admit', {})
  })

  it('bars both from deciding by preparing as a substitute', () => {
    const p = filed().given({ policy: anyRoot })
    const clerk = standIn(lead, 'ndrc-investment', 'p-stand-in', 'ndrc')
    p.by(clerk).act('amendCatalog', { amends: p.state.approval.form.digest, catalog: catalogOf(2) })
    const orgPath = ['ndrc-investment', 'ndrc']
    const decider = { ...approver, person: 'p-new' as PersonId, org: 'ndrc-investment', orgPath }
    expect(p.by(decider).refused('admit', {})).toEqual(['preparerMayNotDecide'])
    expect(p.by({ ...approver, person: clerk.person }).refused('admit', {})).toEqual(['preparerMayNotDecide'])
  })

  it('does not release money that they or the person whom they act for listed (S6)', () => {
    const panels = { ...POLICY_V1.values.panels, annualPlan: ONE_PERSON }
    const p = readyToBuild('2026-03-10').given({
      policy: { ...POLICY_V1, values: { ...POLICY_V1.values, panels } },
    })
    p.by(standIn(approver, 'mof-x', 'p-both')).act('listInAnnualPlan', {
      ...{ year: 2026, amountFen: 100_000_000 as never, source: 'centralInvestment' as const },
      documentNumber: '发改投资〔2026〕100号',
    })
    const release = { year: 2026, amountFen: 1_000_000 as never, documentNumber: '财预〔2026〕1号' }
    expect(p.by(standIn(financeLeader, 'mof-x', 'p-both')).refused('releaseFunds', release)).toContain(
      'planListerMayNotRelease',
    )
    expect(p.by(standIn(financeLeader, 'mof-x', approver.person)).refused('releaseFunds', release)).toContain(
      'planListerMayNotRelease',
    )
  })

  it('stands aside only for themselves: the person whom they act for can still sign', () => {
    const p = proposed()
    p.by(standIn(leader)).act('recuse', { ...sign(p), reasons: '与申报单位有关联' })
    expect(p.by(standIn(leader)).refused('confirm', sign(p))).toEqual(['recusedAlready'])
    p.by(leader).act('confirm', sign(p))
    expect(p.state.status).toBe('stageApproved')
  })

  it('cannot give the seat to the person whom they act for, nor keep it in another way', () => {
    const p = proposed()
    const away = { ...sign(p), to: leader.person, reasons: '转办' }
    expect(p.by(standIn(leader)).refused('transferSeat', away)).toContain('giveeIsSelf')
  })
})

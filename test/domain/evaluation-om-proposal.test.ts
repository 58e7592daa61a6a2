/** T31, T32. One valid proposal a year; funds are restored only when the gates are met. */
import { describe, expect, it } from 'vitest'
import { fen } from '#domain/values/money.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { basisOf, evaluated, evidence, propose } from './evaluated-project.ts'
import { accepted, digestOf, operating } from './project-builder.ts'
import { approver, cyberspace, departmentFinance, financier, lead } from './project-people.ts'

const [Y, N] = [true, false]

describe('proposing O&M funds', () => {
  it('is for the next year, of more than zero, and names all reasons', () => {
    const p = evaluated([Y, Y, Y], 'none')
    expect(p.refused('proposeOmFunds', propose(2027))).toEqual([])
    expect(p.unmet('proposeOmFunds', propose(2026, fen(0)))).toEqual([
      { code: 'amountNotPositive' },
      { code: 'omYearNotOpen', params: { current: 2026, next: 2027 } },
    ])
    expect(p.refused('proposeOmFunds', propose(2028))).toEqual(['omYearNotOpen'])
    expect(p.refused('proposeOmFunds', propose(2025))).toEqual(['omYearNotOpen'])
  })

  it('is for another year from 1 January', () => {
    const p = evaluated([Y, Y, Y], 'none').at('2026-12-31', 23)
    expect(p.refused('proposeOmFunds', propose(2027))).toEqual([])
    p.at('2027-01-01', 0)
    expect(p.refused('proposeOmFunds', propose(2027))).toEqual(['omYearNotOpen'])
    expect(p.refused('proposeOmFunds', propose(2028))).toEqual([])
  })

  it('replaces the earlier proposal of the year by a new round', () => {
    const p = evaluated([Y, Y, Y], 'none')
    p.act('proposeOmFunds', propose(2027))
      .at('2026-12-01')
      .act('proposeOmFunds', propose(2027, fen(500)))
    expect(p.last('omBasisEmitted')).toMatchObject({ round: 2, arrangedFen: 500, on: '2026-12-01' })
    expect(p.state.evaluation?.om).toEqual([
      {
        year: 2027,
        round: 2,
        requestedFen: 500,
        arrangedFen: 500,
        effect: 'arrange',
        unmetGates: [],
        on: '2026-12-01',
      },
    ])
  })

  it('comes from the owner of a system in operation', () => {
    expect(accepted('2026-03-10').by(lead).refused('proposeOmFunds', propose(2027))).toEqual(['notNow'])
    const p = evaluated([Y, Y, Y], 'none')
    expect(p.by(departmentFinance).refused('proposeOmFunds', propose(2027))).toEqual([])
    expect(p.by(approver).refused('proposeOmFunds', propose(2027))).toEqual(['roleMayNot', 'outOfScope'])
  })
})

describe('restoration', () => {
  /** Proposed in 2026 for 2027, and withheld because of the sharing gate. */
  const withheld = () => {
    const p = evaluated([N, Y, Y], 'none').given({
      register: { number: 'ZML-1', since: plainDate('2026-03-09') },
    })
    p.act('proposeOmFunds', propose(2027, fen(36_500))).at('2027-01-15')
    return p
      .by(cyberspace)
      .act('recordGateEvidence', evidence('security', 'met', '2027-01-15'))
      .by(lead)
  }

  it('waits until every gate is met', () => {
    expect(withheld().unmet('proposeOmFunds', propose(2027, fen(36_500)))).toEqual([
      {
        code: 'omGatesStillUnmet',
        params: { year: 2027, gate: { zh: '数据共享', en: 'sharing of data' } },
      },
    ])
  })

  it('counts from the day of verification, never from the start of the year', () => {
    const p = withheld().at('2027-07-05').by(financier)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2027-07-01')).by(lead)
    p.act('proposeOmFunds', propose(2027, fen(36_500)))
    // Dated 1 July, recorded on 5 July: 180 of 365 days until 31 December, 100 fen each.
    expect(p.last('omBasisEmitted')).toMatchObject({
      round: 2,
      arrangedFen: 18_000,
      effect: 'arrange',
      proRata: { since: '2027-07-05', days: 180, ofDays: 365 },
    })
    expect(p.last('omBasisEmitted')?.reasons.map(({ code }) => code)).toEqual([
      'gradeArranged',
      'restoredProRata',
    ])
  })

  it('is for no more than was requested when the year was withheld', () => {
    const p = withheld().at('2027-07-05').by(financier)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2027-07-01')).by(lead)
    expect(p.refused('proposeOmFunds', propose(2027, fen(36_501)))).toEqual(['omRestorationAboveRequest'])
    expect(p.refused('proposeOmFunds', propose(2027, fen(36_500)))).toEqual([])
  })

  it('counts from the first verification when the evidence was renewed since', () => {
    const p = withheld().at('2027-07-05').by(financier)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2027-07-01')).at('2027-09-01')
    p.act('recordGateEvidence', evidence('sharing', 'met', '2027-09-01')).by(lead)
    p.act('proposeOmFunds', propose(2027, fen(36_500)))
    expect(p.last('omBasisEmitted')?.proRata?.since).toBe('2027-07-05')
  })

  it('depends only on the gates because of which the funds were withheld', () => {
    const p = withheld().at('2027-07-05').by(financier)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2027-07-01')).by(lead)
    p.given({ register: { number: 'ZML-2', since: plainDate('2027-07-05') } })
    p.act('proposeOmFunds', propose(2027, fen(36_500)))
    expect(p.last('omBasisEmitted')?.proRata?.since).toBe('2027-07-05')
  })

  it('does not count from an earlier date of the evidence than its recording', () => {
    const p = withheld().at('2027-09-01').by(financier)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2027-01-01')).by(lead)
    p.act('proposeOmFunds', propose(2027, fen(36_500)))
    expect(p.last('omBasisEmitted')?.proRata?.since).toBe('2027-09-01')
  })

  it('gives the whole year when verified before it began', () => {
    const p = evaluated([N, Y, Y], 'none').act('proposeOmFunds', propose(2027)).at('2026-12-20').by(financier)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-12-20'))
      .at('2027-01-04')
      .by(lead)
    expect(basisOf(p)).toMatchObject({ arrangedFen: 1_000_003, proRata: { days: 365, ofDays: 365 } })
  })

  it('is not possible for a year that was arranged, restored or graded poor', () => {
    const arranged = evaluated([Y, Y, Y], 'none').act('proposeOmFunds', propose(2027)).at('2027-01-04')
    expect(arranged.refused('proposeOmFunds', propose(2027))).toEqual(['omYearNotOpen'])
    const poor = evaluated([Y, Y, Y], 'poor').act('proposeOmFunds', propose(2027)).at('2027-01-04')
    expect(poor.refused('proposeOmFunds', propose(2027))).toEqual(['omYearNotOpen'])
    const restored = withheld().by(financier)
    restored.act('recordGateEvidence', evidence('sharing', 'met', '2027-01-15')).by(lead)
    restored.act('proposeOmFunds', propose(2027, fen(36_500)))
    expect(restored.refused('proposeOmFunds', propose(2027))).toEqual(['omYearNotOpen'])
  })
})

describe('retirement', () => {
  const retire = { reasons: '并入统一平台', document: digestOf('retirement') }

  it('ends the case: its deadlines, its pending signatures and every further act', () => {
    const p = evaluated([Y, Y, Y], 'none').act('retireSystem', retire)
    expect(p.state.status).toBe('retired')
    expect(p.state.deadlines).toEqual([])
    expect(p.last('systemRetired')).toEqual({ type: 'systemRetired', v: 1, on: '2026-03-10', ...retire })
    expect(p.allowed(lead)).toEqual([])
    expect(p.refused('proposeOmFunds', propose(2027))).toEqual(['notNow'])
  })

  it('is for the owner, and only in operation', () => {
    expect(accepted('2026-03-10').by(lead).refused('retireSystem', retire)).toEqual(['notNow'])
    expect(operating('2026-03-10').by(approver).refused('retireSystem', retire)).toContain('roleMayNot')
  })
})

/** Evidence on the O&M gates. The guarantee: a gate counts as met only while evidence on record shows it. */

import { describe, expect, it } from 'vitest'
import type { PersonActor } from '#domain/directory.ts'
import { bansOf } from '#domain/evaluation/bans.ts'
import { type GateView, gatesOf } from '#domain/evaluation/gates.ts'
import type { Gate, GateStatus } from '#domain/evaluation/words.ts'
import { dateOf, plainDate } from '#domain/plain-date.ts'
import type { BodyOf } from '#domain/project/actions.ts'
import {
  accepted,
  building,
  digestOf,
  operating,
  type ProjectDriver,
  readyToBuild,
} from './project-builder.ts'
import { approver, financier, lead, otherApprover } from './project-people.ts'

const cyberspace: PersonActor = {
  ...financier,
  person: 'p-cyberspace' as PersonActor['person'],
  role: 'cyberspace',
  org: 'cac-security',
  orgPath: ['cac-security', 'cac'],
}

const evidence = (
  gate: Gate,
  status: GateStatus,
  on: string,
  validUntil?: string,
): BodyOf<'recordGateEvidence'> => ({
  gate,
  status,
  document: digestOf([gate, on]),
  on: plainDate(on),
  ...(validUntil === undefined ? {} : { validUntil: plainDate(validUntil) }),
})

const gateOf = (p: ProjectDriver, gate: Gate): GateView =>
  gatesOf(p.state, { on: dateOf(p.now), register: p.facts.register }).find((view) => view.gate === gate)!

describe('the gates', () => {
  it('are all unmet while nothing shows that they are met', () => {
    const p = operating('2026-03-10')
    const views = gatesOf(p.state, { on: plainDate('2026-03-10'), register: null })
    expect(views).toEqual([
      {
        gate: 'sharing',
        met: false,
        cause: 'noEvidence',
        evidence: null,
        metSince: null,
        source: 'no-O&M [C:S2,S0]; duplicate collection + build ban R+',
      },
      {
        gate: 'register',
        met: false,
        cause: 'noEvidence',
        evidence: null,
        metSince: null,
        source: '[C:S2,S0]',
      },
      {
        gate: 'security',
        met: false,
        cause: 'noEvidence',
        evidence: null,
        metSince: null,
        source: '[C:S2]; hidden-danger + ban R+',
      },
    ])
  })

  it('follow the last evidence', () => {
    const p = operating('2026-03-10')
      .by(cyberspace)
      .act('recordGateEvidence', evidence('sharing', 'met', '2026-03-09'))
    expect(gateOf(p, 'sharing')).toMatchObject({
      met: true,
      cause: null,
      evidence: { document: digestOf(['sharing', '2026-03-09']), on: '2026-03-09' },
    })
    p.at('2026-04-01').act('recordGateEvidence', evidence('sharing', 'unmet', '2026-03-31'))
    expect(gateOf(p, 'sharing')).toMatchObject({ met: false, cause: 'evidenceUnmet', metSince: null })
  })

  it('stop being met on the day after the evidence runs out', () => {
    const p = operating('2026-03-10').by(cyberspace)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-03-10', '2026-06-30')).at('2026-06-30', 23)
    expect(gateOf(p, 'sharing').met).toBe(true)
    p.at('2026-07-01', 0)
    expect(gateOf(p, 'sharing')).toMatchObject({ met: false, cause: 'evidenceExpired' })
  })

  it('count a security finding without an end for a year, as policy says', () => {
    const p = operating('2026-03-10').by(cyberspace)
    p.act('recordGateEvidence', evidence('security', 'met', '2026-03-01'))
    expect(p.state.evaluation?.gates.security?.validUntil).toBe('2027-03-01')
    p.act('recordGateEvidence', evidence('security', 'unmet', '2026-03-05', '2026-03-06'))
    expect(p.state.evaluation?.gates.security?.validUntil).toBeNull()
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-03-01'))
    expect(p.state.evaluation?.gates.sharing?.validUntil).toBeNull()
  })

  it('take the entry in the systems register as its own evidence', () => {
    const p = operating('2026-03-10').by(cyberspace)
    p.act('recordGateEvidence', evidence('register', 'unmet', '2026-03-10'))
    expect(gateOf(p, 'register').met).toBe(false)
    p.given({
      register: {
        number: 'ZML-2026-0001',
        since: plainDate('2026-03-08'),
        enteredOn: plainDate('2026-03-10'),
      },
    })
    expect(gateOf(p, 'register')).toMatchObject({
      met: true,
      evidence: { document: 'ZML-2026-0001', on: '2026-03-08' },
      metSince: '2026-03-10',
    })
  })

  it('follow a finding against the register that is newer than the entry', () => {
    const p = operating('2026-03-10').by(cyberspace)
    p.given({
      register: { number: 'ZML-1', since: plainDate('2026-03-08'), enteredOn: plainDate('2026-03-09') },
    })
    p.act('recordGateEvidence', evidence('register', 'unmet', '2026-03-09'))
    expect(gateOf(p, 'register').met).toBe(true)
    p.act('recordGateEvidence', evidence('register', 'unmet', '2026-03-10'))
    expect(gateOf(p, 'register')).toMatchObject({ met: false, cause: 'evidenceUnmet' })
  })

  it('can show the register by evidence, too', () => {
    const p = operating('2026-03-10').by(approver)
    p.act('recordGateEvidence', evidence('register', 'met', '2026-03-10'))
    expect(gateOf(p, 'register').met).toBe(true)
  })

  it('remember since when they are met without a break', () => {
    const p = operating('2026-03-10').by(cyberspace)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-03-10', '2026-06-30')).at('2026-06-30')
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-06-30', '2026-07-31'))
    expect(p.state.evaluation?.gates.sharing?.since).toBe('2026-03-10')
    // Run out since; an earlier finding that comes only now bridges nothing and opens nothing backwards.
    p.at('2026-09-01').act('recordGateEvidence', evidence('sharing', 'met', '2026-07-31'))
    expect(p.state.evaluation?.gates.sharing?.since).toBe('2026-09-01')
    p.act('recordGateEvidence', evidence('sharing', 'unmet', '2026-08-20'))
    expect(p.state.evaluation?.gates.sharing?.since).toBe('2026-08-20')
  })

  it('are not opened by a finding from before the construction, nor for longer than an assessment counts', () => {
    const p = operating('2026-03-10').by(cyberspace)
    expect(p.refused('recordGateEvidence', evidence('security', 'met', '1950-01-01', '2150-01-01'))).toEqual([
      'evidenceBeforeConstruction',
      'dateTooFarAhead',
      'evidenceValidTooLong',
    ])
    expect(p.refused('recordGateEvidence', evidence('security', 'met', '2026-03-10', '2027-03-10'))).toEqual(
      [],
    )
    expect(p.refused('recordGateEvidence', evidence('security', 'met', '2026-03-10', '2027-03-11'))).toEqual([
      'evidenceValidTooLong',
    ])
  })
})

describe('recording evidence', () => {
  it('starts with construction; for the register with acceptance', () => {
    const sharing = evidence('sharing', 'unmet', '2026-03-02')
    const register = evidence('register', 'met', '2026-03-02')
    expect(readyToBuild('2026-03-02').by(approver).refused('recordGateEvidence', sharing)).toEqual(['notNow'])
    expect(readyToBuild('2026-03-02').by(approver).refused('recordGateEvidence', register)).toEqual([
      'notNow',
    ])
    const p = building('2026-03-02').by(approver)
    expect(p.refused('recordGateEvidence', sharing)).toEqual([])
    expect(p.refused('recordGateEvidence', register)).toEqual(['registerEvidenceTooEarly'])
    expect(accepted('2026-03-02').by(approver).refused('recordGateEvidence', register)).toEqual([])
  })

  it('refuses findings of tomorrow, findings older than the last, and ends before the beginning', () => {
    const p = operating('2026-03-10').by(cyberspace)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-03-09'))
    expect(p.refused('recordGateEvidence', evidence('sharing', 'met', '2026-03-11'))).toEqual([
      'evidenceInFuture',
    ])
    expect(p.unmet('recordGateEvidence', evidence('sharing', 'unmet', '2026-03-08', '2026-03-07'))).toEqual([
      { code: 'evidenceSuperseded', params: { on: '2026-03-09' } },
      { code: 'evidenceNeverValid', params: { validUntil: '2026-03-07' } },
    ])
    expect(p.refused('recordGateEvidence', evidence('sharing', 'unmet', '2026-03-09', '2026-03-09'))).toEqual(
      [],
    )
  })

  it('is for the authorities that know, never for the owner or whoever prepared', () => {
    const p = operating('2026-03-10')
    const body = evidence('sharing', 'met', '2026-03-10')
    for (const actor of [approver, cyberspace, financier]) {
      expect(p.by(actor).refused('recordGateEvidence', body)).toEqual([])
    }
    expect(p.by(lead).refused('recordGateEvidence', body)).toContain('roleMayNot')
    expect(p.by(otherApprover).refused('recordGateEvidence', body)).toEqual(['outOfScope'])
    expect(p.by({ ...cyberspace, person: lead.person }).refused('recordGateEvidence', body)).toEqual([
      'preparerMayNotDecide',
    ])
  })
})

describe('bans on new builds', () => {
  it('come from evidence against sharing or security, not from missing or expired evidence', () => {
    const p = operating('2026-03-10').by(cyberspace)
    expect(bansOf(p.state)).toEqual([])
    p.act('recordGateEvidence', evidence('register', 'unmet', '2026-03-10'))
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-03-10', '2026-03-10'))
    p.at('2026-04-01')
    expect(bansOf(p.state)).toEqual([])
    p.act('recordGateEvidence', evidence('sharing', 'unmet', '2026-04-01'))
    p.act('recordGateEvidence', evidence('security', 'unmet', '2026-04-01'))
    expect(bansOf(p.state)).toEqual(['sharingUnmet', 'securityUnmet'])
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-04-01'))
    expect(bansOf(p.state)).toEqual(['securityUnmet'])
  })

  it('end with the system', () => {
    const p = operating('2026-03-10').by(cyberspace)
    p.act('recordGateEvidence', evidence('security', 'unmet', '2026-03-10'))
    p.by(lead).act('retireSystem', { reasons: '并入统一平台', document: digestOf('retirement') })
    expect(p.state.status).toBe('retired')
    expect(bansOf(p.state)).toEqual([])
  })
})

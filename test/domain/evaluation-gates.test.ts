/** Evidence on the O&M gates. A gate counts as met only while recorded evidence shows it. */

import { describe, expect, it } from 'vitest'
import { evolve } from '#domain/engine/evolve.ts'
import { titleOf, together } from '#domain/law/provision.ts'
import {
  MEASURES_DUPLICATE_COLLECTION,
  MEASURES_HIDDEN_DANGER,
  MEASURES_REGISTER,
  MEASURES_SECURITY,
  MEASURES_SHARING,
} from '#domain/law/provisions.ts'
import type { BodyOf } from '#domain/project/actions.ts'
import type { Gate, GateStatus, GateView } from '#domain/project/evaluation/gate.ts'
import { bansOf, gatesOf } from '#domain/project/evaluation/gates.ts'
import { frozenLines } from '#domain/project/evaluation/om-funds.ts'
import type { EventOf } from '#domain/project/events.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { unopened } from '#domain/project/unopened.ts'
import { type PersonActor, ROLES } from '#domain/values/directory.ts'
import { dateOf, plainDate } from '#domain/values/plain-date.ts'
import { evaluated, propose } from './evaluated-project.ts'
import {
  accepted,
  building,
  digestOf,
  operating,
  type ProjectDriver,
  readyToBuild,
} from './project-builder.ts'
import { approver, cyberspace, financier, lead, OWNER, officer, otherApprover } from './project-people.ts'

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
  gatesOf(p.state, { ...p.facts, on: dateOf(p.now) }).find((view) => view.gate === gate)!

describe('the gates', () => {
  it('are all unmet without evidence', () => {
    const p = operating('2026-03-10')
    const views = gatesOf(p.state, { ...p.facts, on: plainDate('2026-03-10') })
    expect(views).toEqual([
      {
        gate: 'sharing',
        met: false,
        cause: 'noEvidence',
        evidence: null,
        metSince: null,
        source: titleOf(together(MEASURES_SHARING, MEASURES_DUPLICATE_COLLECTION)),
      },
      {
        gate: 'register',
        met: false,
        cause: 'noEvidence',
        evidence: null,
        metSince: null,
        source: titleOf(MEASURES_REGISTER),
      },
      {
        gate: 'security',
        met: false,
        cause: 'noEvidence',
        evidence: null,
        metSince: null,
        source: titleOf(together(MEASURES_SECURITY, MEASURES_HIDDEN_DANGER)),
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

  it('are unmet from the day after the evidence expires', () => {
    const p = operating('2026-03-10').by(cyberspace)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-03-10', '2026-06-30')).at('2026-06-30', 23)
    expect(gateOf(p, 'sharing').met).toBe(true)
    p.at('2026-07-01', 0)
    expect(gateOf(p, 'sharing')).toMatchObject({ met: false, cause: 'evidenceExpired' })
  })

  it('accept evidence without an end for the period of policy; a finding does not expire', () => {
    const p = operating('2026-03-10').by(cyberspace)
    p.act('recordGateEvidence', evidence('security', 'met', '2026-03-01'))
    expect(p.state.evaluation?.gates.security?.validUntil).toBe('2027-03-01')
    p.act('recordGateEvidence', evidence('security', 'unmet', '2026-03-05', '2026-03-06'))
    expect(p.state.evaluation?.gates.security?.validUntil).toBeNull()
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-03-01'))
    expect(p.state.evaluation?.gates.sharing?.validUntil).toBe('2027-03-01')
    p.by(approver).act('recordGateEvidence', evidence('register', 'met', '2026-03-01'))
    expect(p.state.evaluation?.gates.register?.validUntil).toBe('2028-03-01')
  })

  it('let old evidence without an end expire too', () => {
    const p = operating('2026-03-10').by(cyberspace)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-03-10'))
    p.patch((state) => {
      const { sharing } = state.evaluation!.gates
      const gates = { sharing: { ...sharing!, validUntil: null } }
      return { ...state, evaluation: { ...state.evaluation!, gates } }
    })
    expect(gateOf(p.at('2027-03-10', 23), 'sharing').met).toBe(true)
    expect(gateOf(p.at('2027-03-11', 0), 'sharing')).toMatchObject({ met: false, cause: 'evidenceExpired' })
  })

  it('accept an entry in the systems register as evidence', () => {
    const p = operating('2026-03-10').by(approver)
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
    const p = operating('2026-03-10').by(approver)
    p.given({
      register: { number: 'ZML-1', since: plainDate('2026-03-08'), enteredOn: plainDate('2026-03-09') },
    })
    p.act('recordGateEvidence', evidence('register', 'unmet', '2026-03-09'))
    expect(gateOf(p, 'register').met).toBe(true)
    p.act('recordGateEvidence', evidence('register', 'unmet', '2026-03-10'))
    expect(gateOf(p, 'register')).toMatchObject({ met: false, cause: 'evidenceUnmet' })
  })

  it('accept recorded evidence for the register too', () => {
    const p = operating('2026-03-10').by(approver)
    p.act('recordGateEvidence', evidence('register', 'met', '2026-03-10'))
    expect(gateOf(p, 'register').met).toBe(true)
  })

  it('keep since when they have been met without interruption', () => {
    const p = operating('2026-03-10').by(cyberspace)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-03-10', '2026-06-30')).at('2026-06-30')
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-06-30', '2026-07-31'))
    expect(p.state.evaluation?.gates.sharing?.since).toBe('2026-03-10')
    // It has expired; earlier evidence that is recorded only now does not close the gap, nor count for the past.
    p.at('2026-09-01').act('recordGateEvidence', evidence('sharing', 'met', '2026-07-31'))
    expect(p.state.evaluation?.gates.sharing?.since).toBe('2026-09-01')
    p.act('recordGateEvidence', evidence('sharing', 'unmet', '2026-08-20'))
    expect(p.state.evaluation?.gates.sharing?.since).toBe('2026-08-20')
  })

  it('are not met by evidence from before construction, nor for longer than an assessment is valid', () => {
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
  it('is possible from the start of construction; for the register from acceptance', () => {
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

  it('refuses dates in the future, dates before the last evidence, and an end before the start', () => {
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

  it('is for the competent authorities, never for the owner or preparers', () => {
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

describe('competence for a gate', () => {
  it('is policy: by default the security authority is competent for security, but not for the register', () => {
    const p = operating('2026-03-10')
    const may = (actor: PersonActor, gate: Gate) =>
      p.by(actor).refused('recordGateEvidence', evidence(gate, 'met', '2026-03-10')).length === 0
    expect([approver, cyberspace, financier, officer].map((one) => may(one, 'sharing'))).toEqual([
      true,
      true,
      true,
      false,
    ])
    expect([approver, cyberspace, financier].map((one) => may(one, 'register'))).toEqual([true, false, true])
    expect([approver, cyberspace, financier].map((one) => may(one, 'security'))).toEqual([false, true, false])
    expect(p.by(financier).unmet('recordGateEvidence', evidence('security', 'unmet', '2026-03-10'))).toEqual([
      {
        code: 'evidenceOfAnotherBody',
        params: {
          gate: { zh: '密码应用和网络安全', en: 'cryptography and network security' },
          roles: ROLES.cyberspace,
        },
      },
    ])
    const { values } = POLICY_V1
    const security = { ...values.gateEvidenceRoles.security, financeMinistry: true }
    const gateEvidenceRoles = { ...values.gateEvidenceRoles, security }
    p.given({ policy: { ...POLICY_V1, values: { ...values, gateEvidenceRoles } } })
    expect(may(financier, 'security')).toBe(true)
  })
})

describe('a finding against a gate', () => {
  const met = (on: string) => evidence('sharing', 'met', on)
  const unmet = (on: string) => evidence('sharing', 'unmet', on)
  const found = (...actors: PersonActor[]) =>
    actors.reduce(
      (p, actor) => p.by(actor).act('recordGateEvidence', unmet('2026-03-10')),
      operating('2026-03-10'),
    )

  it('stands until the body that made it records the opposite on a later day', () => {
    const p = found(cyberspace).at('2026-04-01').by(financier)
    expect(p.unmet('recordGateEvidence', met('2026-04-01'))).toEqual([
      { code: 'findingOfAnotherBody', params: { body: 'cac', on: '2026-03-10' } },
    ])
    p.by(cyberspace)
    expect(p.refused('recordGateEvidence', met('2026-03-10'))).toEqual(['correctionNotLater'])
    p.act('recordGateEvidence', met('2026-03-11'))
    expect(gateOf(p, 'sharing')).toMatchObject({ met: true, metSince: '2026-04-01' })
  })

  it('may be lifted by the authority, but not if the authority is the department of the owner', () => {
    const p = found(financier, cyberspace).at('2026-04-01').by(approver)
    expect(p.refused('recordGateEvidence', met('2026-03-11'))).toEqual([])
    p.act('recordGateEvidence', met('2026-03-11'))
    expect(gateOf(p, 'sharing').met).toBe(true)
    const own = found(financier).patch((state) => ({ ...state, owner: OWNER, authority: OWNER }))
    own.at('2026-04-01').by({ ...approver, org: 'mnr-planning', orgPath: ['mnr-planning', OWNER] })
    expect(own.refused('recordGateEvidence', met('2026-04-01'))).toEqual(['findingOfAnotherBody'])
    expect(own.by(approver).refused('recordGateEvidence', met('2026-04-01'))).toEqual([])
  })

  it('is one per body: each lifts its own, and the gate is met when the last is lifted', () => {
    const p = found(financier, cyberspace).at('2026-04-01').by(cyberspace)
    p.act('recordGateEvidence', met('2026-04-01'))
    expect(gateOf(p, 'sharing')).toMatchObject({ met: false, cause: 'evidenceUnmet' })
    expect(bansOf(p.state)).toEqual(['sharingUnmet'])
    p.at('2026-04-02').by(financier).act('recordGateEvidence', met('2026-04-02'))
    expect(gateOf(p, 'sharing')).toMatchObject({ met: true, metSince: '2026-04-02' })
    expect(p.state.evaluation?.gates.sharing?.against).toBeUndefined()
  })

  it('is not lifted by expired evidence', () => {
    const p = found(cyberspace).at('2027-06-01')
    expect(p.refused('recordGateEvidence', evidence('sharing', 'met', '2026-03-11', '2026-03-12'))).toEqual([
      'evidenceRunOut',
    ])
    expect(p.refused('recordGateEvidence', met('2026-05-31'))).toEqual(['evidenceRunOut'])
    expect(p.refused('recordGateEvidence', met('2026-06-01'))).toEqual([])
  })

  it('stays lifted in old records, in which any evidence lifted it', () => {
    const p = found(cyberspace).at('2026-04-01').by(approver).act('recordGateEvidence', met('2026-04-01'))
    const old = p.record.map(({ event, ...recorded }) => {
      const { lifts: _lifts, ...kept } = event as EventOf<'gateEvidenceRecorded'>
      return { ...recorded, event: event.type === 'gateEvidenceRecorded' ? kept : event }
    })
    const state = old.reduce((state, one) => evolve(PROJECT, state, one), unopened(p.state.id))
    expect(state.evaluation?.gates.sharing).toMatchObject({ status: 'met', since: '2026-04-01' })
  })
})

describe('a gate found unmet during the year', () => {
  it('freezes the arranged funds, sends one notice to those who pay, and releases them when it is met again', () => {
    const p = evaluated([true, true, true], 'none').act('proposeOmFunds', propose(2027))
    const frozen = () => frozenLines(p.state, { ...p.facts, on: dateOf(p.now) })
    expect(frozen()).toEqual([])
    p.at('2027-02-01')
      .by(cyberspace)
      .act('recordGateEvidence', evidence('sharing', 'unmet', '2027-02-01'))
    expect(p.last('omFundsFrozen')).toMatchObject({ year: 2027, arrangedFen: 1_000_003, gate: 'sharing' })
    expect(frozen()).toEqual([{ year: 2027, arrangedFen: 1_000_003, gates: ['sharing'] }])
    p.by(financier).act('recordGateEvidence', evidence('sharing', 'unmet', '2027-02-01'))
    expect(p.record.filter(({ event }) => event.type === 'omFundsFrozen')).toHaveLength(1)
    p.at('2027-02-15').act('recordGateEvidence', evidence('sharing', 'met', '2027-02-15'))
    expect(frozen()).toHaveLength(1)
    p.by(cyberspace).act('recordGateEvidence', evidence('sharing', 'met', '2027-02-15'))
    expect(frozen()).toEqual([])
    // The evidence on security expires on 2027-03-10.
    expect(p.at('2027-03-11') && frozen()[0]?.gates).toEqual(['security'])
    expect(p.at('2028-01-03') && frozen()).toEqual([])
  })
})

describe('bans on new builds', () => {
  it('follow from findings on sharing or security, not from missing or expired evidence', () => {
    const p = operating('2026-03-10').by(approver)
    expect(bansOf(p.state)).toEqual([])
    p.act('recordGateEvidence', evidence('register', 'unmet', '2026-03-10')).by(cyberspace)
    p.act('recordGateEvidence', evidence('sharing', 'met', '2026-03-10', '2026-03-10'))
    p.at('2026-04-01')
    expect(bansOf(p.state)).toEqual([])
    p.act('recordGateEvidence', evidence('sharing', 'unmet', '2026-04-01'))
    p.act('recordGateEvidence', evidence('security', 'unmet', '2026-04-01'))
    expect(bansOf(p.state)).toEqual(['sharingUnmet', 'securityUnmet'])
    p.at('2026-04-02').act('recordGateEvidence', evidence('sharing', 'met', '2026-04-02'))
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

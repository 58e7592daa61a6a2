import { describe, expect, it } from 'vitest'
import { overdueReportYears } from '#domain/project/construction/reports.ts'
import { isSuspended } from '#domain/project/construction/suspension.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { turnOf } from '#domain/project/turn.ts'
import { isTaskVerb } from '#domain/tasks/claims.ts'
import { fen } from '#domain/values/money.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { building, digestOf, readyToBuild, reportBody, wan } from './project-builder.ts'
import type { ProjectDriver } from './project-driver.ts'
import {
  AUTHORITY,
  applicant,
  approver,
  CONTRACTOR,
  financier,
  lead,
  leader,
  OWNER,
  otherApprover,
  SUPERVISION,
} from './project-people.ts'

const order = { reasons: '进度严重滞后', document: digestOf('order') }
const evidence = { evidence: digestOf('evidence') }
const check = { checkRecord: digestOf('check') }
const suspension = { reasons: '整改证据不充分', document: digestOf('suspension') }
const termination = { reasons: '整改无效', settlement: digestOf('settlement'), recoveryFen: wan(0) }

const rectifying = (on: string): ProjectDriver =>
  building('2026-01-12').at(on).by(approver).act('orderRectification', order)
const suspended = (on: string): ProjectDriver =>
  building('2026-01-12').at(on).by(approver).act('suspendConstruction', suspension)

describe('scenario 6: serious delay, rectification, suspension', () => {
  const delayed = () =>
    building('2024-03-04', '2025-12-31')
      .at('2024-12-20')
      .by(applicant)
      .act('reportPerformance', reportBody(2024))
      .at('2025-12-22')
      .act('reportPerformance', reportBody(2025))
      .at('2026-06-10')
      .by(lead)
      .act('reportIncident', {
        kinds: ['seriousDelay', 'majorLoss'],
        progressPercent: 55,
        lossFen: wan(420),
        description: '承建单位停工',
        document: digestOf('incident'),
        foundOn: plainDate('2026-06-09'),
      })

  it('has the dates of the rulebook', () => {
    const p = delayed()
    expect(p.last('incidentReported')).toMatchObject({
      plannedCompletionOn: '2025-12-31',
      lossFen: wan(420),
      behindPercent: 45,
      isSeriousDelay: true,
      isLate: false,
    })
    p.by(approver).act('orderRectification', order)
    expect(p.deadline('rectification')).toMatchObject({ dueOn: '2026-07-23', provisional: false })
    p.at('2026-07-22').by(lead).act('submitRectification', evidence)
    p.at('2026-07-24').by(approver)
    p.act('suspendConstruction', { ...suspension, insufficientEvidence: true })
    expect(p.last('constructionSuspended')).toMatchObject({ on: '2026-07-24', insufficientEvidence: true })
    expect(isSuspended(p.state)).toBe(true)
    p.at('2026-09-01')
      .by(lead)
      .act('requestResumption', { proof: digestOf('proof') })
    p.at('2026-09-21').by(approver).act('resumeConstruction', check)
    expect(p.last('constructionResumed')).toMatchObject({ on: '2026-09-21' })
    expect(p.state.status).toBe('building')
    expect(p.dueOn('annualReport')).toBe('2026-12-31')
    p.at('2027-01-01')
    expect(overdueReportYears(p.state)).toEqual([2026])
  })

  it('can be suspended on the day after the period ended without evidence', () => {
    const p = delayed().by(approver).act('orderRectification', order).at('2026-07-23', 23)
    expect(p.state.construction?.rectification?.isOverdue).toBe(false)
    p.at('2026-07-24', 0)
    expect(p.last('rectificationOverdue')).toEqual({
      type: 'rectificationOverdue',
      v: 1,
      dueOn: '2026-07-23',
    })
    expect(p.state.construction?.rectification?.isOverdue).toBe(true)
    expect(p.state.status).toBe('rectifying')
    p.by(approver).act('suspendConstruction', suspension)
    expect(p.state.construction).toMatchObject({
      rectification: null,
      suspension: { since: '2026-07-24', requestedOn: null },
    })
    const release = { year: 2026, amountFen: wan(1), documentNumber: '财预〔2026〕1号' }
    expect(p.refused('releaseFunds', release)).toContain('releaseWhileSuspended')
  })
})

describe('rectification', () => {
  it('is ordered, submitted, accepted; and the clock stops with the submission', () => {
    const p = rectifying('2026-06-10')
    expect(turnOf(p.state)).toEqual({ role: 'departmentLead', org: OWNER })
    expect(p.refused('acceptRectification', check)).toEqual(['rectificationNotSubmitted'])
    p.at('2026-06-30').by(lead).act('submitRectification', evidence)
    expect(p.deadline('rectification')).toBeUndefined()
    expect(turnOf(p.state)).toEqual({ role: 'approver', org: AUTHORITY })
    p.at('2026-08-31').by(approver).act('acceptRectification', check)
    expect(p.has('rectificationOverdue')).toBe(false)
    expect(p.state.status).toBe('building')
    expect(p.state.construction?.rectification).toBeNull()
  })

  it('is checked by the authority within a period from the evidence on; silence accepts nothing', () => {
    const p = rectifying('2026-06-10').at('2026-06-30').by(lead).act('submitRectification', evidence)
    // 20 working days from 1 July.
    expect(p.deadline('rectificationCheck')).toMatchObject({ round: 1, dueOn: '2026-07-28' })
    p.at('2026-07-28')
    expect(p.state.passed.rectificationCheck).toBeUndefined()
    p.at('2026-07-29')
    expect(p.state.passed.rectificationCheck).toMatchObject({ round: 1 })
    expect(p.last('rectificationCheckOverdue')).toMatchObject({ dueOn: '2026-07-28' })
    expect(p.state.status).toBe('rectifying')
    expect(PROJECT.isUndone.rectificationCheck?.(p.state, 1)).toBe(true)
    p.by(approver).act('acceptRectification', check)
    expect(PROJECT.isUndone.rectificationCheck?.(p.state, 1)).toBe(false)
  })

  it('can be submitted late', () => {
    const p = rectifying('2026-06-10').at('2026-08-03').by(lead).act('submitRectification', evidence)
    expect(p.state.construction?.rectification).toEqual({
      orderedOn: '2026-06-10',
      submittedOn: '2026-08-03',
      shown: [evidence.evidence],
      isOverdue: true,
    })
    expect(p.by(approver).refused('acceptRectification', check)).toEqual([])
  })

  it('stays overdue when a later policy has a longer period', () => {
    const values = { ...POLICY_V1.values, rectificationWorkingDays: 60 }
    const p = rectifying('2026-06-10')
      .at('2026-07-24')
      .given({ policy: { ...POLICY_V1, values } })
    expect(p.factsChanged('policy').deadline('rectification')).toBeUndefined()
  })

  it('has a deadline of its own each time', () => {
    const p = rectifying('2026-06-10').by(lead).act('submitRectification', evidence)
    p.by(approver).act('acceptRectification', check).at('2026-06-11').act('orderRectification', order)
    expect(p.deadline('rectification')).toMatchObject({ round: 2, dueOn: '2026-07-24' })
  })

  it('needs a second person, who signs on the submitted evidence', () => {
    const p = rectifying('2026-06-10').by(lead).act('submitRectification', evidence)
    p.by(approver).actOnce('acceptRectification', check)
    expect(p.state.status).toBe('rectifying')
    const hash = p.state.reviews[0]?.subject.contentHash ?? ''
    p.by(lead).act('submitRectification', { evidence: digestOf('better evidence') })
    expect(p.last('verdictsVoided')).toMatchObject({ step: 'rectification', cause: 'formChanged' })
    expect(p.by(leader).refused('confirm', { step: 'rectification', contentHash: hash })).toEqual([
      'roundClosed',
    ])
  })

  it('is for the approving authority, and never for people who prepared the project', () => {
    const p = building('2026-01-12')
    expect(p.by(otherApprover).refused('orderRectification', order)).toEqual(['outOfScope'])
    expect(p.by(lead).refused('orderRectification', order)).toEqual([
      'roleMayNot',
      'outOfScope',
      'preparerMayNotDecide',
      'ownerMayNotDecide',
    ])
    const clerk = { ...otherApprover, org: 'ndrc-projects', orgPath: ['ndrc-projects', AUTHORITY] }
    expect(p.by(clerk).refused('orderRectification', order)).toEqual([])
    p.patch((state) => ({ ...state, owner: AUTHORITY }))
    p.by({ ...clerk, role: 'departmentLead' }).act('reportIncident', {
      kinds: ['majorLoss'],
      progressPercent: 10,
      lossFen: wan(1),
      description: '设备损毁',
      document: digestOf('incident'),
    })
    expect(p.by(clerk).refused('orderRectification', order)).toEqual(['preparerMayNotDecide'])
  })
})

describe('suspension', () => {
  it('is possible during construction or rectification, and ends with a check of a proof', () => {
    const p = suspended('2026-07-24')
    expect(turnOf(p.state)).toEqual({ role: 'departmentLead', org: OWNER })
    expect(p.refused('resumeConstruction', check)).toEqual(['resumptionProofMissing'])
    expect(p.refused('suspendConstruction', suspension)).toEqual(['notNow'])
    p.at('2026-09-01')
      .by(lead)
      .act('requestResumption', { proof: digestOf('proof') })
    expect(p.deadline('resumptionCheck')).toMatchObject({ round: 1, dueOn: '2026-09-29' })
    expect(turnOf(p.state)).toEqual({ role: 'approver', org: AUTHORITY })
    p.at('2026-09-30')
    expect(p.last('resumptionCheckOverdue')).toMatchObject({ dueOn: '2026-09-29' })
    expect(p.state.status).toBe('suspended')
    p.by(approver).act('resumeConstruction', check)
    expect(p.state.construction?.suspension).toBeNull()
  })

  it('voids the first signature when the proof is replaced, and the period of the check starts again', () => {
    const p = suspended('2026-07-24')
      .by(lead)
      .act('requestResumption', { proof: digestOf('proof') })
    p.by(approver).actOnce('resumeConstruction', check)
    const dueOn = p.dueOn('resumptionCheck') ?? ''
    p.at('2026-07-27', 9)
      .by(lead)
      .act('requestResumption', { proof: digestOf('better proof') })
    expect(p.last('verdictsVoided')).toMatchObject({ step: 'resumption', cause: 'formChanged' })
    expect((p.dueOn('resumptionCheck') ?? '') > dueOn).toBe(true)
  })

  it('stops construction', () => {
    const p = suspended('2026-07-24').by(lead)
    expect(p.allowed(lead).filter((verb) => !isTaskVerb(verb))).toEqual([
      'reportPerformance',
      'reportIncident',
      'requestResumption',
    ])
  })
})

describe('a person who submits for the owner', () => {
  it('is a preparer of the project, and so is their bureau', () => {
    const orgPath = ['mnr-survey', 'mnr']
    const other = { ...lead, person: 'p-other' as typeof lead.person, org: 'mnr-survey', orgPath }
    const submitted = rectifying('2026-06-10').by(other).act('submitRectification', evidence)
    const asked = suspended('2026-07-24')
      .by(other)
      .act('requestResumption', { proof: digestOf('proof') })
    const preparer = { kind: 'preparer', person: 'p-other', orgPath }
    expect(submitted.state.parts).toContainEqual(preparer)
    expect(asked.state.parts).toContainEqual(preparer)
    const again = asked.act('requestResumption', { proof: digestOf('better proof') })
    expect(again.state.parts).toEqual(asked.state.parts)
  })
})

describe('termination', () => {
  it.each([
    ['building', () => building('2026-01-12')],
    ['rectifying', () => rectifying('2026-06-10')],
    ['suspended', () => suspended('2026-07-24')],
  ] as const)('ends a project that is %s, with all its deadlines', (status, reach) => {
    const p = reach().by(approver)
    expect(p.state.status).toBe(status)
    p.act('terminateProject', termination)
    expect(p.last('projectTerminated')).toMatchObject({ recoveryFen: wan(0) })
    expect(p.state).toMatchObject({ status: 'terminated', deadlines: [], reviews: [] })
    expect(turnOf(p.state)).toBeNull()
  })

  it('recovers no more than was released', () => {
    const p = building('2026-01-12').by(financier)
    p.act('releaseFunds', { year: 2026, amountFen: wan(1200), documentNumber: '财建〔2026〕1号' }).by(
      approver,
    )
    expect(p.unmet('terminateProject', { ...termination, recoveryFen: fen(wan(1200) + 1) })).toEqual([
      { code: 'recoveryBeyondReleased', params: { recovery: '1,200.000001', released: '1,200.00' } },
    ])
    p.act('terminateProject', { ...termination, recoveryFen: wan(1200) })
    expect(p.last('projectTerminated')).toMatchObject({ recoveryFen: wan(1200) })
  })

  it('needs two persons', () => {
    const p = building('2026-01-12').by(approver).actOnce('terminateProject', termination)
    expect(p.state.status).toBe('building')
    p.at('2026-01-16')
    expect(p.last('verdictsVoided')).toMatchObject({ step: 'termination', cause: 'expired' })
  })
})

describe('a change of the supervisor', () => {
  const change = (supervisor: string) => ({
    supervisor,
    supervisionContract: digestOf('the next contract'),
    reasons: '原监理单位履职不力',
  })

  it('names the next one; the earlier supervisor keeps its part', () => {
    const p = building('2026-01-12').by(lead).act('changeSupervisor', change('new-supervision'))
    expect(p.state.construction?.supervisor).toBe('new-supervision')
    const supervisors = p.state.parts.filter(({ kind }) => kind === 'supervisor')
    expect(supervisors.map(({ orgPath }) => orgPath[0])).toEqual([SUPERVISION, 'new-supervision'])
    expect(p.last('supervisorChanged')).toMatchObject({ on: '2026-01-12', supervisor: 'new-supervision' })
  })

  it('is refused for the same one, for the contractor, and before there is a supervisor', () => {
    const p = building('2026-01-12').by(lead)
    expect(p.refused('changeSupervisor', change(SUPERVISION))).toEqual(['supervisorUnchanged'])
    expect(p.refused('changeSupervisor', change(CONTRACTOR))).toEqual(['supervisorIsContractor'])
    const before = readyToBuild('2026-01-12').by(lead)
    expect(before.refused('changeSupervisor', change('new-supervision'))).toEqual(['notNow'])
    // A suspension stops procurement (T21).
    const still = suspended('2026-07-24').by(lead)
    expect(still.refused('changeSupervisor', change('new-supervision'))).toEqual(['notNow'])
  })
})

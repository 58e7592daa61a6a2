/** The owner may not name people or units of a deciding body: they would be barred, so the owner could choose who decides. */

import { describe, expect, it } from 'vitest'
import { ofProject } from '#domain/project/kind.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { appraised, approveBody, letterFor, plan, study } from './approval-form.ts'
import { project, readyToBuild, startBody, wan } from './project-builder.ts'
import { AUTHORITY, approver, lead, OWNER, officer } from './project-people.ts'

const funded = () => readyToBuild('2026-03-02').funded().by(lead)
const filing = () => project().given({ plan }).at('2026-03-02').by(lead)

describe('a start of construction', () => {
  it.each(['supervisor', 'contractor', 'implementationUnit'] as const)(
    'has no %s of the authority',
    (field) => {
      for (const org of [AUTHORITY, 'its-bureau']) {
        const p = funded().below('its-bureau', AUTHORITY)
        expect(p.refused('startConstruction', { ...startBody, [field]: org })).toContain('partyDecides')
      }
    },
  )

  it.each(['supervisor', 'contractor', 'implementationUnit'] as const)(
    'has no %s of a national body, which may revoke, or find against the owner',
    (field) => {
      const p = funded().national('cac-security')
      expect(p.refused('startConstruction', { ...startBody, [field]: 'cac-security' })).toContain(
        'partyDecides',
      )
    },
  )

  it('has no supervisor that belongs to the owner, also after the owner moved under another department', () => {
    const p = funded().below('its-centre', OWNER, 'new-ministry')
    expect(p.refused('startConstruction', { ...startBody, supervisor: 'its-centre' })).toEqual([
      'supervisorOfOwner',
    ])
  })

  it('has no supervisor that belongs to the owner, but may have an implementation unit of the owner', () => {
    const p = funded().below('its-centre', OWNER)
    expect(p.refused('startConstruction', { ...startBody, supervisor: 'its-centre' })).toEqual([
      'supervisorOfOwner',
    ])
    expect(p.refused('startConstruction', { ...startBody, implementationUnit: 'its-centre' })).toEqual([])
  })

  it('has a responsible person of the owner, who has not left', () => {
    const of = (person: string) => ({ ...startBody, responsiblePerson: person as PersonId })
    expect(funded().refused('startConstruction', of(approver.person))).toEqual(['notOfOwner'])
    const left = { id: 'p-left' as PersonId, org: lead.org, orgPath: lead.orgPath }
    const p = funded().knows({ ...left, leftOn: plainDate('2026-03-01') })
    expect(p.refused('startConstruction', of('p-left'))).toEqual(['personLeft'])
  })
})

describe('a submitted document', () => {
  it('may not be prepared by the authority, unless that is the owner', () => {
    expect(filing().refused('submitStage', study({ preparedBy: AUTHORITY }))).toEqual(['partyDecides'])
    expect(
      filing()
        .national('sco-egov')
        .refused('submitStage', study({ preparedBy: 'sco-egov' })),
    ).toEqual(['partyDecides'])
    const own = study({ preparedBy: OWNER, investmentFen: wan(100) })
    expect(filing().refused('submitStage', own)).toEqual([])
  })
})

describe('a drafter of a national body', () => {
  const drafted = (drafter: typeof officer) => {
    const p = filing().act('submitStage', study({ drafters: [drafter.person] }))
    return appraised(p)
  }

  it('bars only themselves: otherwise the owner could choose who revokes', () => {
    const p = drafted(officer)
    p.act('decide', approveBody(p))
    const revocation = {
      stage: 'feasibility' as const,
      documentNumber: letterFor(0).documentNumber,
      ground: 'factsWrong' as const,
      document: 'ab'.repeat(32),
      reasons: '事实有误',
    }
    const colleague = { ...officer, person: 'p-colleague' as PersonId }
    expect(p.by(colleague).refused('revokeDecision', revocation)).toEqual([])
    expect(p.by(officer).refused('revokeDecision', revocation)).toEqual(['preparerMayNotDecide'])
    const other = { ...colleague, accounts: [officer.person] }
    expect(p.by(other).refused('revokeDecision', revocation)).toEqual(['preparerMayNotDecide'])
    p.by(colleague).actOnce('revokeDecision', revocation)
    const barred = tasksOf(ofProject(p.state)).flatMap((task) =>
      task.step === 'revocation' ? [task.barred] : [],
    )
    expect(barred).toHaveLength(1)
    expect(barred[0]).toContain(`person:${officer.person}`)
    expect(barred[0]?.filter((one) => ['org:sco', 'org:sco-egov'].includes(one))).toEqual([])
  })

  it('bars their bureau if the body is the owner or the authority', () => {
    const p = filing().act('submitStage', study({ drafters: [approver.person] }))
    const colleague = { ...approver, person: 'p-colleague' as PersonId }
    expect(p.by(colleague).refused('admit', {})).toEqual(['preparerMayNotDecide'])
  })
})

describe('a clock', () => {
  it('is not paused for an appraisal without a commission', () => {
    const p = filing().act('submitStage', study()).by(approver).act('admit', {})
    const pause = { reason: 'appraisal', document: 'ab'.repeat(32) }
    expect(p.refused('pauseClock', pause as never)).toEqual(['malformed'])
  })
})

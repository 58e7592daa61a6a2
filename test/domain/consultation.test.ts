/** 征求有关部门意见: other departments give their opinions within 7 working days; the decision clock runs on. */
import { describe, expect, it } from 'vitest'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { claimChecks } from '#domain/tasks/claim-checks.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import type { PersonActor } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { appraised, approveBody, commission, filed, letterFor, report, study } from './approval-form.ts'
import { another } from './panel-rounds.ts'
import { digestOf, type ProjectDriver } from './project-builder.ts'
import { AGENCY, approver, expert, financier, lead, OWNER, officer, otherApprover } from './project-people.ts'

const asking = (...orgs: string[]) => ({
  departments: orgs.map((org) => (org === 'mof' ? { org, role: 'financeMinistry' as const } : { org })),
  question: '对建设内容和共享安排有无意见',
  letter: digestOf('letter of consultation'),
})
const agree = (consultation: number) => ({ consultation, opinion: 'noObjection' as const })
const admitted = (): ProjectDriver => filed().by(approver).act('admit', {})
/** Asked on 2 March: by 11 March. */
const asked = (): ProjectDriver => admitted().act('consultDepartments', asking('miit', 'mof'))
const opinions = ({ state }: ProjectDriver) =>
  (state.approval.consulted ?? []).map(({ org, opinion, isSilent }) => [org, opinion, isSilent])
const tasks = ({ state }: ProjectDriver) =>
  tasksOf(ofProject(state)).filter(({ verb }) => verb === 'giveOpinion')

describe('departments', () => {
  it('are asked by the authority, each has a task and a last day of its own, and the decision clock runs on', () => {
    const p = admitted()
    const due = p.dueOn('decision')
    p.act('consultDepartments', asking('miit', 'mof'))
    expect(p.dueOn('decision')).toBe(due)
    expect(p.state.deadlines.filter(({ kind }) => kind === 'consultation')).toMatchObject([
      { round: 1, dueOn: '2026-03-11' },
      { round: 2, dueOn: '2026-03-11' },
    ])
    expect(tasks(p)).toMatchObject([
      { org: 'miit', role: 'approver', dueOn: '2026-03-11' },
      { org: 'mof', role: 'financeMinistry' },
    ])
    expect(p.by(lead).refused('consultDepartments', asking('cac'))).toContain('roleMayNot')
  })

  it('answer for themselves alone, once, in the role that was asked', () => {
    const p = asked()
    expect(p.by(financier).refused('giveOpinion', agree(1))).toEqual(['noOpinionAsked'])
    expect(p.by(otherApprover).refused('giveOpinion', agree(2))).toEqual(['noOpinionAsked'])
    expect(p.by(approver).refused('giveOpinion', agree(1))).toContain('outOfScope')
    const stranger = another('p-moa', { org: 'moa-planning', orgPath: ['moa-planning', 'moa'] })
    expect(p.by(stranger).refused('giveOpinion', agree(1))).toContain('outOfScope')
    p.by(otherApprover)
    expect(p.refused('giveOpinion', { consultation: 1, opinion: 'objection' })).toEqual([
      'opinionReasonsMissing',
    ])
    p.act('giveOpinion', { consultation: 1, opinion: 'remarks', text: '建议与工业数据对接' })
    expect(opinions(p)).toEqual([
      ['miit', 'remarks', undefined],
      ['mof', null, undefined],
    ])
    expect(p.state.approval.consulted?.[0]).toMatchObject({ by: otherApprover.person, on: '2026-03-02' })
    expect(p.refused('giveOpinion', agree(1))).toContain('noOpinionAsked')
    expect(p.by(financier).act('giveOpinion', agree(2)).deadline('consultation')).toBeUndefined()
  })

  it('claim only their own task', () => {
    const p = asked()
    const [one, other] = tasks(p)
    const claim = (actor: PersonActor, task: typeof one) =>
      task && claimChecks(ofProject(p.state), task, { actor, policy: POLICY_V1 }).filter(Boolean)
    expect(claim(otherApprover, one)).toEqual([])
    expect(claim(otherApprover, other)).toMatchObject([{ code: 'outOfScope' }])
  })

  it('that are silent have no objection, or none at all by policy, and may still answer before the decision', () => {
    const p = asked().at('2026-03-12')
    expect(opinions(p)).toEqual([
      ['miit', null, 'noObjection'],
      ['mof', null, 'noObjection'],
    ])
    const silent = p.last('opinionOverdue')
    expect(silent && PROJECT.machineWords(silent)?.zh).toContain('视为无不同意见（系统）')
    p.by(otherApprover).act('giveOpinion', { consultation: 1, opinion: 'objection', text: '重复建设' })
    expect(opinions(p)[0]).toEqual(['miit', 'objection', 'noObjection'])
    const values = { ...POLICY_V1.values, silentConsultation: false }
    const loud = admitted().given({ policy: { ...POLICY_V1, values } })
    loud.act('consultDepartments', asking('miit')).at('2026-03-12')
    expect(opinions(loud)).toEqual([['miit', null, 'noOpinion']])
  })

  it('are neither the owner nor the authority, nor had a part in the document', () => {
    const p = filed(study({ preparedBy: 'huazi' }))
      .by(approver)
      .act('admit', {})
    p.act('commissionAppraisal', commission())
    for (const org of [OWNER, 'ndrc', 'huazi', AGENCY])
      expect(p.unmet('consultDepartments', asking(org))).toEqual([
        { code: 'consultedIsParty', params: { name: org } },
      ])
  })

  it('are not asked twice at once; after an answer they are', () => {
    const p = asked()
    expect(p.refused('consultDepartments', asking('miit'))).toEqual(['consultedAlready'])
    expect(p.refused('consultDepartments', asking('cac', 'cac'))).toEqual(['consultedAlready'])
    p.by(otherApprover).act('giveOpinion', agree(1)).by(approver)
    p.act('consultDepartments', asking('miit'))
    expect(opinions(p)).toHaveLength(3)
  })
})

describe('a decision', () => {
  it('does not wait for them, and ends the waiting', () => {
    const p = appraised(filed())
    p.act('consultDepartments', asking('miit')).act('decide', approveBody(p))
    expect(p.deadline('consultation')).toBeUndefined()
    expect(tasks(p)).toEqual([])
    expect(p.by(otherApprover).refused('giveOpinion', agree(1))).toContain('notNow')
  })

  it('that returns the document starts a round without them', () => {
    const p = appraised(filed()).act('consultDepartments', asking('miit'))
    const formDigest = p.state.approval.form.digest
    p.act('decide', { verdict: 'return', formDigest, reasons: '改' }).by(lead).act('submitStage', study())
    expect(p.state.approval.consulted).toBeUndefined()
    p.by(approver).act('admit', {}).act('consultDepartments', asking('miit'))
    expect(p.deadline('consultation')?.round).toBe(1)
  })

  it('that is revoked and decided anew does not take the silence of before for consent', () => {
    const p = appraised(filed())
    p.act('consultDepartments', asking('miit')).act('decide', approveBody(p)).by(officer)
    p.act('revokeDecision', {
      stage: 'feasibility',
      documentNumber: letterFor(0).documentNumber,
      ground: 'factsWrong',
      document: digestOf('revocation'),
      reasons: '事实有误',
    })
    expect(p.deadline('consultation')).toBeUndefined()
    expect(opinions(p)).toEqual([['miit', null, 'noOpinion']])
  })
})

it('who is asked reads the project, is told, and is kept from nothing else', () => {
  const p = asked()
  expect(PROJECT.agencies(p.state)).toEqual(['miit', 'mof'])
  const event = p.last('departmentsConsulted')
  expect(event && PROJECT.notices.departmentsConsulted?.named?.(event)).toEqual({
    people: [] as PersonId[],
    offices: [
      { org: 'miit', role: 'approver' },
      { org: 'mof', role: 'financeMinistry' },
    ],
  })
  expect(PROJECT.namedByDeadline(p.state, { kind: 'consultation', round: 2 })).toMatchObject([
    { offices: [{ org: 'mof', role: 'financeMinistry' }] },
  ])
  expect(p.act('commissionAppraisal', commission()).by(expert).refused('submitAppraisal', report)).toEqual([])
})

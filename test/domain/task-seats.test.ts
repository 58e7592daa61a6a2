/** Tasks besides the pending act of the status: seats of a panel, advice, conditions, reports. */

import { describe, expect, it } from 'vitest'
import { wordsIn } from '#domain/case/kind.ts'
import { ACTIONS } from '#domain/project/actions.ts'
import { ofProject } from '#domain/project/kind.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import type { ProjectRefusal } from '#domain/project/topics.ts'
import { atSeat } from '#domain/review/seat-titles.ts'
import { mayClaim } from '#domain/tasks/claim-checks.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { endOfDay, instant, msOf, plainDate } from '#domain/values/plain-date.ts'
import { appraised, approveBody, filed } from './approval-form.ts'
import {
  another,
  because,
  finance,
  on,
  proposed,
  seat,
  second,
  third,
  threeHandlers,
  to,
} from './panel-rounds.ts'
import { building, digestOf, reportBody } from './project-builder.ts'
import type { ProjectDriver } from './project-driver.ts'
import { applicant, approver, financeLeader, financier, lead, leader } from './project-people.ts'

const tasks = (p: ProjectDriver) => tasksOf(ofProject(p.state))
const keys = (p: ProjectDriver) => tasks(p).map(({ key }) => key.slice(`project/${p.state.id}/`.length))
const taskAt = (p: ProjectDriver, end: string) => {
  const task = tasks(p).find(({ key }) => key.includes(`/${end}/`))
  if (!task) throw new Error(`no task ${end} among ${keys(p).join()}`)
  return task
}

describe('a seat', () => {
  it('is a task when its turn has come: seats of one order together, then the next order', () => {
    const p = proposed({ seats: [...threeHandlers, seat('last', { order: 2, isLeader: true })] })
    expect(keys(p)).toEqual(['confirm-decision-two/1', 'confirm-decision-three/1'])
    p.by(second).act('confirm', on(p)).by(third).act('confirm', on(p))
    expect(keys(p)).toEqual(['confirm-decision-last/1'])
    expect(taskAt(p, 'confirm-decision-last')).toMatchObject({
      leaderOnly: true,
      role: 'approver',
      org: 'ndrc',
    })
    p.by(leader).act('confirm', on(p))
    expect(keys(p)).toEqual(['submitStage/1', 'recordService/1'])
  })

  it('is due at the end of its own time, and waits from the beginning of its turn', () => {
    const p = proposed({ hours: 24 })
    const since = p.now
    const dueAt = instant(msOf(since) + 24 * 3_600_000)
    expect(taskAt(p, 'confirm-decision-leader')).toMatchObject({ since, dueAt, dueOn: p.dueOn('seat') })
  })

  it('is a task of the organisation that policy names, and of nobody else', () => {
    const p = proposed({ seats: [seat('handler'), finance] })
    const task = taskAt(p, 'confirm-decision-finance')
    expect(task).toMatchObject({ role: 'financeMinistry', org: 'mof' })
    const takers = [financier, financeLeader, approver, leader].filter((one) =>
      mayClaim(ofProject(p.state), task, { actor: one, policy: POLICY_V1 }),
    )
    expect(takers).toEqual([financier, financeLeader])
  })

  it('goes with a transfer to its new holder, and cannot be reassigned', () => {
    const p = proposed({ seats: [seat('handler'), seat('two')] })
    p.by(second).act('transferSeat', to(p, third.person))
    const task = taskAt(p, 'confirm-decision-two')
    expect(task).toMatchObject({ person: third.person, isPersonal: true })
    p.by(leader)
    expect(p.refused('claimTask', { task: task.key })).toContain('taskIsPersonal')
    const body = { task: task.key, to: second.person, reasons: '出差' }
    expect(p.refused('reassignTask', body)).toEqual(['managerNeeded', 'taskIsPersonal'])
  })

  it('is a task of the adviser until the advice is given, and then of its holder again', () => {
    const p = proposed({ seats: [seat('handler'), seat('two')] })
    const key = taskAt(p, 'confirm-decision-two').key
    p.by(second).act('claimTask', { task: key }).act('delegateSeat', to(p, 'p-fourth'))
    expect(tasks(p)).toMatchObject([{ kind: 'advise', person: 'p-fourth', role: null, why: 'advice' }])
    p.by(another('p-fourth')).act('advise', { ...on(p), recommends: 'for', advice: '同意' })
    expect(tasks(p)).toMatchObject([{ kind: 'confirm', key, person: second.person }])
  })

  it('that somebody claimed cannot be voted on by others, while another one is free', () => {
    const p = proposed({ seats: threeHandlers })
    const key = taskAt(p, 'confirm-decision-two').key
    p.by(second).act('claimTask', { task: key })
    p.by(third).act('confirm', on(p))
    expect(keys(p)).toEqual(['confirm-decision-two/1'])
    expect(p.by(another('p-fourth')).unmet('confirm', on(p))).toEqual([
      {
        code: 'taskHeld',
        params: {
          task: atSeat(wordsIn(ACTIONS, 'decide'), 'two'),
          holder: second.person,
        },
      },
    ])
    p.by(second).act('confirm', on(p))
    expect(p.state.status).toBe('stageApproved')
  })

  it('that somebody claimed sends a nudge to its claimant', () => {
    const p = proposed({ seats: [seat('handler'), finance] })
    p.by(financier).act('claimTask', { task: taskAt(p, 'confirm-decision-finance').key })
    p.by(approver).act('nudge', on(p))
    expect(p.last('reviewNudged')).toMatchObject({ people: [financier.person], offices: [] })
  })

  it('of a role is free again when its claimant stands aside', () => {
    const p = proposed({ seats: [seat('handler'), seat('two')] })
    const key = taskAt(p, 'confirm-decision-two').key
    p.by(second).act('claimTask', { task: key }).act('recuse', because(p))
    expect(taskAt(p, 'confirm-decision-two')).toMatchObject({ person: null })
    p.by(third).act('confirm', on(p))
    expect(p.state.status).toBe('stageApproved')
  })

  it('added for a person by name is theirs in any role', () => {
    const p = proposed({})
    const added = { ...because(p), position: 'beside' as const, person: third.person }
    p.by(leader).act('addSigner', added)
    expect(taskAt(p, 'confirm-decision-added-1')).toMatchObject({
      person: third.person,
      role: null,
      org: null,
    })
  })
})

describe('a condition of an approval', () => {
  it('is a task of the owner with its own date, also when overdue, and then of the authority', () => {
    const p = appraised(filed())
    const dueOn = plainDate('2026-05-29')
    const conditions = [{ what: '补充密码应用方案', dueOn, responsible: lead.person }]
    p.act('decide', { ...approveBody(p), conditions }).at('2026-06-15')
    const due = { dueOn, dueAt: endOfDay(dueOn) }
    expect(taskAt(p, 'fulfilCondition')).toMatchObject({ role: 'applicant', org: p.state.owner, ...due })
    p.by(applicant).act('fulfilCondition', { condition: 1, evidence: digestOf('plan') })
    expect(keys(p)).toEqual(['submitStage/1', 'recordService/1', 'acceptCondition/1'])
    expect(taskAt(p, 'acceptCondition')).toMatchObject({ role: 'approver', org: 'ndrc', dueOn: null })
    p.by(approver).act('acceptCondition', { condition: 1, evidence: digestOf('plan') })
    expect(keys(p)).toEqual(['submitStage/1', 'recordService/1'])
  })
})

describe('an annual report', () => {
  it('is a separate task, also when it is late', () => {
    const p = building('2026-03-02')
    expect(keys(p)).toEqual(['reportCompletion/1', 'reportPerformance/2026'])
    p.at('2027-01-10')
    expect(keys(p)).toEqual(['reportCompletion/1', 'reportPerformance/2026', 'reportPerformance/2027'])
    expect(taskAt(p, 'reportPerformance')).toMatchObject({ dueOn: '2026-12-31', role: 'applicant' })
    const late = taskAt(p, 'reportPerformance').key
    p.by(applicant).act('claimTask', { task: late })
    expect(p.by(lead).refused('reportPerformance', reportBody(2026))).toContain('taskHeld')
    expect(p.refused('reportPerformance', reportBody(2027))).not.toContain(
      'taskHeld' satisfies ProjectRefusal,
    )
    expect(p.permissions(lead).find(({ verb }) => verb === 'reportPerformance')?.allowed).toBe(true)
  })
})

describe('work that is late', () => {
  it('keeps its date after the deadline has passed', () => {
    const p = appraised(filed())
    const dueOn = p.dueOn('decision')
    p.at('2026-12-01')
    expect(p.deadline('decision')).toBeUndefined()
    expect(taskAt(p, 'decide')).toMatchObject({ dueOn, provisional: false })
  })
})

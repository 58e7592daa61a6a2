import { describe, expect, it } from 'vitest'
import { wordsIn } from '#domain/case/kind.ts'
import { evolve } from '#domain/engine/evolve.ts'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import { unopened } from '#domain/project/unopened.ts'
import { wordsOfWaiting } from '#domain/tasks/task.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { appraised, approveBody, filed } from './approval-form.ts'
import { digestOf, operating, readyToBuild } from './project-builder.ts'
import type { ProjectDriver } from './project-driver.ts'
import { applicant, approver, lead, leader, otherApprover } from './project-people.ts'
import { expectSoundTasks } from './task-invariants.ts'

const only = (p: ProjectDriver) => {
  const tasks = tasksOf(ofProject(p.state))
  expect(tasks).toHaveLength(1)
  return tasks[0]!
}
const second = { ...approver, person: 'p-second' as PersonId }

describe('what waits for whom', () => {
  it('follows the turn, with the deadline and the reason why it waits', () => {
    const p = filed()
    expectSoundTasks(p)
    const task = only(p)
    expect(task).toMatchObject({
      key: `project/${p.state.id}/admit/1`,
      role: 'approver',
      org: 'ndrc',
      person: null,
      dueOn: p.dueOn('completeness'),
    })
    expect(wordsOfWaiting(PROJECT, task)).toMatchObject({ code: 'turn', zh: '等待审批部门办理“受理”' })
  })

  it('is the second signature after the first one, for a leader who has not signed', () => {
    const p = appraised(filed())
    p.by(approver).actOnce('decide', approveBody(p))
    expect(only(p)).toMatchObject({ kind: 'confirm', verb: 'decide', step: 'decision', leaderOnly: true })
    expect(only(p).barred).toContain('person:p-approver')
    expectSoundTasks(p)
  })

  it('exists from the first submission to operation', () => {
    for (const p of [appraised(filed()), readyToBuild('2026-03-02'), operating('2026-03-02')])
      expectSoundTasks(p)
  })

  it('says when the clock is paused', () => {
    const p = appraised(filed()).by(approver)
    p.act('pauseClock', { reason: 'hearing', document: digestOf('hearing') })
    expect(only(p).why).toBe('paused')
  })
})

describe('a claim', () => {
  it('of an old record, without an event for its end, blocks nobody', () => {
    const p = appraised(filed()).by(approver)
    p.actOnce('claimTask', { task: only(p).key })
    const old = p.record.map((one) =>
      one.event.type === 'taskClaimed' ? { ...one, event: { ...one.event, v: 1 as const } } : one,
    )
    p.patch(() => old.reduce((state, one) => evolve(PROJECT, state, one), unopened(p.state.id)))
    expect(p.by(second).refused('decide', approveBody(p))).toEqual([])
  })

  it('gives the acts of the task to its holder, and names the holder to everybody else', () => {
    const p = appraised(filed()).by(approver)
    const task = only(p).key
    p.actOnce('claimTask', { task })
    expect(only(p).person).toBe('p-approver')
    const refused = p.by(second).unmet('claimTask', { task })
    const title = wordsIn(PROJECT.actions, 'decide')
    expect(refused).toEqual([{ code: 'taskHeld', params: { task: title, holder: 'p-approver' } }])
    expect(p.refused('decide', approveBody(p))).toEqual(['taskHeld'])
    expect(p.permissions(second).find(({ verb }) => verb === 'decide')).toMatchObject({
      allowed: false,
      unmet: [{ code: 'taskHeld' }],
    })
    expect(p.by(approver).refused('decide', approveBody(p))).toEqual([])
  })

  it('is given back only by its holder, and ends with the task', () => {
    const p = appraised(filed()).by(approver)
    const task = only(p).key
    expect(p.refused('releaseTask', { task })).toEqual(['taskNotHeld'])
    p.actOnce('claimTask', { task })
    expect(p.by(second).refused('releaseTask', { task })).toEqual(['taskHeld'])
    p.by(approver).actOnce('releaseTask', { task })
    expect(p.state).not.toHaveProperty('claims')
    p.actOnce('claimTask', { task }).actOnce('decide', approveBody(p))
    expect(p.state).not.toHaveProperty('claims')
  })

  it('is not possible for outsiders, for preparers, or for tasks that do not exist', () => {
    const p = filed()
    const task = only(p).key
    expect(p.by(otherApprover).refused('claimTask', { task })).toEqual(['outOfScope'])
    const preparer = { ...approver, person: lead.person, org: lead.org }
    expect(p.by(preparer).refused('claimTask', { task })).toEqual(['preparerMayNotDecide'])
    expect(p.by(applicant).refused('claimTask', { task })).toContain('roleMayNot')
    expect(p.by(approver).refused('claimTask', { task: 'other' })).toEqual(['noSuchTask'])
  })
})

describe('a reassignment', () => {
  it('is made by a leader of the unit, with a reason, and moves the task', () => {
    const p = appraised(filed()).by(approver)
    const task = only(p).key
    p.actOnce('claimTask', { task })
    const body = { task, to: second.person, reasons: '出差' }
    expect(p.refused('reassignTask', body)).toEqual(['managerNeeded'])
    const { reasons: _none, ...silent } = body
    expect(p.refused('reassignTask', silent)).toEqual(['managerNeeded', 'handoverReasonsMissing'])
    p.by(leader).actOnce('reassignTask', body)
    expect(only(p).person).toBe('p-second')
    expect(p.last('taskReassigned')).toMatchObject({ from: 'p-approver', to: 'p-second', reasons: '出差' })
    expect(p.by(approver).refused('decide', approveBody(p))).toEqual(['taskHeld'])
  })

  it('never goes to somebody who prepared the project', () => {
    const p = appraised(filed()).by(leader)
    const body = { task: only(p).key, to: lead.person, reasons: '换人' }
    expect(p.refused('reassignTask', body)).toEqual(['giveeIsPreparer', 'giveeIsParty', 'personMayNotTake'])
  })

  it('never goes to somebody who cannot do it, for work and for seats', () => {
    const p = appraised(filed()).by(leader)
    p.knows({ id: 'p-clerk' as PersonId, roles: ['applicant'] }, { id: second.person })
    const body = (to: PersonId) => ({ task: only(p).key, to, reasons: '换人' })
    expect(p.refused('reassignTask', body('p-clerk' as PersonId))).toEqual(['personMayNotTake'])
    expect(p.refused('reassignTask', body(otherApprover.person))).toEqual(['personMayNotTake'])
    expect(p.refused('reassignTask', body(second.person))).toEqual([])
    p.by(approver).actOnce('decide', approveBody(p)).by(leader)
    expect(p.refused('reassignTask', body(second.person))).toEqual(['personMayNotSign'])
    p.knows({ id: second.person, isLeader: true })
    expect(p.refused('reassignTask', body(second.person))).toEqual([])
    p.knows({ id: 'p-desk' as PersonId, isLeader: true, accounts: [approver.person] })
    expect(p.refused('reassignTask', body('p-desk' as PersonId))).toEqual(['giveeHasVoted'])
  })

  it('does not go to somebody whose substitute has signed', () => {
    const p = appraised(filed())
    const actingFor = { person: leader.person, ownPath: ['ndrc-investment', 'ndrc'], substitution: 's' }
    p.by({ ...leader, person: 'p-stand-in' as PersonId, actingFor }).actOnce('decide', approveBody(p))
    p.by(leader)
    expect(tasksOf(ofProject(p.state)).map(({ key }) => p.refused('claimTask', { task: key }))).toEqual([
      ['samePerson'],
    ])
  })
})

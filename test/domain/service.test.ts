/** 送达: a decision is served within 10 working days (许可法44), also one that ends the case. */
import { describe, expect, it } from 'vitest'
import { evolve } from '#domain/engine/evolve.ts'
import type { RecordedEvent } from '#domain/project/events.ts'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import { unopened } from '#domain/project/unopened.ts'
import { isOver } from '#domain/tasks/is-hosted.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { appraised, approveBody, design, filed, letterFor } from './approval-form.ts'
import { digestOf, type ProjectDriver, servedOn } from './project-builder.ts'
import { approver, lead, officer, otherLead } from './project-people.ts'
import { expectSoundTasks } from './task-invariants.ts'

const served = (decision: number, on = '2026-03-02') => servedOn(on, decision)
/** Decided on 2 March. */
const approved = (): ProjectDriver => {
  const p = appraised(filed())
  return p.act('decide', approveBody(p))
}
const refused = (): ProjectDriver => {
  const p = appraised(filed())
  const formDigest = p.state.approval.form.digest
  return p.act('decide', { verdict: 'refuse', formDigest, reasons: '不符' })
}
const declined = (): ProjectDriver =>
  filed().by(approver).act('declineAdmission', { rightAuthority: 'mohrss', reasons: '不属职权' })
const serviceTasks = (p: ProjectDriver) =>
  tasksOf(ofProject(p.state)).filter(({ verb }) => verb === 'recordService')

describe('a decision', () => {
  it.each([
    ['approval', approved, 'approved'],
    ['refusal', refused, 'refused'],
    ['declined admission', declined, 'declined'],
  ] as const)('is served within 10 working days, on somebody of the owner: %s', (_what, made, verdict) => {
    const p = made()
    expect(p.state.services).toMatchObject([{ number: 1, verdict, decidedOn: '2026-03-02', servedOn: null }])
    expect(p.dueOn('service')).toBe('2026-03-16')
    expect(serviceTasks(p)).toMatchObject([{ org: 'ndrc', dueOn: '2026-03-16' }])
    expectSoundTasks(p)
    p.at('2026-03-16', 23).act('recordService', served(1, '2026-03-05'))
    expect(p.deadline('service')).toBeUndefined()
    expect(p.state.services).toMatchObject([{ servedOn: '2026-03-05', receivedBy: lead.person }])
    expect(serviceTasks(p)).toEqual([])
    expect(p.refused('recordService', served(1))).toEqual(['nothingToServe', 'nothingToServe'])
  })

  it('that was not served is overdue, stays so until it is, and stands', () => {
    const p = refused().at('2026-03-17')
    expect(p.last('serviceOverdue')).toMatchObject({ number: 1, dueOn: '2026-03-16' })
    expect(p.deadline('service')).toBeUndefined()
    const isUndone = () => PROJECT.isUndone.service?.(p.state, 1)
    expect(isUndone()).toBe(true)
    expect(serviceTasks(p)).toMatchObject([{ dueOn: '2026-03-16' }])
    expect(isOver(ofProject(p.state))).toBe(false)
    p.by(approver).act('recordService', served(1, '2026-03-17'))
    expect(isUndone()).toBe(false)
    expect(isOver(ofProject(p.state))).toBe(true)
    expect(p.state.status).toBe('refused')
  })

  it('is served on a day from the decision up to today, with who received it unless it was left behind', () => {
    const p = approved().at('2026-03-05')
    expect(p.refused('recordService', served(1, '2026-03-01'))).toEqual(['servedOnOtherDay'])
    expect(p.refused('recordService', served(1, '2026-03-06'))).toEqual(['servedOnOtherDay'])
    const { receivedBy: _nobody, ...without } = served(1)
    expect(p.refused('recordService', without)).toEqual(['recipientMissing'])
    expect(p.refused('recordService', { ...without, method: 'leftBehind' })).toEqual([])
    expect(p.refused('recordService', { ...served(1), receivedBy: otherLead.person })).toEqual(['notOfOwner'])
    expect(p.refused('recordService', served(2))).toEqual(['nothingToServe'])
  })

  it('is not said to be served by whoever prepared the project', () => {
    const p = approved()
    const asApprover = { ...lead, role: 'approver' as const }
    expect(p.by(asApprover).refused('recordService', served(1))).toContain('preparerMayNotDecide')
    expect(p.by(lead).refused('recordService', served(1))).toContain('roleMayNot')
  })

  it('of a return is none: the owner revises', () => {
    const p = appraised(filed())
    const formDigest = p.state.approval.form.digest
    p.act('decide', { verdict: 'return', formDigest, reasons: '改' })
    expect(p.deadline('service')).toBeUndefined()
  })
})

describe('several decisions', () => {
  it('wait side by side, each with its own last day and its own escalation', () => {
    const p = approved().at('2026-03-10').by(lead).act('submitStage', design(12_000))
    appraised(p).act('decide', approveBody(p))
    expect(p.state.deadlines.filter(({ kind }) => kind === 'service').map(({ dueOn }) => dueOn)).toEqual([
      '2026-03-16',
      '2026-03-24',
    ])
    p.at('2026-03-25')
    expect(PROJECT.passings(p.state).filter(({ kind }) => kind === 'service')).toHaveLength(2)
    expect(p.state.deadlines.filter(({ kind }) => kind === 'service')).toEqual([])
    p.by(approver).act('recordService', served(2, '2026-03-25'))
    expect(serviceTasks(p)).toHaveLength(1)
  })

  it('are not served where they were revoked, or where the owner has withdrawn', () => {
    const p = approved()
    p.by(officer).act('revokeDecision', {
      stage: 'feasibility',
      documentNumber: letterFor(0).documentNumber,
      ground: 'factsWrong',
      document: digestOf('revocation'),
      reasons: '事实有误',
    })
    expect(p.deadline('service')).toBeUndefined()
    const gone = approved().by(lead).act('withdraw', { reasons: '不建了' })
    expect(gone.deadline('service')).toBeUndefined()
    expect(isOver(ofProject(gone.state))).toBe(true)
  })
})

it('a decision recorded before decisions were served waits for nothing', () => {
  const old = refused().record.map((one): RecordedEvent => {
    const { serveFrom: _new, ...event } = one.event as Extract<
      RecordedEvent['event'],
      { type: 'stageRefused' }
    >
    return { ...one, event } as RecordedEvent
  })
  const state = old
    .filter(({ event }) => !event.type.startsWith('deadline'))
    .reduce((before, one) => evolve(PROJECT, before, one), unopened('project' as never))
  expect(state.services).toBeUndefined()
  expect(isOver(ofProject(state))).toBe(true)
})

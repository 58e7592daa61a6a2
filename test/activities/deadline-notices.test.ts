import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDeliverDue } from '#activities/deliver.ts'
import { createMailer } from '#activities/mail.ts'
import { examplePolicy } from '#db/intake/reference-data.ts'
import { addPolicy } from '#db/intake/reference-versions.ts'
import { KINDS } from '#domain/kinds.ts'
import { POLICY_V1, type PolicyValues } from '#domain/project/policy.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { type Instant, plainDate } from '#domain/values/plain-date.ts'
import { act, MONDAY, machineRequest, newCase, openRecord, type RecordFixture } from '../db/record-fixture.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { approver } from '../domain/project-people.ts'
import { acceptingServer } from './mail-server.ts'

let record: RecordFixture
const closing: (() => unknown)[] = []
beforeAll(async () => {
  record = await openRecord()
})
afterAll(() => record.close())
beforeEach(async () => {
  await record.pool.query('delete from notification')
  await record.pool.query('delete from planned_notice')
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const FRIDAY_MORNING = '2026-03-06T01:00:00.000Z' as Instant
const DECISION_DUE = '2026-03-30T16:00:00.000Z' as Instant

async function submitted(): Promise<CaseId> {
  const caseId = newCase()
  await act(record, { caseId, verb: 'submitStage', body: mergedForm })
  await record.pool.query('delete from notification')
  return caseId
}

async function outbox() {
  const server = await acceptingServer()
  const mailer = createMailer({ smtpUrl: server.url, from: 'noreply@tongchou.test', apiUrl: undefined })
  closing.push(mailer.close, server.close)
  const deliver = createDeliverDue({ kinds: KINDS, pool: record.pool, senders: { mail: mailer.send } })
  const subjects = () => server.mails.map(({ subject = '' }) => subject.replace(/^.*?：/, ''))
  return { deliver, subjects }
}

/** The deadline of the decision passes. */
async function passes(caseId: CaseId): Promise<void> {
  const passing = await machineRequest(record, caseId, { at: DECISION_DUE })
  const deadline = { kind: 'decision', round: 1, dueAt: DECISION_DUE } as const
  await record.append({
    ...passing,
    command: { ...passing.command, id: 'passed' as never },
    decision: { events: [{ type: 'deadlinePassed', v: 1, ...deadline }] },
  })
}

const planned = async (state: string) => {
  const { rows } = await record.pool.query(
    `select notice ->> 'event' as event, (notice ->> 'workingDays')::int as days from planned_notice
     where state = $1 order by fires_at`,
    [state],
  )
  return rows.map(({ event, days }) => `${event} ${days}`)
}

describe('the warning before a deadline', () => {
  it('is planned with the deadline, and is sent in the morning of its day to the people who must act', async () => {
    await submitted()
    expect(await planned('waiting')).toEqual([
      'deadlineNear 1',
      'deadlineEscalated 3',
      'deadlineEscalated 10',
    ])
    const { deliver, subjects } = await outbox()
    expect(await deliver({ now: MONDAY })).toMatchObject({ nextAttemptAt: FRIDAY_MORNING, delivered: 0 })
    expect(await deliver({ now: FRIDAY_MORNING })).toMatchObject({ delivered: 2 })
    expect(subjects()[0]).toContain('期限将至：完整性审查，2026-03-09到期')
    await deliver({ now: FRIDAY_MORNING })
    expect(subjects()).toHaveLength(2)
  })

  it('is not sent when the deadline was met before', async () => {
    const caseId = await submitted()
    await act(record, { caseId, verb: 'admit', body: {}, by: approver })
    await record.pool.query('delete from notification')
    const { deliver, subjects } = await outbox()
    expect(await deliver({ now: FRIDAY_MORNING })).toMatchObject({ failed: 0 })
    expect(subjects().filter((subject) => subject.includes('完整性审查'))).toEqual([])
    expect(await planned('lapsed')).toEqual(['deadlineNear 1'])
  })

  it('is not sent when the deadline was met while the mail server was down', async () => {
    const caseId = await submitted()
    const broken = createMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'a@b.test', apiUrl: undefined })
    closing.push(broken.close)
    const failing = createDeliverDue({ kinds: KINDS, pool: record.pool, senders: { mail: broken.send } })
    expect(await failing({ now: FRIDAY_MORNING })).toMatchObject({ failed: 2 })
    await act(record, { caseId, verb: 'admit', body: {}, by: approver })
    const { deliver, subjects } = await outbox()
    await deliver({ now: '2026-03-06T04:00:00.000Z' as Instant })
    expect(subjects().some((subject) => subject.includes('期限将至：完整性审查'))).toBe(false)
    const { rows } = await record.pool.query(`select 1 from notification where state = 'lapsed'`)
    expect(rows).toHaveLength(2)
  })

  it('is sent once, even if several processes deliver at the same time', async () => {
    await submitted()
    const { deliver, subjects } = await outbox()
    await Promise.all([1, 2, 3].map(() => deliver({ now: FRIDAY_MORNING })))
    expect(subjects()).toHaveLength(2)
  })

  it('waits while no channel is configured', async () => {
    await submitted()
    await createDeliverDue({ kinds: KINDS, pool: record.pool, senders: {} })({ now: FRIDAY_MORNING })
    expect(await planned('waiting')).toHaveLength(3)
  })
})

describe('a policy or a calendar that changes', () => {
  afterEach(() => record.pool.query(`delete from policy_version where source = 'test'`))

  const warned = (days: number): Partial<PolicyValues> => ({
    warningWorkingDays: {
      ...POLICY_V1.values.warningWorkingDays,
      completeness: { first: days, last: 1 },
    },
  })
  const escalated = (leader: number, planningAuthority: number): Partial<PolicyValues> => ({
    escalationWorkingDays: { leader, planningAuthority },
  })
  const addVersion = (version: string, changes: Partial<PolicyValues>) =>
    addPolicy(record.pool, {
      ...{ version, effectiveFrom: plainDate('2026-03-02'), appliesToRunningCases: true, source: 'test' },
      values: { ...examplePolicy(KINDS).values, ...changes },
    })
  const factsChanged = async (caseId: CaseId, id: string, at = MONDAY) => {
    const request = await machineRequest(record, caseId, { at })
    const command = { ...request.command, id: id as never, action: 'factsChanged' }
    expect(await record.append({ ...request, command, decision: { events: [] } })).toMatchObject({
      kind: 'recorded',
    })
  }

  it('plans the warnings again, although the due date stays', async () => {
    const caseId = await submitted()
    await addVersion('2026.earlier', warned(3))
    await factsChanged(caseId, 'factsChanged/policy/2026.earlier')
    expect(await planned('waiting')).toEqual([
      ...['deadlineNear 3', 'deadlineNear 1', 'deadlineEscalated 3', 'deadlineEscalated 10'],
    ])
    await addVersion('2026.later', warned(2))
    await factsChanged(caseId, 'factsChanged/policy/2026.later')
    expect(await planned('waiting')).toEqual([
      ...['deadlineNear 2', 'deadlineNear 1', 'deadlineEscalated 3', 'deadlineEscalated 10'],
    ])
    expect(await planned('lapsed')).toEqual(['deadlineNear 3'])
    const { deliver, subjects } = await outbox()
    await deliver({ now: '2026-03-05T01:00:00.000Z' as Instant })
    expect(subjects()).toHaveLength(2)
  })

  it('may escalate twice on one day, also when it is planned again', async () => {
    const before = await submitted()
    await addVersion('2026.same-day', escalated(5, 5))
    await factsChanged(before, 'factsChanged/policy/2026.same-day')
    const onOneDay = ['deadlineNear 1', 'deadlineEscalated 5', 'deadlineEscalated 5']
    expect(await planned('waiting')).toEqual(onOneDay)
    await record.pool.query('delete from planned_notice')
    await submitted()
    expect(await planned('waiting')).toEqual(onOneDay)
  })

  it('can enable an escalation that an earlier policy disabled, also after the deadline', async () => {
    const caseId = await submitted()
    await record.pool.query('delete from planned_notice')
    await act(record, { caseId, verb: 'admit', body: {}, by: approver })
    await passes(caseId)
    await addVersion('2026.never', escalated(0, 0))
    await factsChanged(caseId, 'factsChanged/policy/2026.never', DECISION_DUE)
    expect(await planned('lapsed')).toEqual(['deadlineEscalated 3', 'deadlineEscalated 10'])
    await addVersion('2026.restored', escalated(3, 10))
    await factsChanged(caseId, 'factsChanged/policy/2026.restored', DECISION_DUE)
    expect(await planned('lapsed')).toEqual([])
  })

  it('does not plan a released notice again', async () => {
    const caseId = await submitted()
    const { deliver, subjects } = await outbox()
    await deliver({ now: FRIDAY_MORNING })
    const told = [...subjects()]
    expect(told).not.toEqual([])
    await addVersion('2026.same', {})
    await factsChanged(caseId, 'factsChanged/policy/2026.same')
    await deliver({ now: FRIDAY_MORNING })
    expect(subjects()).toEqual(told)
  })
})

describe('a matter that is not done after its deadline', () => {
  it('is reported to the leader of the authority, and later to the planning authority', async () => {
    const caseId = await submitted()
    await act(record, { caseId, verb: 'admit', body: {}, by: approver })
    await passes(caseId)
    await record.pool.query('delete from notification')
    const { deliver, subjects } = await outbox()
    await deliver({ now: '2026-04-02T01:00:00.000Z' as Instant })
    const ofDecision = () => subjects().filter((subject) => subject.includes('审批决定'))
    expect(ofDecision()).toEqual([expect.stringContaining('逾期3个工作日仍未办结：审批决定')])
    await deliver({ now: '2026-04-14T01:00:00.000Z' as Instant })
    expect(ofDecision()[1]).toContain('逾期10个工作日')
  })
})

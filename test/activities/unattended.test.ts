/** When nobody can do an open task, the people who can change that are notified, once. */

import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDeliverDue } from '#activities/deliver.ts'
import { unattendedNoticePlanner } from '#activities/unattended-notice-planner.ts'
import { Directory } from '#db/intake/directory.ts'
import { releasePlannedNotices } from '#db/planned.ts'
import { planUnattended } from '#db/unattended.ts'
import { KINDS } from '#domain/kinds.ts'
import { ofProject, PROJECT } from '#domain/project/kind.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { unattendedAs } from '#domain/tasks/unattended.ts'
import type { Organisation, Person, PersonActor } from '#domain/values/directory.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { plainDate } from '#domain/values/plain-date.ts'
import { act, newCase, type RecordFixture, TUESDAY } from '../db/record-fixture.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { applicant, approver, expert, lead, leader } from '../domain/project-people.ts'
import { colleague, drafter, noticeTo, openSigning, type Signing } from './signing-cases.ts'

const LIMIT = 100
let signing: Signing
let record: RecordFixture
beforeAll(async () => {
  signing = await openSigning()
  record = signing.record
})
afterAll(() => record.close())
beforeEach(async () => {
  await record.pool.query('update directory_person set left_on = null')
  await record.pool.query('delete from notification; delete from planned_notice; delete from task')
})

const leave = (...people: Pick<PersonActor, 'person'>[]) =>
  record.pool.query(`update directory_person set left_on = '2026-03-02' where id = any($1)`, [
    people.map(({ person }) => person),
  ])
const isBack = () => record.pool.query('update directory_person set left_on = null')
const plan = () => planUnattended(record.pool, { kinds: KINDS, now: TUESDAY, limit: LIMIT })
const tell = () =>
  releasePlannedNotices(record.pool, { kinds: KINDS, now: TUESDAY, limit: LIMIT, hasWebhook: false })

/** The notices of the case, without those of deadlines. */
async function noticesOf(caseId: CaseId) {
  await plan()
  await record.pool.query(`delete from planned_notice where state = 'waiting' and not notice ? 'task'`)
  await tell()
  return signing.takeNotices(caseId)
}

async function submitted(): Promise<CaseId> {
  const caseId = newCase()
  await act(record, { caseId, verb: 'submitStage', body: mergedForm })
  await signing.takeNotices(caseId)
  return caseId
}

async function commissioned(): Promise<CaseId> {
  const caseId = await signing.commissioned()
  await signing.takeNotices(caseId)
  return caseId
}

describe('when the people have left', () => {
  it('the holder of a claimed task: the leaders of the unit are asked to reassign it', async () => {
    const caseId = await submitted()
    await signing.does(caseId, colleague, 'claimTask', { task: `${caseId}/admit/1` })
    expect(await noticesOf(caseId)).toEqual([])
    await leave(colleague)
    expect(await noticesOf(caseId)).toEqual([noticeTo('holderLeft', drafter), noticeTo('holderLeft', leader)])
  })

  it('everybody who could sign a seat: the proposer is noticeTo that the seat can be marked absent', async () => {
    const caseId = await commissioned()
    await leave(leader)
    expect(await noticesOf(caseId)).toEqual([noticeTo('signersGone', approver)])
  })

  it('and the proposer, too: everybody who may do the act is notified', async () => {
    const caseId = await commissioned()
    await leave(leader, approver)
    expect(await noticesOf(caseId)).toEqual([
      noticeTo('signersGone', colleague),
      noticeTo('signersGone', drafter),
    ])
  })

  it('the person whom a seat names: the proposer is notified', async () => {
    const caseId = await commissioned()
    const round = await signing.round(caseId)
    await signing.does(caseId, leader, 'addSigner', {
      ...{ ...round, position: 'before', person: colleague.person, reasons: '复核' },
    })
    await signing.takeNotices(caseId)
    await leave(colleague)
    expect(await noticesOf(caseId)).toEqual([noticeTo('signerLeft', approver)])
  })

  it('the person who was asked for advice: the holders of the seat are notified', async () => {
    const caseId = await commissioned()
    const round = await signing.round(caseId)
    await signing.does(caseId, leader, 'delegateSeat', { ...round, to: colleague.person, reasons: '复核' })
    await signing.takeNotices(caseId)
    await leave(colleague)
    const takeNotices = await noticesOf(caseId)
    expect(takeNotices.map(({ event }) => event)).toContain('adviserLeft')
    expect(takeNotices.map(({ to }) => to)).toContain(leader.person)
  })

  it('a whole office: its leaders are notified, otherwise the authority', async () => {
    const caseId = await submitted()
    await signing.does(caseId, approver, 'requestSupplement', {
      items: [{ kind: 'stageDocument', what: '密码应用方案' }],
    })
    await signing.takeNotices(caseId)
    await leave(applicant)
    expect(await noticesOf(caseId), 'the lead may do it, too').toEqual([])
    await leave(lead)
    const authority = [approver, colleague, drafter, leader].map((one) => noticeTo('officeEmpty', one))
    expect(await noticesOf(caseId)).toEqual(authority)
  })

  it('nobody is notified of a task that somebody can do', async () => {
    const cases = [await submitted(), await commissioned()]
    await leave(expert)
    for (const caseId of cases) expect(await noticesOf(caseId)).toEqual([])
    expect(await plan()).toBe(0)
  })
})

describe('the notice of an unattended task', () => {
  it('is sent once for a person and a version of the directory', async () => {
    const caseId = await commissioned()
    await leave(leader)
    expect(await noticesOf(caseId)).toHaveLength(1)
    expect(await noticesOf(caseId)).toEqual([])
    const { rows } = await record.pool.query('select version from directory_version')
    await record.pool.query(`update directory_version set version = 'another'`)
    expect(await noticesOf(caseId)).toHaveLength(1)
    expect(await noticesOf(caseId)).toEqual([])
    await record.pool.query('update directory_version set version = $1', [rows[0].version])
    expect(await plan()).toBe(0)
  })

  it('is planned for all tasks by one statement, a bounded number at a time', async () => {
    await Promise.all([commissioned(), commissioned(), commissioned()])
    await leave(leader)
    const some = () => planUnattended(record.pool, { kinds: KINDS, now: TUESDAY, limit: 2 })
    expect([await some(), await some(), await some()]).toEqual([2, 1, 0])
  })

  it('is not released when somebody can do the task again, nor sent when that happened later', async () => {
    const [settled, later] = [await commissioned(), await commissioned()]
    await leave(leader)
    await plan()
    await record.pool.query(`delete from planned_notice where not notice ? 'task'`)
    await isBack()
    await signing.does(settled, leader, 'confirm', await signing.round(settled))
    await signing.takeNotices(settled)
    await tell()
    expect(await signing.takeNotices(settled)).toEqual([])
    await signing.does(later, leader, 'confirm', await signing.round(later))
    await record.pool.query(`delete from notification where payload ->> 'event' <> 'signersGone'`)
    const sent: string[] = []
    const mail = async ({ id }: { id: string }) => {
      sent.push(id)
      return { status: 'accepted' } as const
    }
    await createDeliverDue({ kinds: KINDS, pool: record.pool, senders: { mail } })({ now: TUESDAY })
    expect(sent).toEqual([])
    const { rows } = await record.pool.query('select state from notification')
    expect(rows).toEqual([{ state: 'lapsed' }])
  })

  it('is planned by the sweep after a change of the directory or of the day; other sweeps read nothing', async () => {
    await commissioned()
    await record.pool.query('delete from planned_notice')
    await record.pool.query(`update directory_person set left_on = '2020-01-01' where id = $1`, [
      leader.person,
    ])
    const planned = async () =>
      (await record.pool.query(`select from planned_notice where notice ? 'task'`)).rowCount
    const sweep = unattendedNoticePlanner({ pool: record.pool, kinds: KINDS })
    await sweep()
    expect(await planned()).toBe(1)
    await record.pool.query('delete from planned_notice')
    await sweep()
    expect(await planned(), 'nothing has changed').toBe(0)
    await record.pool.query(`update directory_version set version = version || '+'`)
    await sweep()
    expect(await planned()).toBe(1)
  })
})

it('the statement finds exactly the tasks that the rule finds, for any people who leave', async () => {
  const cases = [await submitted(), await commissioned(), await commissioned(), await submitted()]
  const [first, second, third] = cases as [CaseId, CaseId, CaseId]
  await signing.does(first, colleague, 'claimTask', { task: `${first}/admit/1` })
  const round = await signing.round(second)
  const added = { ...round, position: 'before', person: colleague.person, reasons: '复核' }
  await signing.does(second, leader, 'addSigner', added)
  await signing.does(third, leader, 'delegateSeat', {
    ...round,
    ...(await signing.round(third)),
    to: colleague.person,
    reasons: '复核',
  })
  const states = await Promise.all(cases.map(async (one) => (await record.loadCase(one, TUESDAY)).state))
  const orgs = (await record.pool.query<Organisation>('select id, parent, uscc, zh, en from directory_org'))
    .rows
  const everybody = [applicant, approver, expert, lead, leader, colleague, drafter]
  await fc.assert(
    fc.asyncProperty(fc.subarray(everybody), async (gone) => {
      await isBack()
      await leave(...gone)
      await record.pool.query('delete from planned_notice')
      await plan()
      const { rows: people } = await record.pool.query<Person>(
        'select id, zh, en, org, roles, is_leader as "isLeader", email, left_on as "leftOn" from directory_person',
      )
      const there = new Directory('v', orgs, people).on(plainDate('2026-03-03'))
      const expected = states.flatMap((state) =>
        tasksOf(ofProject(state)).flatMap((task) => {
          const kind = unattendedAs(PROJECT, task, there)
          return kind ? [`${task.key} ${kind}`] : []
        }),
      )
      const { rows } = await record.pool.query<{ found: string }>(
        `select (notice ->> 'task') || ' ' || (notice ->> 'event') as found from planned_notice where notice ? 'task'`,
      )
      expect(rows.map(({ found }) => found).toSorted()).toEqual(expected.toSorted())
    }),
    { numRuns: 40 },
  )
})

/** People who must sign are notified with the act, once. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeliverDue } from '#activities/deliver.ts'
import { createMailer } from '#activities/mail.ts'
import { examplePolicy } from '#db/intake/reference-data.ts'
import { loadReference } from '#db/seed.ts'
import { changedValues } from '#domain/engine/policy.ts'
import { KINDS } from '#domain/kinds.ts'
import { ofProject } from '#domain/project/kind.ts'
import { TWO_PERSONS } from '#domain/review/panels.ts'
import { tasksOf } from '#domain/tasks/tasks-of.ts'
import { type Instant, plainDate } from '#domain/values/plain-date.ts'
import {
  act,
  MONDAY,
  newCase,
  openRecord,
  REFERENCE,
  type RecordFixture,
  requestFor,
  TUESDAY,
} from '../db/record-fixture.ts'
import { threeHandlers } from '../domain/panel-rounds.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { approver, leader } from '../domain/project-people.ts'
import { acceptingServer } from './mail-server.ts'
import { colleague, commission, drafter, noticeTo, openSigning, type Signing } from './signing-cases.ts'

const WEDNESDAY = '2026-03-04T02:00:00.000Z' as Instant

let record: RecordFixture
let signing: Signing
beforeAll(async () => {
  signing = await openSigning()
  record = signing.record
})
afterAll(() => record.close())

describe('a person who must sign', () => {
  it('is notified with the act: leaders if a leader is needed, never the drafter or the proposer', async () => {
    expect(await signing.takeNotices(await signing.commissioned())).toEqual([
      noticeTo('signatureAwaited', leader),
    ])
  })

  it('is notified once, even if the command arrives several times', async () => {
    const caseId = await signing.admitted()
    const request = await requestFor(record, {
      ...{ caseId, verb: 'commissionAppraisal', body: commission, by: approver, at: TUESDAY },
    })
    for (const kind of ['recorded', 'known']) expect(await record.append(request)).toMatchObject({ kind })
    expect(await signing.takeNotices(caseId)).toEqual([noticeTo('signatureAwaited', leader)])
  })

  it('is notified once of one act, and again when the turn comes back', async () => {
    const caseId = await signing.commissioned()
    await signing.takeNotices(caseId)
    const added = {
      ...(await signing.round(caseId)),
      position: 'before',
      person: colleague.person,
      reasons: '会商',
    }
    await signing.does(caseId, leader, 'addSigner', added)
    expect(await signing.takeNotices(caseId)).toEqual([noticeTo('signerAdded', colleague)])
    await signing.does(caseId, colleague, 'confirm', await signing.round(caseId))
    expect(await signing.takeNotices(caseId)).toEqual([noticeTo('signatureAwaited', leader)])
  })

  it('is not notified any more when the signature was given before the mail could be sent', async () => {
    const [signed, open] = [await signing.commissioned(), await signing.commissioned()]
    await signing.does(signed, leader, 'confirm', await signing.round(signed))
    const server = await acceptingServer()
    const mailer = createMailer({ smtpUrl: server.url, from: 'noreply@tongchou.test', apiUrl: undefined })
    await createDeliverDue({ kinds: KINDS, pool: record.pool, senders: { mail: mailer.send } })({
      now: WEDNESDAY,
    })
    await Promise.all([mailer.close(), server.close()])
    const { rows } = await record.pool.query(
      `select case_id as "caseId", state from notification
       where case_id = any($1) and payload ->> 'event' = 'signatureAwaited'`,
      [[signed, open]],
    )
    expect(rows).toHaveLength(2)
    expect(rows).toContainEqual({ caseId: signed, state: 'lapsed' })
    expect(rows).toContainEqual({ caseId: open, state: 'delivered' })
  })

  it('is asked for by the authority when somebody is recused and the office must find another person', async () => {
    const caseId = await signing.commissioned()
    await signing.takeNotices(caseId)
    await signing.does(caseId, leader, 'recuse', {
      ...(await signing.round(caseId)),
      reasons: '亲属在评估机构任职',
    })
    const people = [approver, colleague, drafter, leader]
    expect(await signing.takeNotices(caseId)).toEqual(people.map((one) => noticeTo('seatsClosed', one)))
  })

  it('is notified once about several seats, as is the webhook', async () => {
    const own = await openRecord({ hasWebhook: true })
    const panels = { commission: { ...TWO_PERSONS, seats: threeHandlers } }
    const values = changedValues(examplePolicy(KINDS).values, { panels })
    const policy = {
      ...examplePolicy(KINDS),
      values,
      version: '2026.1',
      effectiveFrom: plainDate('2026-03-01'),
    }
    await loadReference(own.pool, {
      ...REFERENCE,
      policies: [...REFERENCE.policies, { ...policy, source: 'test' }],
    })
    const caseId = newCase()
    await act(own, { caseId, verb: 'submitStage', body: mergedForm })
    await act(own, { caseId, verb: 'admit', body: {}, by: approver })
    await act(own, { caseId, verb: 'commissionAppraisal', body: commission, by: approver })
    const { state } = await own.loadCase(caseId, MONDAY)
    expect(tasksOf(ofProject(state)).map(({ seat }) => seat)).toEqual(['two', 'three'])
    const { rows } = await own.pool.query(
      `select recipient, payload ->> 'zh' as zh from notification
       where payload ->> 'event' = 'signatureAwaited' order by channel`,
    )
    const zh = '请签署：委托评估，截止2026-03-05 10:00'
    expect(rows).toEqual([
      { recipient: leader.person, zh },
      { recipient: 'default', zh },
    ])
    await own.close()
  })
})

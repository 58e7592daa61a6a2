import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDeliverDue } from '#activities/deliver.ts'
import { createMailer } from '#activities/mail.ts'
import { listNotifications, reviveNotification } from '#db/intake/operations.ts'
import { putPreferences } from '#db/intake/preferences.ts'
import { NO_PREFERENCES, type NoticePreferences } from '#domain/engine/notice-timing.ts'
import { KINDS } from '#domain/kinds.ts'
import type { PersonId } from '#domain/values/ids.ts'
import { type Instant, instant, msOf } from '#domain/values/plain-date.ts'
import { act, MONDAY, newCase, openRecord, type RecordFixture } from '../db/record-fixture.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { acceptingServer, closingServer, type MailServer } from './mail-server.ts'

let record: RecordFixture
const closing: (() => unknown)[] = []
beforeAll(async () => {
  record = await openRecord()
})
afterAll(() => record.close())
beforeEach(() => record.pool.query('delete from notification; delete from notification_preference'))
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const TUESDAY_MORNING = '2026-03-03T01:00:00.000Z' as Instant
const LEADER = 'p-leader@example.invalid'

const prefer = (preferences: Partial<NoticePreferences>) =>
  putPreferences(record.pool, 'p-leader' as PersonId, { ...NO_PREFERENCES, ...preferences })

async function submit(times = 1, at: Instant = MONDAY): Promise<void> {
  for (let i = 0; i < times; i += 1)
    await act(record, { caseId: newCase(), verb: 'submitStage', body: mergedForm, at })
  await record.pool.query('delete from planned_notice')
}

function deliverTo(server: MailServer) {
  const mailer = createMailer({
    smtpUrl: server.url,
    from: 'noreply@tongchou.test',
    apiUrl: 'http://api.test',
  })
  closing.push(mailer.close, server.close)
  return createDeliverDue({ kinds: KINDS, pool: record.pool, senders: { mail: mailer.send } })
}

const toLeader = ({ mails }: MailServer) =>
  mails.filter(({ to }) => !Array.isArray(to) && to?.value[0]?.address === LEADER)

const ofLeader = async () => {
  const { rows } = await record.pool.query(
    `select state, attempts, next_attempt_at as next, digest_id as digest from notification
     where recipient = 'p-leader' order by effect_key`,
  )
  return rows
}

describe('a daily digest', () => {
  it('is one mail of everything, at its time', async () => {
    await prefer({ digest: 'daily', language: 'zh' })
    await submit(3)
    const server = await acceptingServer()
    const deliver = deliverTo(server)
    expect(await deliver({ now: MONDAY })).toEqual({
      nextAttemptAt: TUESDAY_MORNING,
      delivered: 3,
      failed: 0,
    })
    expect(toLeader(server)).toHaveLength(0)
    expect(await deliver({ now: TUESDAY_MORNING })).toMatchObject({ nextAttemptAt: null, delivered: 1 })
    const [mail, ...more] = toLeader(server)
    expect([mail?.subject, more]).toEqual(['今日汇总：3 条通知', []])
    expect(mail?.text?.match(/收到申报材料/g)).toHaveLength(3)
    expect(mail?.text).toContain('下一步：')
    expect(mail?.text).not.toContain('Dear')
    expect((await ofLeader()).map(({ state }) => state)).toEqual(Array(3).fill('delivered'))
  })

  it('keeps its id and its notices when it is not known whether it arrived', async () => {
    await prefer({ digest: 'daily' })
    await submit(2)
    await deliverTo(await acceptingServer())({ now: MONDAY })
    const broken = deliverTo(await closingServer())
    expect(await broken({ now: TUESDAY_MORNING })).toMatchObject({ delivered: 0, failed: 1 })
    const [first] = await ofLeader()
    expect(first.digest).toMatch(/^[0-9a-f]{64}$/)
    await submit(1, TUESDAY_MORNING)
    const server = await acceptingServer()
    const deliver = deliverTo(server)
    await deliver({ now: instant(msOf(TUESDAY_MORNING) + 60_000) })
    const [mail, ...more] = toLeader(server)
    expect(mail?.messageId).toBe(`<${first.digest}@tongchou.test>`)
    expect(mail?.text?.match(/收到申报材料/g)).toHaveLength(2)
    expect(more).toEqual([])
    const WEDNESDAY = '2026-03-04T01:00:00.000Z' as Instant
    await deliver({ now: WEDNESDAY })
    expect(toLeader(server)).toHaveLength(2)
    expect(toLeader(server)[1]?.messageId).not.toBe(mail?.messageId)
  })

  it('that was given up is retried as a whole, in one mail with the same id', async () => {
    await prefer({ digest: 'daily' })
    await submit(3)
    await deliverTo(await acceptingServer())({ now: MONDAY })
    await deliverTo(await acceptingServer(() => 550))({ now: TUESDAY_MORNING })
    expect((await ofLeader()).map(({ state }) => state)).toEqual(Array(3).fill('dead'))
    const [dead, ...others] = await listNotifications(record.pool, { state: 'dead', after: null, limit: 3 })
    const revived = await reviveNotification(record.pool, dead?.id ?? '', TUESDAY_MORNING)
    expect(revived).toMatchObject({ id: dead?.id, state: 'waiting', attempts: 0 })
    for (const { id } of others) expect(await reviveNotification(record.pool, id, MONDAY)).toBeUndefined()
    const server = await acceptingServer()
    await deliverTo(server)({ now: TUESDAY_MORNING })
    const [mail, ...more] = toLeader(server)
    expect([mail?.text?.match(/收到申报材料/g)?.length, more]).toEqual([3, []])
    expect(mail?.messageId).toBe(`<${(await ofLeader())[0].digest}@tongchou.test>`)
  })

  it('is one mail, even if several processes deliver at the same time', async () => {
    await prefer({ digest: 'daily' })
    await submit(5)
    const server = await acceptingServer()
    const deliver = deliverTo(server)
    await deliver({ now: MONDAY })
    await Promise.all([1, 2, 3].map(() => deliver({ now: TUESDAY_MORNING })))
    expect(toLeader(server)).toHaveLength(1)
  })
})

describe('preferences', () => {
  it('put a notice of the night off until the morning, and no longer', async () => {
    await prefer({ quietHours: true, language: 'en' })
    const night = '2026-03-02T15:00:00.000Z' as Instant
    await submit(1, night)
    const server = await acceptingServer()
    const deliver = deliverTo(server)
    expect(await deliver({ now: night })).toMatchObject({ nextAttemptAt: TUESDAY_MORNING, delivered: 1 })
    expect(await ofLeader()).toMatchObject([{ state: 'waiting', attempts: 0 }])
    await deliver({ now: TUESDAY_MORNING })
    expect(toLeader(server)[0]?.subject).toBe('自然资源监测平台: A stage document was submitted')
    expect(toLeader(server)[0]?.text).toMatch(
      /^Dear p-leader,\n.*\nNext: The authority .*\nhttp:\/\/api\.test\/v1\/projects\//,
    )
  })

  it('about muted groups are applied, and the row stays', async () => {
    await prefer({ muted: ['tasks'] })
    await submit()
    const server = await acceptingServer()
    expect(await deliverTo(server)({ now: MONDAY })).toEqual({ nextAttemptAt: null, delivered: 1, failed: 0 })
    expect(await ofLeader()).toMatchObject([{ state: 'muted', attempts: 0 }])
  })

  it('apply when the digest is sent, except for notices that the policy sends immediately', async () => {
    await prefer({ digest: 'daily' })
    await submit(2)
    const server = await acceptingServer()
    const deliver = deliverTo(server)
    await deliver({ now: MONDAY })
    // Current preferences never put off an overdue notice, but an earlier policy may have put it into the digest.
    await record.pool.query(
      `update notification set payload = payload || '{"event":"decisionOverrun","zh":"审批超期"}'
       where id = (select id from notification where in_digest limit 1)`,
    )
    await prefer({ digest: 'daily', muted: ['tasks', 'overdue'] })
    await deliver({ now: TUESDAY_MORNING })
    expect(toLeader(server).map(({ text }) => text?.match(/审批超期|收到申报材料/g))).toEqual([['审批超期']])
    expect((await ofLeader()).map(({ state }) => state).toSorted()).toEqual(['delivered', 'muted'])
  })
})

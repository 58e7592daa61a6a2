import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { DELAYS_MS } from '#activities/back-off.ts'
import { createDeliverDue, type Senders } from '#activities/deliver.ts'
import { createMailer } from '#activities/mail.ts'
import { createWebhook } from '#activities/webhook.ts'
import { KINDS } from '#domain/kinds.ts'
import { type Instant, instant, msOf } from '#domain/values/plain-date.ts'
import { act, MONDAY, newCase, openRecord, type RecordFixture } from '../db/record-fixture.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { approver } from '../domain/project-people.ts'
import {
  acceptingServer,
  closingServer,
  heldClocks,
  type MailServer,
  refusingServer,
  silentServer,
} from './mail-server.ts'

let record: RecordFixture
const closing: (() => unknown)[] = []
beforeAll(async () => {
  record = await openRecord({ hasWebhook: true })
})
afterAll(() => record.close())
beforeEach(() => record.pool.query('delete from notification'))
afterEach(async () => {
  vi.restoreAllMocks()
  for (const close of closing.splice(0)) await close()
})

const later = (at: Instant, ms: number): Instant => instant(msOf(at) + ms)

/** The authority has two approvers, so a submission causes two mails and one webhook. */
async function submit(): Promise<void> {
  await act(record, { caseId: newCase(), verb: 'submitStage', body: mergedForm })
  // Planned notices are tested in deadline-notices.test.ts.
  await record.pool.query('delete from planned_notice')
}

const rows = async (channel = 'mail') => {
  const { rows } = await record.pool.query(
    `select state, attempts, last_error, next_attempt_at as next, message_id from notification
     where channel = $1 order by recipient`,
    [channel],
  )
  return rows
}

function deliverWith(senders: Senders) {
  return createDeliverDue({ kinds: KINDS, pool: record.pool, senders })
}

function mailTo(server: MailServer, limits: { timeoutMs?: number } = {}) {
  const settings = { smtpUrl: server.url, from: '统筹 <noreply@tongchou.test>', ...limits }
  const mailer = createMailer({ ...settings, apiUrl: 'http://127.0.0.1:3000' })
  closing.push(mailer.close, server.close)
  return deliverWith({ mail: mailer.send })
}

describe('notices', () => {
  it('are written once, with the events, for the people whom they concern', async () => {
    const before = record.wakes()
    await submit()
    const { rows } = await record.pool.query(
      'select channel, recipient, effect_key, next_attempt_at from notification order by recipient',
    )
    expect(rows.map(({ recipient }) => recipient)).toEqual(['default', 'p-approver', 'p-leader'])
    expect(new Set(rows.map(({ effect_key }) => effect_key)).size).toBe(3)
    expect(rows[0]).toMatchObject({ channel: 'webhook', next_attempt_at: MONDAY })
    expect(record.wakes()).toBe(before + 1)
  })

  it('are not written again when the command is repeated', async () => {
    const caseId = newCase()
    const id = 'the-same'
    await act(record, { caseId, verb: 'submitStage', body: mergedForm, id })
    await act(record, { caseId, verb: 'submitStage', body: mergedForm, id })
    expect(await rows()).toHaveLength(2)
  })

  it('are not written for a refusal', async () => {
    const before = record.wakes()
    await act(record, { caseId: newCase(), verb: 'admit', body: {}, by: approver })
    expect([await rows(), record.wakes()]).toEqual([[], before])
  })

  it('wait while no channel is configured', async () => {
    await submit()
    expect(await deliverWith({})({ now: MONDAY })).toEqual({ nextAttemptAt: null, delivered: 0, failed: 0 })
    expect(await rows()).toMatchObject([{ attempts: 0 }, { attempts: 0 }])
  })
})

describe('mails', () => {
  it('arrive in both languages, and contain only the name of the person', async () => {
    const server = await acceptingServer()
    await submit()
    expect(await mailTo(server)({ now: MONDAY })).toEqual({ nextAttemptAt: null, delivered: 2, failed: 0 })
    const mail = server.mails.find(({ text }) => text?.includes('p-leader'))
    expect(mail?.subject).toBe('自然资源监测平台：收到申报材料 / A stage document was submitted')
    expect(mail?.text).toContain(
      '张p-leader：\n项目“自然资源监测平台”：收到申报材料（2026-03-02）。\n下一步：',
    )
    expect(mail?.text).toContain('Dear p-leader,\nproject “自然资源监测平台”: A stage document was submitted')
    expect(mail?.text).not.toContain('@')
    expect(await rows()).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }])
  })

  it('are delivered once, even if several processes deliver at the same time', async () => {
    const server = await acceptingServer()
    for (let i = 0; i < 10; i++) await submit()
    const deliver = mailTo(server)
    await Promise.all([1, 2, 3].map(() => deliver({ now: MONDAY })))
    await deliver({ now: later(MONDAY, 86_400_000) })
    expect(server.mails).toHaveLength(20)
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(20)
  })

  it('are not sent before their time', async () => {
    const server = await acceptingServer()
    await submit()
    const early = await mailTo(server)({ now: later(MONDAY, -1) })
    expect(early).toEqual({ nextAttemptAt: MONDAY, delivered: 0, failed: 0 })
  })

  it('keep their id when the server closes the connection before its answer', async () => {
    const broken = await closingServer()
    await submit()
    const result = await mailTo(broken)({ now: MONDAY })
    expect(result).toEqual({ nextAttemptAt: later(MONDAY, 60_000), delivered: 0, failed: 2 })
    const [first] = await rows()
    expect(first).toMatchObject({ state: 'waiting', attempts: 1 })
    const server = await acceptingServer()
    await mailTo(server)({ now: later(MONDAY, 60_000) })
    expect(server.mails.map(({ messageId }) => messageId)).toContain(`<${first?.message_id}@tongchou.test>`)
  })

  it('wait longer after each failure, and are given up after three days', async () => {
    const server = await acceptingServer(() => 451)
    await submit()
    const deliver = mailTo(server)
    let now = MONDAY
    for (const delay of DELAYS_MS) {
      const { nextAttemptAt } = await deliver({ now })
      expect(nextAttemptAt).toBe(later(now, delay))
      now = later(now, delay)
    }
    expect(await deliver({ now })).toEqual({ nextAttemptAt: null, delivered: 0, failed: 2 })
    expect(await rows()).toMatchObject([{ state: 'dead' }, { state: 'dead', attempts: DELAYS_MS.length + 1 }])
    expect(msOf(now) - msOf(MONDAY)).toBeLessThanOrEqual(3 * 86_400_000)
  })

  it('are given up immediately when the server refuses them permanently, and the error does not name the recipient', async () => {
    const server = await refusingServer({ RCPT: '550 5.1.1 <p-approver@example.invalid> user unknown' })
    await submit()
    expect(await mailTo(server)({ now: MONDAY })).toMatchObject({ nextAttemptAt: null, failed: 2 })
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'dead', attempts: 1 })
    expect(row?.last_error).toMatch(/^550 .*: 550 5\.1\.1 <…> user unknown$/)
  })

  it('do not wait for a silent server', async () => {
    const server = await silentServer()
    await submit()
    expect(await mailTo(server, { timeoutMs: 300 })({ now: MONDAY })).toMatchObject({
      delivered: 0,
      failed: 2,
    })
    expect(await rows()).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }])
  })

  it('have their time limit counted from when a connection is free, and arrive once even if the server is slow', async () => {
    const clocks = heldClocks()
    let answer: (value?: unknown) => void = () => undefined
    const server = await acceptingServer(() => undefined, new Promise((resolve) => (answer = resolve)))
    for (let i = 0; i < 8; i++) await submit()
    const deliver = mailTo(server)
    const delivered = deliver({ now: MONDAY })
    await vi.waitFor(() => expect(server.attempts).toHaveLength(4), { timeout: 20_000 })
    expect(clocks).toHaveLength(4)
    answer()
    expect(await delivered).toMatchObject({ delivered: 16, failed: 0 })
    await deliver({ now: later(MONDAY, 60_000) })
    expect([server.attempts.length, new Set(server.attempts).size]).toEqual([16, 16])
  })

  it('are given up when the directory does not know the person any more', async () => {
    await submit()
    await record.pool.query(`update notification set recipient = 'p-gone' where recipient = 'p-leader'`)
    const server = await acceptingServer()
    expect(await mailTo(server)({ now: MONDAY })).toMatchObject({ delivered: 1, failed: 1 })
    expect((await rows()).map(({ state }) => state)).toEqual(['delivered', 'dead'])
  })
})

describe('webhooks', () => {
  const secret = `whsec_${Buffer.from('a secret of the receiver').toString('base64')}`

  /** A receiver that answers with these statuses, one after the other. */
  async function receiver(...statuses: number[]) {
    const received: { headers: Record<string, string>; body: string }[] = []
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString()
        received.push({ headers: request.headers as Record<string, string>, body })
        response.writeHead(statuses.shift() ?? 204).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    closing.push(() => {
      server.closeAllConnections()
      server.close()
    })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
    return { received, deliver: deliverWith({ webhook: createWebhook({ url, secret }) }) }
  }

  it('are signed so that the receiver can verify them', async () => {
    await submit()
    const { received, deliver } = await receiver()
    expect(await deliver({ now: MONDAY })).toMatchObject({ delivered: 1 })
    const [{ headers, body } = { headers: {}, body: '' }] = received
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({
      type: 'tongchou.stageSubmitted',
      timestamp: MONDAY,
      data: { title: '自然资源监测平台', seq: 2 },
    })
    expect(() => new Webhook(secret).verify(body.replace('自然', '人造'), headers)).toThrow()
  })

  it.each([408, 429, 500, 503])('are sent again with the same id after %i', async (status) => {
    await submit()
    const { received, deliver } = await receiver(status)
    expect(await deliver({ now: MONDAY })).toMatchObject({ nextAttemptAt: later(MONDAY, 60_000), failed: 1 })
    await deliver({ now: later(MONDAY, 60_000) })
    expect(received).toHaveLength(2)
    expect(received[1]?.headers['webhook-id']).toBe(received[0]?.headers['webhook-id'])
    expect(received[1]?.body).toBe(received[0]?.body)
    expect(await rows('webhook')).toMatchObject([{ state: 'delivered' }])
  })

  it.each([302, 400, 401, 410])('are given up after %i', async (status) => {
    await submit()
    const { deliver } = await receiver(status)
    expect(await deliver({ now: MONDAY })).toMatchObject({ nextAttemptAt: null, failed: 1 })
    expect(await rows('webhook')).toMatchObject([{ state: 'dead', attempts: 1 }])
  })

  it('are sent again when the receiver does not listen', async () => {
    await submit()
    const deliver = deliverWith({ webhook: createWebhook({ url: 'http://127.0.0.1:1/', secret }) })
    expect(await deliver({ now: MONDAY })).toMatchObject({ nextAttemptAt: later(MONDAY, 60_000), failed: 1 })
  })
})

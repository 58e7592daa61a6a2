/** Receivers that fail for a long time: every message is delivered or given up, with the same id at all attempts. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDeliverDue, type Senders } from '#activities/deliver.ts'
import { createMailer } from '#activities/mail.ts'
import { createWebhook } from '#activities/webhook.ts'
import { reviveNotification } from '#db/intake/operations.ts'
import { KINDS } from '#domain/kinds.ts'
import { type Instant, instant, msOf } from '#domain/values/plain-date.ts'
import { act, MONDAY, newCase, openRecord, type RecordFixture } from '../db/record-fixture.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { acceptingServer, closingServer, type MailServer, silentServer } from './mail-server.ts'

let record: RecordFixture
const closing: (() => unknown)[] = []
beforeAll(async () => {
  record = await openRecord({ hasWebhook: true })
})
afterAll(() => record.close())
beforeEach(async () => {
  await record.pool.query('delete from notification')
  await act(record, { caseId: newCase(), verb: 'submitStage', body: mergedForm })
  await record.pool.query('delete from planned_notice')
})
afterEach(async () => {
  // Clients are closed first, because a server waits for them.
  for (const close of closing.splice(0).reverse()) await close()
})

const TWO_DAYS_MS = 2 * 86_400_000

/** Delivers whenever the outbox would, until that time. Returns the time of the next attempt. */
async function deliverUntil(senders: Senders, from: Instant, until: Instant): Promise<Instant> {
  const deliver = createDeliverDue({ kinds: KINDS, pool: record.pool, senders })
  for (let now = from; ; ) {
    if (now >= until) return now
    const { nextAttemptAt } = await deliver({ now })
    if (nextAttemptAt === null) throw new Error('nothing waits any more')
    now = nextAttemptAt
  }
}

const ids = async (channel: string): Promise<{ id: string; state: string }[]> => {
  const { rows } = await record.pool.query(
    'select message_id as id, state from notification where channel = $1 order by id',
    [channel],
  )
  return rows
}

function mailTo(url: string, timeoutMs = 10_000): Senders {
  const mailer = createMailer({ smtpUrl: url, from: 'noreply@tongchou.test', apiUrl: undefined, timeoutMs })
  closing.push(mailer.close)
  return { mail: mailer.send }
}

const BACK = instant(msOf(MONDAY) + TWO_DAYS_MS)

describe('a mail server', () => {
  it.each([
    ['is down', (): Promise<MailServer | string> => Promise.resolve('smtp://127.0.0.1:1')],
    ['hangs up before its 250', closingServer],
    ['says nothing', silentServer],
    ['answers 451', () => acceptingServer(() => 451)],
  ] as const)('that %s for two days gets every mail when it works again', async (_name, open) => {
    const broken = await open()
    if (typeof broken !== 'string') closing.push(broken.close)
    const url = typeof broken === 'string' ? broken : broken.url
    const before = await ids('mail')
    const now = await deliverUntil(mailTo(url, 100), MONDAY, BACK)
    const server = await acceptingServer()
    closing.push(server.close)
    await createDeliverDue({ kinds: KINDS, pool: record.pool, senders: mailTo(server.url) })({ now })
    expect((await ids('mail')).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
    const arrived = server.mails.map(({ messageId }) => messageId).toSorted()
    expect(arrived).toEqual(before.map(({ id }) => `<${id}@tongchou.test>`).toSorted())
  })
})

/** Delivers until nothing waits any more, at most for three days. */
async function deliverToTheEnd(senders: Senders): Promise<void> {
  const deliver = createDeliverDue({ kinds: KINDS, pool: record.pool, senders })
  let now: Instant | null = MONDAY
  while (now !== null) ({ nextAttemptAt: now } = await deliver({ now }))
}

const messageIds = async () => (await ids('mail')).map(({ id }) => `<${id}@tongchou.test>`).toSorted()

describe('a mail server that never works', () => {
  it.each([
    ['is down', (): Promise<MailServer | string> => Promise.resolve('smtp://127.0.0.1:1')],
    ['hangs up before its 250', closingServer],
    ['says nothing', silentServer],
    ['answers 451', () => acceptingServer(() => 451)],
    ['answers 550', () => acceptingServer(() => 550)],
  ] as const)(
    'because it %s: every mail is given up, and an operator can send it again',
    async (_name, open) => {
      const broken = await open()
      if (typeof broken !== 'string') closing.push(broken.close)
      await deliverToTheEnd(mailTo(typeof broken === 'string' ? broken : broken.url, 100))
      expect((await ids('mail')).map(({ state }) => state)).toEqual(['dead', 'dead'])
      const { rows } = await record.pool.query(`select id from notification where channel = 'mail'`)
      for (const { id } of rows) {
        expect(await reviveNotification(record.pool, id, BACK)).toMatchObject({ state: 'waiting' })
      }
      const server = await acceptingServer()
      closing.push(server.close)
      await createDeliverDue({ kinds: KINDS, pool: record.pool, senders: mailTo(server.url) })({ now: BACK })
      expect((await ids('mail')).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
      expect(server.attempts.toSorted()).toEqual(await messageIds())
    },
  )

  it('gets the same Message-ID at each attempt, although it did not answer earlier ones', async () => {
    const broken = await closingServer()
    closing.push(broken.close)
    await deliverToTheEnd(mailTo(broken.url))
    const { rows } = await record.pool.query(
      `select sum(attempts)::int as n from notification where channel = 'mail'`,
    )
    expect(broken.attempts).toHaveLength(rows[0].n)
    expect(rows[0].n).toBeGreaterThan(15)
    expect([...new Set(broken.attempts)].toSorted()).toEqual(await messageIds())
  })
})

describe('a receiver of webhooks', () => {
  async function receiver(answer: (response: ServerResponse) => void) {
    const seen: string[] = []
    const server = createServer((request: IncomingMessage, response) => {
      seen.push(String(request.headers['webhook-id']))
      request.resume().on('end', () => answer(response))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    closing.push(() => {
      server.closeAllConnections()
      server.close()
    })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const secret = `whsec_${Buffer.from('a secret of the receiver').toString('base64')}`
    return { seen, senders: { webhook: createWebhook({ url, secret }) } }
  }

  it('that fails for two days gets the webhook with the same id when it works again', async () => {
    const answers = [503, 500, 429]
    let isBack = false
    const { seen, senders } = await receiver((response) => {
      if (isBack) response.writeHead(204).end()
      else if (answers.length > 0) response.writeHead(answers.shift() ?? 500).end()
      else response.destroy()
    })
    const now = await deliverUntil(senders, MONDAY, BACK)
    isBack = true
    await createDeliverDue({ kinds: KINDS, pool: record.pool, senders })({ now })
    const [row] = await ids('webhook')
    expect(row?.state).toBe('delivered')
    expect(seen.length).toBeGreaterThan(6)
    expect(new Set(seen)).toEqual(new Set([`msg_${row?.id}`]))
  })
})

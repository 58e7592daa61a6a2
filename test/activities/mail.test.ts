/** How one attempt at a mail ends, on servers of all tempers. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Attempt } from '#activities/attempt.ts'
import { createMailer } from '#activities/mail.ts'
import type { CaseId, PersonId } from '#domain/ids.ts'
import { MONDAY } from '../db/record-fixture.ts'
import { friendlyServer, type MailServer, refusingServer } from './mail-server.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const PERSON = { id: 'p-one' as PersonId, zh: '张一', en: 'One', email: 'one@example.invalid' }
const TOLD = {
  caseId: 'project/one' as CaseId,
  seq: 1,
  event: 'admitted',
  title: '平台',
  zh: '受理',
  en: 'x',
} as const

function sender({ url, close }: MailServer, attemptMs?: number) {
  const settings = { smtpUrl: url, from: 'noreply@tongchou.test', apiUrl: undefined }
  const mailer = createMailer(attemptMs ? { ...settings, attemptMs } : settings)
  closing.push(mailer.close, close)
  return (id: number): Promise<Attempt> =>
    mailer.send({
      id: String(id).padStart(64, '0'),
      ...{ person: PERSON, language: 'zh', at: MONDAY, payloads: [{ ...TOLD, at: MONDAY }] },
    })
}

const all = (send: (id: number) => Promise<Attempt>) =>
  Promise.all(Array.from({ length: 16 }, (_, id) => send(id)))

describe('a refusal', () => {
  it.each([
    ['the greeting', { CONN: '554 no service here' }],
    ['every way to say hello', { EHLO: '502 maintenance', HELO: '502 maintenance' }],
    ['the sender', { MAIL: '550 not from there' }],
    ['a session without encryption', { RCPT: '530 5.7.0 Must issue a STARTTLS command first' }],
    ['a session without a login', { DATA: '503 5.5.1 Authentication required' }],
    ['this recipient for now', { RCPT: '450 try again' }],
  ])('of %s may pass', async (_what, answers) => {
    expect(await sender(await refusingServer(answers))(1)).toMatchObject({ status: 'later' })
  })

  it.each([
    ['this recipient', { RCPT: '550 unknown' }],
    ['this mail before it came', { DATA: '554 no' }],
    ['this mail', { '.': '554 looks like spam' }],
  ])('of %s is final', async (_what, answers) => {
    expect(await sender(await refusingServer(answers))(1)).toMatchObject({ status: 'never' })
  })
})

describe('an attempt', () => {
  it('has its time from when a connection is free', async () => {
    const server = await friendlyServer(() => undefined, 300)
    const attempts = await all(sender(server, 800))
    expect(attempts.filter(({ status }) => status === 'accepted')).toHaveLength(16)
    expect(new Set(server.attempts).size).toBe(16)
  })

  it('that was given up was made, and its mail does not leave later', async () => {
    const server = await friendlyServer(() => undefined, 2_000)
    const attempts = await all(sender(server, 300))
    expect(attempts).toEqual(Array(16).fill({ status: 'later', error: 'no answer in time' }))
    await sleep(500)
    expect(server.attempts).toHaveLength(16)
  })
})

/** How one attempt at a mail ends, on servers that behave well or badly. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Attempt } from '#activities/attempt.ts'
import { createMailer } from '#activities/mail.ts'
import type { CaseId, PersonId } from '#domain/values/ids.ts'
import { MONDAY } from '../db/record-fixture.ts'
import { acceptingServer, heldClocks, type MailServer, refusingServer } from './mail-server.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  vi.restoreAllMocks()
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
  about: { kind: { zh: '项目', en: 'project', path: 'projects' }, next: { zh: '查看', en: 'look' } },
} as const

/** So many mails are sent at the same time. */
const CONNECTIONS = 4
const PATIENCE = { timeout: 20_000 }

function sender({ url, close }: MailServer) {
  const mailer = createMailer({ smtpUrl: url, from: 'noreply@tongchou.test', apiUrl: undefined })
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
  ])('of %s may be temporary', async (_what, answers) => {
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
  it('has its time limit counted from when a connection is free', async () => {
    const clocks = heldClocks()
    let answer: (value?: unknown) => void = () => undefined
    const server = await acceptingServer(() => undefined, new Promise((resolve) => (answer = resolve)))
    const sending = all(sender(server))
    await vi.waitFor(() => expect(server.attempts).toHaveLength(CONNECTIONS), PATIENCE)
    expect(clocks, 'clocks that run while the others wait for a connection').toHaveLength(CONNECTIONS)
    answer()
    expect((await sending).filter(({ status }) => status === 'accepted')).toHaveLength(16)
    expect([clocks.length, new Set(server.attempts).size]).toEqual([16, 16])
  })

  it('that reached its time limit counts as made, and its mail is not sent later', async () => {
    const clocks = heldClocks()
    let answer: (value?: unknown) => void = () => undefined
    const server = await acceptingServer(() => undefined, new Promise((resolve) => (answer = resolve)))
    const sending = all(sender(server))
    for (let arrived = CONNECTIONS; arrived <= 16; arrived += CONNECTIONS) {
      await vi.waitFor(() => expect(server.attempts).toHaveLength(arrived), PATIENCE)
      for (const clock of clocks.slice(arrived - CONNECTIONS)) clock.abort()
    }
    expect(await sending).toEqual(Array(16).fill({ status: 'later', error: 'no answer in time' }))
    answer()
    // After the server is closed, no mail can arrive any more.
    for (const close of closing.splice(0)) await close()
    expect(server.attempts).toHaveLength(16)
  })
})

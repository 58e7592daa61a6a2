/** A mail server in this process that keeps what it receives: proof that mails were really delivered. */
import type { AddressInfo } from 'node:net'
import { type AddressObject, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { type Instant, instant } from '#domain/values/plain-date.ts'

export interface Mail {
  /** Addresses, lower case. */
  to: string[]
  subject: string
  text: string
  messageId: string
  /** `zh`, `en`, or `zh, en`: the header Content-Language. */
  language: string
  /** The business time at which it was sent. */
  at: Instant
}

export interface MailCatcher {
  /** For SMTP_URL. */
  readonly url: string
  /** In the order of arrival; the same array grows. */
  readonly mails: readonly Mail[]
  close(): Promise<void>
}

export async function catchMails(): Promise<MailCatcher> {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData(stream, _session, done) {
      simpleParser(stream).then(
        ({ to, subject = '', text = '', messageId = '', headers, date }) => {
          const language = String(headers.get('content-language') ?? '')
          const at = instant(date?.getTime() ?? 0)
          mails.push({ to: addressesOf(to), subject, text, messageId, language, at })
          done()
        },
        (error: Error) => done(error),
      )
    },
  })
  // A client that goes away in the middle of a mail ends nobody else's.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function addressesOf(to: AddressObject | AddressObject[] | undefined): string[] {
  const objects = to === undefined ? [] : Array.isArray(to) ? to : [to]
  return objects.flatMap(({ value }) => value.flatMap(({ address }) => address?.toLowerCase() ?? []))
}

/** Sending mails. The same notice has the same Message-ID at each attempt: receivers drop what they have. */
import { createTransport } from 'nodemailer'
import type { Attempt } from './attempt.ts'
import type { Channel } from './channel.ts'
import { mailText } from './mail-text.ts'
import { createTurns } from './turns.ts'

const TIMEOUT_MS = 10_000
/** For one mail from when a connection is free for it, also where the server is never silent for long. */
const ATTEMPT_MS = 25_000
const CONNECTIONS_MAX = 4
/** Answers that ask for encryption or a login, whatever command they follow: this mail is not what is wrong. */
const ABOUT_ACCESS = [503, 530, 534, 535, 538]

const LANGUAGE_TAGS = { zh: 'zh', en: 'en', both: 'zh, en' } as const

export interface MailSettings {
  smtpUrl: string
  from: string
  /** Where people find the API; without it mails carry no link. */
  apiUrl: string | undefined
  /** Of silence, at each step. */
  timeoutMs?: number
}

export function createMailer({ smtpUrl, from, apiUrl, timeoutMs = TIMEOUT_MS }: MailSettings): Channel {
  const options = {
    url: smtpUrl,
    pool: true as const,
    maxConnections: CONNECTIONS_MAX,
    // The outbox repeats, by its own times; the transport's own repetitions would not be counted.
    maxRequeues: 0,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const transport = createTransport(options)
  // The transport has a queue of its own, in which the clock of an attempt would run already.
  const inTurn = createTurns(CONNECTIONS_MAX)
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'tongchou.invalid'
  return {
    async send(message) {
      const { person } = message
      if (!person) return { status: 'never', error: 'the directory does not know this person any more' }
      const mail = {
        from,
        to: { name: person.zh, address: person.email },
        ...mailText(message, person, apiUrl),
        messageId: `<${message.id}@${domain}>`,
        date: new Date(message.at),
        headers: {
          // No out-of-office replies to a machine (RFC 3834).
          'Auto-Submitted': 'auto-generated',
          'Content-Language': LANGUAGE_TAGS[message.language],
        },
      }
      try {
        // A mail that was given up takes its connection with it: it cannot leave later, unseen.
        await inTurn(() => transport.sendMail({ ...mail, signal: AbortSignal.timeout(ATTEMPT_MS) }))
        return { status: 'accepted' }
      } catch (error) {
        return failureOf(error as SmtpError)
      }
    },
    close: () => transport.close(),
  }
}

type SmtpError = Error & { code?: string; command?: string; responseCode?: number }

/**
 * Only a refusal of this recipient or of this mail is final. Whatever else is refused (the connection, the greeting,
 * the login, the sender) may pass, and would be refused to every mail alike.
 */
function failureOf({ message, code, command, responseCode }: SmtpError): Attempt {
  if (code === 'EABORT') return { status: 'later', error: 'no answer in time' }
  const isOfMail = command === 'RCPT TO' || command === 'DATA'
  const isFinal =
    isOfMail && responseCode !== undefined && responseCode >= 500 && !ABOUT_ACCESS.includes(responseCode)
  return { status: isFinal ? 'never' : 'later', error: `${responseCode ?? code ?? ''} ${message}`.trim() }
}

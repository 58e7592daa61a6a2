/** Sends mails. A notice has the same Message-ID at each attempt, so that receivers drop repetitions. */
import { createTransport } from 'nodemailer'
import pLimit from 'p-limit'
import type { Attempt } from './attempt.ts'
import type { Channel } from './channel.ts'
import { mailText } from './mail-text.ts'

const TIMEOUT_MS = 10_000
/** For one mail in all, counted from when it has a connection: the limit for silence alone would not end a slow server. */
const ATTEMPT_MS = 25_000
const CONNECTIONS_MAX = 4
/** Answers that ask for encryption or a login: the fault is not in this mail. */
const ABOUT_ACCESS = [503, 530, 534, 535, 538]

const LANGUAGE_TAGS = { zh: 'zh', en: 'en', both: 'zh, en' } as const

export interface MailSettings {
  smtpUrl: string
  from: string
  /** Public address of the API; without it mails have no link. */
  apiUrl: string | undefined
  /** How long the server may be silent at each step. */
  timeoutMs?: number
}

export function createMailer({ smtpUrl, from, apiUrl, timeoutMs = TIMEOUT_MS }: MailSettings): Channel {
  const options = {
    url: smtpUrl,
    pool: true as const,
    maxConnections: CONNECTIONS_MAX,
    // Only the outbox retries: retries of the transport would not be counted.
    maxRequeues: 0,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  const transport = createTransport(options)
  // The transport has its own queue; the time limit of an attempt must not include waiting in it.
  const limited = pLimit(CONNECTIONS_MAX)
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
        // Aborting also closes the connection, so that a mail that was given up cannot be sent later.
        await limited(() => transport.sendMail({ ...mail, signal: AbortSignal.timeout(ATTEMPT_MS) }))
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
 * Only a refusal of this recipient or of this mail is final. Other refusals (of the connection, the greeting, the login, the
 * sender) concern every mail and may be temporary.
 */
function failureOf({ message, code, command, responseCode }: SmtpError): Attempt {
  if (code === 'EABORT') return { status: 'later', error: 'no answer in time' }
  const isOfMail = command === 'RCPT TO' || command === 'DATA'
  const isFinal =
    isOfMail && responseCode !== undefined && responseCode >= 500 && !ABOUT_ACCESS.includes(responseCode)
  return { status: isFinal ? 'never' : 'later', error: `${responseCode ?? code ?? ''} ${message}`.trim() }
}

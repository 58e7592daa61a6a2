/** The ways out of the outbox that this installation has. */
import type { Config } from '#wire/config.ts'
import type { Senders } from './deliver.ts'
import { createMailer } from './mail.ts'
import { createWebhook } from './webhook.ts'

type SenderConfig = Pick<Config, 'MAIL_FROM'> &
  Partial<Pick<Config, 'SMTP_URL' | 'API_URL' | 'WEBHOOK_URL' | 'WEBHOOK_SECRET'>>

/** A channel that is not configured has no sender: its notices wait. */
export function sendersOf(config: SenderConfig): { senders: Senders; close: () => void } {
  const { SMTP_URL, MAIL_FROM, API_URL, WEBHOOK_URL, WEBHOOK_SECRET } = config
  const mailer = SMTP_URL ? createMailer({ smtpUrl: SMTP_URL, from: MAIL_FROM, apiUrl: API_URL }) : null
  if (WEBHOOK_URL && !WEBHOOK_SECRET) {
    throw new Error('WEBHOOK_URL is set without WEBHOOK_SECRET: webhooks are always signed')
  }
  const webhook = WEBHOOK_URL && WEBHOOK_SECRET ? { url: WEBHOOK_URL, secret: WEBHOOK_SECRET } : null
  return {
    senders: {
      ...(mailer ? { mail: mailer.send } : {}),
      ...(webhook ? { webhook: createWebhook(webhook) } : {}),
    },
    close: () => mailer?.close(),
  }
}

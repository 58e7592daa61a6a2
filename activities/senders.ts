/** The channels of the outbox that this installation has. A new channel is one more entry of CHANNEL_OF. */
import { CHANNELS, type Channel as ChannelName } from '#db/schema/outbox.ts'
import type { Config } from '#wire/config.ts'
import type { Channel } from './channel.ts'
import { createMailer } from './mail.ts'
import type { Senders } from './sending.ts'
import { createWebhook } from './webhook.ts'

type SenderConfig = Pick<Config, 'MAIL_FROM'> &
  Partial<Pick<Config, 'SMTP_URL' | 'API_URL' | 'WEBHOOK_URL' | 'WEBHOOK_SECRET'>>

/** Null: it is not configured. */
const CHANNEL_OF: Readonly<Record<ChannelName, (config: SenderConfig) => Channel | null>> = {
  mail: ({ SMTP_URL, MAIL_FROM, API_URL }) =>
    SMTP_URL ? createMailer({ smtpUrl: SMTP_URL, from: MAIL_FROM, apiUrl: API_URL }) : null,
  webhook: ({ WEBHOOK_URL, WEBHOOK_SECRET }) => {
    if (!WEBHOOK_URL) return null
    if (!WEBHOOK_SECRET) {
      throw new Error('WEBHOOK_URL is set without WEBHOOK_SECRET: webhooks are always signed')
    }
    return { send: createWebhook({ url: WEBHOOK_URL, secret: WEBHOOK_SECRET }), close: () => undefined }
  },
}

/** A channel that is not configured has no sender: its notices wait. */
export function sendersOf(config: SenderConfig): { senders: Senders; close: () => void } {
  const channels = CHANNELS.flatMap((name) => {
    const channel = CHANNEL_OF[name](config)
    return channel ? [{ name, channel }] : []
  })
  return {
    senders: Object.fromEntries(channels.map(({ name, channel }) => [name, channel.send])),
    close: () => {
      for (const { channel } of channels) channel.close()
    },
  }
}

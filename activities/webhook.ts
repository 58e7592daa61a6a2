/** Signed webhooks after the Standard Webhooks specification. The id is the same at each attempt. */
import { Webhook } from 'standardwebhooks'
import type { DueNotice } from '#db/outbox.ts'
import type { Attempt } from './attempt.ts'

const TIMEOUT_MS = 10_000
/** Refusals that say "later": request timeout and too many requests. */
const PASSING = [408, 429]

export interface WebhookSettings {
  url: string
  /** `whsec_…` */
  secret: string
}

export type SendWebhook = (notice: DueNotice) => Promise<Attempt>

export function createWebhook({ url, secret }: WebhookSettings): SendWebhook {
  const signer = new Webhook(secret)
  return async ({ messageId, payload: { at, event, ...data } }) => {
    const id = `msg_${messageId}`
    const body = JSON.stringify({ type: `tongchou.${event}`, timestamp: at, data })
    // The signature's time is the real one: receivers refuse what is older than a few minutes.
    const signedAt = new Date()
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1000)),
      'webhook-signature': signer.sign(id, signedAt, body),
    }
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS)
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
      await response.body?.cancel()
      return attemptOf(response.status)
    } catch (error) {
      return { status: 'failed', error: String((error as Error).cause ?? error) }
    }
  }
}

function attemptOf(status: number): Attempt {
  if (status >= 200 && status < 300) return { status: 'delivered' }
  const mayPass = status >= 500 || PASSING.includes(status)
  return { status: mayPass ? 'failed' : 'dead', error: `the receiver answered ${status}` }
}

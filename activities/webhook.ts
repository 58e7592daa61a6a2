/** Sends signed webhooks (Standard Webhooks specification). The id is the same at each attempt. */
import { Webhook } from 'standardwebhooks'
import type { Attempt } from './attempt.ts'
import type { Send } from './channel.ts'

const TIMEOUT_MS = 10_000
/** Client errors that are temporary: request timeout and too many requests. */
const TEMPORARY_ERRORS = [408, 429]

export interface WebhookSettings {
  url: string
  /** `whsec_…` */
  secret: string
}

export function createWebhook({ url, secret }: WebhookSettings): Send {
  const signer = new Webhook(secret)
  return async (message) => {
    const [{ at, event, about: _about, ...data }] = message.payloads
    const id = `msg_${message.id}`
    const body = JSON.stringify({ type: `tongchou.${event}`, timestamp: at, data })
    // The signature has the real time, because receivers refuse one that is older than a few minutes.
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
      return { status: 'later', error: String((error as Error).cause ?? error) }
    }
  }
}

function attemptOf(status: number): Attempt {
  if (status >= 200 && status < 300) return { status: 'accepted' }
  const mayPass = status >= 500 || TEMPORARY_ERRORS.includes(status)
  return { status: mayPass ? 'later' : 'never', error: `the receiver answered ${status}` }
}

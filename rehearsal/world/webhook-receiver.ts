/** A receiver of webhooks in this process: checks each signature and keeps what was said. */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

export interface Call {
  id: string
  event: string
  payload: Record<string, unknown>
}

export interface WebhookReceiver {
  readonly url: string
  readonly secret: string
  /** Calls with a valid signature, in the order of arrival; the same array grows. */
  readonly calls: readonly Call[]
  /** Calls whose signature did not fit. */
  readonly forged: readonly string[]
  close(): Promise<void>
}

export async function receiveWebhooks(): Promise<WebhookReceiver> {
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  const webhook = new Webhook(secret)
  const calls: Call[] = []
  const forged: string[] = []
  const server = createServer((request, response) => {
    bodyOf(request).then(
      (body) => {
        const call = verified(webhook, body, request)
        if (call) calls.push(call)
        else forged.push(body)
        response.writeHead(call ? 204 : 401).end()
      },
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    secret,
    calls,
    forged,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function verified(webhook: Webhook, body: string, { headers }: IncomingMessage): Call | undefined {
  try {
    const payload = webhook.verify(body, headers as Record<string, string>) as Record<string, unknown>
    const event = String(payload.type ?? '').replace(/^tongchou\./, '')
    return { id: String(headers['webhook-id']), event, payload }
  } catch {
    return undefined
  }
}

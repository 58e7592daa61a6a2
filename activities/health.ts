/** The worker's endpoints for monitoring: alive, ready, metrics. */
import { createServer, type Server } from 'node:http'
import type { Registry } from 'prom-client'
import type { Readiness } from './readiness.ts'

export interface Health {
  readiness: () => Promise<Readiness>
  registry: Registry
}

/** Serves `/livez`, `/readyz` and `/metrics` to monitoring, not to the public. */
export function serveHealth(
  { host, port }: { host: string; port: number },
  { readiness, registry }: Health,
): Promise<Server> {
  const routes: Readonly<Record<string, () => Promise<{ status: number; type: string; body: string }>>> = {
    '/livez': async () => plain(200, 'alive'),
    '/readyz': async () => {
      const { isReady, ...report } = await readiness()
      return { status: isReady ? 200 : 503, type: 'application/json', body: `${JSON.stringify(report)}\n` }
    },
    '/metrics': async () => ({ status: 200, type: registry.contentType, body: await registry.metrics() }),
  }
  const server = createServer((request, response) => {
    const route = routes[request.url ?? ''] ?? (async () => plain(404, 'not found'))
    route()
      .catch(() => plain(503, 'not ready'))
      .then(({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body))
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

const plain = (status: number, text: string) => ({ status, type: 'text/plain', body: `${text}\n` })

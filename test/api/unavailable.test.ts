import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '#api/app.ts'
import { metricsServer } from '#api/operations/metrics.ts'
import { connect } from '#db/connect.ts'
import { type ApiWorld, openApiWorld, send, tokenFor } from './api-world.ts'
import { stageForm } from './stage-form.ts'

let world: ApiWorld
let app: ApiWorld['app']
const gone = connect('postgres://nobody@127.0.0.1:1/none', { max: 2 })
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
  app = await buildApp({ ...world.deps, pool: gone, lists: gone })
})
afterAll(async () => {
  await app.close()
  await gone.end()
  await world.close()
})

/** The text of the metrics port. */
async function scraped({ metrics }: ApiWorld['app']): Promise<string> {
  const server = metricsServer(metrics).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`)
  expect([answer.status, (await fetch(`http://127.0.0.1:${port}/`)).status]).toEqual([200, 404])
  const text = await answer.text()
  server.close()
  server.closeAllConnections()
  return text
}

describe('without PostgreSQL', () => {
  it('the process still shows its metrics, except those from PostgreSQL', async () => {
    const text = await scraped(app)
    expect(text).toContain('tongchou_acts_waiting 0')
    expect(text).toContain('tongchou_requests_pending{state="untried"} Nan')
    expect(text).toContain('tongchou_requests_oldest_seconds Nan')
  })

  it('reads and acts are answered with 503 and a time to retry', async () => {
    const headers = {
      authorization: `Bearer ${await tokenFor(world.issuer, 'zhou-kai')}`,
      'idempotency-key': 'a',
      'content-type': 'application/json',
    }
    const payload = JSON.stringify(stageForm())
    const act = await send(app, { method: 'POST', url: '/v1/projects', headers, payload })
    const read = await send(app, { method: 'GET', url: '/v1/projects', headers })
    for (const answer of [act, read]) {
      expect([answer.status, answer.json.type]).toEqual([503, 'urn:tongchou:problem:unavailable'])
      expect(answer.headers['retry-after']).toBe('2')
      expect(JSON.stringify(answer.json)).not.toMatch(/ECONNREFUSED|127\.0\.0\.1/)
    }
  })

  it('the process is alive but not ready', async () => {
    expect((await send(app, { method: 'GET', url: '/livez' })).status).toBe(200)
    const ready = await send(app, { method: 'GET', url: '/readyz' })
    expect([ready.status, ready.json]).toEqual([
      503,
      { status: 'unready', postgres: 'no answer', temporal: 'ok', documents: 'ok' },
    ])
  })
})

describe('with all services available', () => {
  it('the process is ready until it is about to end', async () => {
    const ready = () => send(world.app, { method: 'GET', url: '/readyz' })
    expect((await ready()).json).toEqual({ status: 'ready', postgres: 'ok', temporal: 'ok', documents: 'ok' })
    world.app.health.isDraining = true
    expect([(await ready()).status, (await ready()).json.status]).toEqual([503, 'draining'])
    world.app.health.isDraining = false
  })

  it('shows its metrics without any id', async () => {
    const text = await scraped(world.app)
    expect(text).toContain('tongchou_http_request_duration_seconds')
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
  })

  it('shows its metrics only on their own port', async () => {
    expect((await send(world.app, { method: 'GET', url: '/metrics' })).status).toBe(404)
  })
})

/**
 * Prometheus metrics of this application; one registry each, so that tests can host many. They are for operators, so
 * they have a port of their own: what a proxy in front passes on seems to come from this machine.
 */
import { createServer, type Server } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client'
import type { App } from '../app-type.ts'
import type { Services } from '../services.ts'
import { pendingGauges } from './pending-gauges.ts'

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Counts and times every answer of the application. */
export function measureAnswers(app: App, services: Services, registry: Registry): void {
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'tongchou_http_request_duration_seconds',
    help: 'time to answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers,
  })
  const problems = new Counter({
    name: 'tongchou_http_problems_total',
    help: 'answers that were no success, by status',
    labelNames: ['status'] as const,
    registers,
  })
  addGauges(registers, services)
  pendingGauges(registers, services)
  app.addHook('onResponse', async (request, reply) => {
    // Never the address itself: ids would make a series each.
    const route = request.routeOptions.url ?? 'unknown'
    const status = String(reply.statusCode)
    duration.observe({ method: request.method, route, status }, reply.elapsedTime / 1000)
    if (reply.statusCode >= 400) problems.inc({ status })
  })
}

/** Answers `GET /metrics` and nothing else; for whoever reaches this port. */
export function metricsServer(registry: Registry): Server {
  return createServer(async ({ method, url }, response) => {
    if (method !== 'GET' || url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    const text = await registry.metrics().catch(() => undefined)
    response.writeHead(text === undefined ? 500 : 200, { 'content-type': registry.contentType }).end(text)
  })
}

function addGauges(registers: Registry[], { queue, pool }: Services): void {
  new Gauge({
    name: 'tongchou_acts_waiting',
    help: 'acts that wait in line for their case',
    registers,
    collect() {
      this.set(queue.waiting)
    },
  })
  new Gauge({
    name: 'tongchou_pg_connections_waiting',
    help: 'who waits for a connection to PostgreSQL',
    registers,
    collect() {
      this.set(pool.waitingCount)
    },
  })
}

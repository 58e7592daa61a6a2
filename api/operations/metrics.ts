/**
 * Prometheus metrics of this application, each with its own registry, so that tests can host several. Metrics are for operators and have
 * their own port: on the public port, requests through a proxy would seem to come from this machine.
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
    help: 'error answers by status',
    labelNames: ['status'] as const,
    registers,
  })
  addGauges(registers, services)
  pendingGauges(registers, services)
  app.addHook('onResponse', async (request, reply) => {
    // Never the address itself: each id would be a time series.
    const route = request.routeOptions.url ?? 'unknown'
    const status = String(reply.statusCode)
    duration.observe({ method: request.method, route, status }, reply.elapsedTime / 1000)
    if (reply.statusCode >= 400) problems.inc({ status })
  })
}

/** Answers only `GET /metrics`, to everybody who can reach this port. */
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
    help: 'acts that wait in the queues of their cases',
    registers,
    collect() {
      this.set(queue.waiting)
    },
  })
  new Gauge({
    name: 'tongchou_pg_connections_waiting',
    help: 'queries that wait for a connection to PostgreSQL',
    registers,
    collect() {
      this.set(pool.waitingCount)
    },
  })
}

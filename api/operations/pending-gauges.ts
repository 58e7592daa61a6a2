/** Gauges of the requests that wait to be sent again. They count the whole installation, so all instances report the same numbers. */
import { Gauge, type Registry } from 'prom-client'
import { countPending, type PendingRequests } from '#db/intake/undelivered.ts'
import type { Services } from '../services.ts'
import { within } from './within.ts'

/** After this time a scrape is answered without these numbers. */
const COUNT_MS = 1_000
const UNKNOWN: PendingRequests = { untried: Number.NaN, retrying: Number.NaN, oldestSeconds: Number.NaN }

export function pendingGauges(registers: Registry[], { pool }: Services): void {
  let counting: Promise<PendingRequests> | undefined
  /** Both gauges are collected at the same time and share one query. */
  const count = (): Promise<PendingRequests> => {
    counting ??= within(COUNT_MS, countPending(pool))
      .then((pending) => pending ?? UNKNOWN)
      .finally(() => {
        counting = undefined
      })
    return counting
  }
  new Gauge({
    name: 'tongchou_requests_pending',
    help: 'stored acts without an outcome: untried, not sent again yet; retrying, sent again without result',
    labelNames: ['state'] as const,
    registers,
    async collect() {
      const { untried, retrying } = await count()
      this.set({ state: 'untried' }, untried)
      this.set({ state: 'retrying' }, retrying)
    },
  })
  new Gauge({
    name: 'tongchou_requests_oldest_seconds',
    help: 'age of the oldest of tongchou_requests_pending; 0 when there is none',
    registers,
    async collect() {
      this.set((await count()).oldestSeconds)
    },
  })
}

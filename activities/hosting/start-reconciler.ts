/** Reconciles at the start and then at intervals that grow with the number of cases. */
import { setTimeout as sleep } from 'node:timers/promises'
import { dropLease, keepLease } from '#db/hosting.ts'
import { type ReconcilerDeps, reconcile } from './reconciler.ts'

/**
 * The pause between two passes: at least `PAUSE_MS_MIN`, and ten times the time of the comparison, so that comparing uses at most a
 * tenth of the time. The time for examining cases does not count, and a failed pass counts as 0: the server may be back soon.
 */
const PAUSE_MS_MIN = 5_000
const PAUSE_FACTOR = 10
/** A third of the lease. */
const RENEW_LEASE_EVERY_MS = 5_000

/** Reconciles until it is stopped. The returned function stops it and waits for the current pass. */
export function startReconciler(
  given: Omit<ReconcilerDeps, 'sinceMs'>,
  pauseMsMin = PAUSE_MS_MIN,
): () => Promise<void> {
  const deps = { ...given, sinceMs: performance.now() }
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = (ms: number) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined)
  const reconciling = async (): Promise<void> => {
    while (!signal.aborted) {
      const pass = await reconcile(deps).catch((error: unknown) => {
        deps.logger.warn({ err: error }, 'a pass over all cases failed')
      })
      await pause(Math.max(pauseMsMin, PAUSE_FACTOR * (pass?.comparedMs ?? 0)))
    }
  }
  const renewingLease = async (): Promise<void> => {
    while (!signal.aborted) {
      await pause(RENEW_LEASE_EVERY_MS)
      // While the database is unavailable, no other worker can take the lease either.
      await keepLease(deps.pool, deps.instance).catch(() => undefined)
    }
  }
  const running = Promise.all([reconciling(), renewingLease()])
  return async () => {
    stopping.abort()
    await running
    // So that the next worker need not wait until the lease expires.
    await dropLease(deps.pool, deps.instance).catch(() => undefined)
  }
}

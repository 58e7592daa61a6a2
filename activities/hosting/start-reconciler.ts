/** Reconciles at start and from then on, with a pause that grows with the number of cases. */
import { setTimeout as sleep } from 'node:timers/promises'
import { dropLease } from '#db/hosting.ts'
import { type ReconcilerDeps, reconcile } from './reconciler.ts'

/**
 * Between two passes: at least so long, and ten times as long as the comparing took, so that this costs a tenth at most.
 * What was done about the cases does not count, nor does a pass that failed: the engine may be back now.
 */
const PAUSE_MS_MIN = 10_000
const PAUSE_FACTOR = 10

/** Reconciles until it is stopped; the returned function waits for a pass under way. */
export function startReconciler(deps: ReconcilerDeps, pauseMsMin = PAUSE_MS_MIN): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  const running = (async () => {
    while (!signal.aborted) {
      const pass = await reconcile(deps).catch((error: unknown) => {
        deps.logger.warn({ err: error }, 'a pass over all cases failed')
      })
      const pauseMs = Math.max(pauseMsMin, PAUSE_FACTOR * (pass?.comparedMs ?? 0))
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
  })()
  return async () => {
    stopping.abort()
    await running
    // The next worker need not wait until the lease is over.
    await dropLease(deps.pool, deps.instance).catch(() => undefined)
  }
}

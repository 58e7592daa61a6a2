/** Reconciles at start and from then on, with a pause that grows with the number of cases. */
import { setTimeout as sleep } from 'node:timers/promises'
import { dropLease, keepLease } from '#db/hosting.ts'
import { type ReconcilerDeps, reconcile } from './reconciler.ts'

/**
 * Between two passes: at least so long, and ten times as long as the comparing took, so that this costs a tenth at most.
 * What was done about the cases does not count, nor does a pass that failed: the engine may be back now.
 */
const PAUSE_MS_MIN = 5_000
const PAUSE_FACTOR = 10
/** A third of the lease. */
const SIGN_OF_LIFE_EVERY_MS = 5_000

/** Reconciles until it is stopped; the returned function waits for a pass under way. */
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
  const givingSigns = async (): Promise<void> => {
    while (!signal.aborted) {
      await pause(SIGN_OF_LIFE_EVERY_MS)
      // Without the database nobody else can take the lease either.
      await keepLease(deps.pool, deps.instance).catch(() => undefined)
    }
  }
  const running = Promise.all([reconciling(), givingSigns()])
  return async () => {
    stopping.abort()
    await running
    // The next worker need not wait until the lease is over.
    await dropLease(deps.pool, deps.instance).catch(() => undefined)
  }
}

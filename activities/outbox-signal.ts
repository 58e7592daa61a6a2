/** Waking the outbox when notices were written. */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import { readOffset } from '#db/intake/world-clock.ts'
import { wakeOutbox } from '#wire/wake-outbox.ts'

const PAUSE_MS = 1_000

/** Wakes it with the clock of this world, by which it is started where it does not run yet. */
export async function pokeOutbox(client: Client, pool: Pool): Promise<void> {
  await wakeOutbox(client, await readOffset(pool))
}

/**
 * A function that runs `action` soon, at most once in a while: many calls become one. A failure is told and
 * otherwise forgotten; the sweeper comes by later.
 */
export function debounced(
  action: () => Promise<void>,
  onError: (error: unknown) => void,
  pauseMs = PAUSE_MS,
): () => void {
  let timer: NodeJS.Timeout | undefined
  let lastMs = 0
  return () => {
    if (timer) return
    const waitMs = Math.max(0, lastMs + pauseMs - performance.now())
    timer = setTimeout(() => {
      timer = undefined
      lastMs = performance.now()
      action().catch(onError)
    }, waitMs)
    timer.unref()
  }
}

/** How far the business time of an execution is ahead of its own clock: read from the record, never from an input. */
import type { Pool } from '#db/connect.ts'
import { outboxOffset, readOffset, setOutboxOffset } from '#db/intake/world-clock.ts'

/** Where the offset of one execution is kept. */
export interface KeptOffset {
  read: () => Promise<number | undefined>
  write: (offsetMs: number) => Promise<void>
}

/**
 * Milliseconds. A new execution begins at the real time, so it gets the offset that the world has now. One that
 * continues another keeps that one's virtual time, and with it the offset. Only in rehearsals.
 */
export async function offsetOf(pool: Pool, kept: KeptOffset, isNewExecution: boolean): Promise<number> {
  const worldOffsetMs = await readOffset(pool)
  if (isNewExecution) await kept.write(worldOffsetMs)
  return isNewExecution ? worldOffsetMs : ((await kept.read()) ?? worldOffsetMs)
}

export interface OutboxClock {
  clockOffsetMs: number
}

export const createLoadOutboxClock =
  (pool: Pool, isRehearsal: boolean) =>
  async ({ isNewExecution }: { isNewExecution: boolean }): Promise<OutboxClock> => {
    const kept = { read: () => outboxOffset(pool), write: (ms: number) => setOutboxOffset(pool, ms) }
    return { clockOffsetMs: isRehearsal ? await offsetOf(pool, kept, isNewExecution) : 0 }
  }

/** How far the business time of an execution is ahead of its own clock. Read from the record, never from an input. */
import type { Pool } from '#db/connect.ts'
import { outboxOffset, readOffset, setOutboxOffset } from '#db/intake/world-clock.ts'

/** Where the offset of one execution is stored. */
export interface StoredOffset {
  read: () => Promise<number | undefined>
  write: (offsetMs: number) => Promise<void>
}

/**
 * Milliseconds; only in rehearsals. A new execution starts at the real time, so it gets the world's current offset. One that
 * continues another keeps its virtual time, and so its offset.
 */
export async function offsetOf(pool: Pool, stored: StoredOffset, isNewExecution: boolean): Promise<number> {
  const worldOffsetMs = await readOffset(pool)
  if (isNewExecution) await stored.write(worldOffsetMs)
  return isNewExecution ? worldOffsetMs : ((await stored.read()) ?? worldOffsetMs)
}

export interface OutboxClock {
  clockOffsetMs: number
}

export const createLoadOutboxClock =
  (pool: Pool, isRehearsal: boolean) =>
  async ({ isNewExecution }: { isNewExecution: boolean }): Promise<OutboxClock> => {
    const stored = { read: () => outboxOffset(pool), write: (ms: number) => setOutboxOffset(pool, ms) }
    return { clockOffsetMs: isRehearsal ? await offsetOf(pool, stored, isNewExecution) : 0 }
  }

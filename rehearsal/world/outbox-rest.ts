/** Waiting for the outbox: mails are sent after the act that causes them was answered. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from '#db/connect.ts'

const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 40

// One that is under way waits, too: its next attempt is dated already. One that was never tried and is dated later
// is put off by its recipient's wishes, unless it is later by seconds only: a case's clock may be that much ahead of
// its world's, which is set after the case was sent forward.
const WAITING = `
  with clock as (
    select clock_timestamp() + coalesce((select offset_ms from world_clock), 0) * interval '1 ms' as now
  )
  select (select count(*) from notification where state = 'waiting' and (attempts > 0 or next_attempt_at <= now + interval '10 s'))::int
    + (select count(*) from planned_notice where state = 'waiting' and fires_at <= now)::int as waiting
  from clock`

/** Resolves when nothing waits. The catchers of a world take everything, so nothing is put off. */
export async function untilDelivered(pool: Pool): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const { rows } = await pool.query<{ waiting: number }>(WAITING)
    const waiting = rows[0]?.waiting ?? 0
    if (waiting === 0) return
    if (Date.now() > deadline) throw new Error(`${waiting} notices are not delivered`)
    await sleep(LOOK_EVERY_MS)
  }
}

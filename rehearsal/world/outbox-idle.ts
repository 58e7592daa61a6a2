/** Waits until the outbox has delivered: mails are sent after the act that causes them was answered. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from '#db/connect.ts'

const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 40

// A notice that is being sent counts, too: its next attempt has a time already. A notice that was never tried and has a later time is put
// off by its recipient's preferences, unless it is only seconds later: the clock of a case may be that much ahead of the world's clock,
// which is set after the case was advanced.
const WAITING = `
  with clock as (
    select clock_timestamp() + coalesce((select offset_ms from world_clock), 0) * interval '1 ms' as now
  )
  select (select count(*) from notification where state = 'waiting' and (attempts > 0 or next_attempt_at <= now + interval '10 s'))::int
    + (select count(*) from planned_notice where state = 'waiting' and fires_at <= now)::int as waiting
  from clock`

/** Resolves when nothing waits. The receivers of a world accept everything, so no attempt fails. */
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

/** Waiting until every open case has planned anew on changed facts: each records that it did. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from '#db/connect.ts'
import { listUntold } from '#db/intake/untold.ts'
import { businessNow, readOffset } from '#db/intake/world-clock.ts'
import { dateOf } from '#domain/values/plain-date.ts'

const PATIENCE_MS = 15_000

export async function untilTakenIn(pool: Pool): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const on = dateOf(businessNow(await readOffset(pool)))
    const untold = await listUntold(pool, { on, after: '', limit: 1 })
    if (untold.length === 0) return
    if (Date.now() > deadline) throw new Error(`not every open case has taken in what is in force on ${on}`)
    await sleep(20)
  }
}

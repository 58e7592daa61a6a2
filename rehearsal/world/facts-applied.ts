/** Waits until every open case has applied changed facts, which each case records. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from '#db/connect.ts'
import { listPendingFactChanges } from '#db/intake/pending-fact-changes.ts'
import { businessNow, readOffset } from '#db/intake/world-clock.ts'
import { dateOf } from '#domain/values/plain-date.ts'

const PATIENCE_MS = 15_000

export async function untilFactsApplied(pool: Pool): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const on = dateOf(businessNow(await readOffset(pool)))
    const pending = await listPendingFactChanges(pool, { on, after: '', limit: 1 })
    if (pending.length === 0) return
    if (Date.now() > deadline) throw new Error(`not every open case has taken in what is in force on ${on}`)
    await sleep(20)
  }
}

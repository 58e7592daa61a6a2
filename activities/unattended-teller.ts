/** Has people told of open tasks that nobody is left to do: after a change of the directory, a new day, and now and then. */
import type { Pool } from '#db/connect.ts'
import { businessNow, readOffset } from '#db/intake/world-clock.ts'
import { directoryVersion, planUnattended } from '#db/unattended.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { dateOf } from '#domain/values/plain-date.ts'

/** Tasks of one sweep; the next one goes on. */
const TASKS_MAX = 500
/** A task may also open where nobody is: that is looked for less often, since it reads all that is open. */
const AGAIN_MS = 10 * 60_000

/** A function that plans the next notices, a bounded number at a time. The outbox tells them. */
export function unattendedTeller({ pool, kinds }: { pool: Pool; kinds: Kinds }): () => Promise<void> {
  let known = ''
  let againAtMs = 0
  return async () => {
    const now = businessNow(await readOffset(pool))
    const current = `${await directoryVersion(pool)}/${dateOf(now)}`
    if (current === known && performance.now() < againAtMs) return
    const planned = await planUnattended(pool, { kinds, now, limit: TASKS_MAX })
    if (planned === TASKS_MAX) return
    known = current
    againAtMs = performance.now() + AGAIN_MS
  }
}

/** Plans notices about open tasks that nobody can do: after each change of the directory, each new day, and at intervals. */
import type { Pool } from '#db/connect.ts'
import { businessNow, readOffset } from '#db/intake/world-clock.ts'
import { directoryVersion, planUnattended } from '#db/unattended.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { dateOf } from '#domain/values/plain-date.ts'

/** Tasks of one sweep; the next sweep continues. */
const TASKS_MAX = 500
/** A new task may be in an empty office from the start. This check reads all open tasks, so it runs less often. */
const AGAIN_MS = 10 * 60_000

/** Returns a function that plans the next notices, a bounded number per call. The outbox delivers them. */
export function unattendedNoticePlanner({ pool, kinds }: { pool: Pool; kinds: Kinds }): () => Promise<void> {
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

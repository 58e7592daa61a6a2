/**
 * Signals open cases that a calendar or a policy has come into force which they do not know yet: its day has come, or an earlier
 * broadcast was interrupted. The cases are read from the record each time.
 */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import { listPendingFactChanges, type PendingFactChanges } from '#db/intake/pending-fact-changes.ts'
import { businessNow, readOffset } from '#db/intake/world-clock.ts'
import { dateOf, instant, msOf } from '#domain/values/plain-date.ts'
import { FACTS_CHANGED_SIGNAL } from '#wire/names.ts'
import { signalCase } from '#wire/signal-case.ts'

/** Cases of one sweep. The next sweep continues behind them, so that cases without a workflow do not block the others. */
const CASES_MAX = 200
/** The clocks of database, server and worker differ by less. A case must not get the signal before the day has begun for it. */
const CLOCKS_DIFFER_MS = 60_000

/** Returns a function that signals the next cases, a bounded number per call. */
export function factBroadcaster({ pool, client }: { pool: Pool; client: Client }): () => Promise<void> {
  let after = ''
  return async () => {
    const now = businessNow(await readOffset(pool))
    const on = dateOf(instant(msOf(now) - CLOCKS_DIFFER_MS))
    const pending = await listPendingFactChanges(pool, { on, after, limit: CASES_MAX })
    for (const one of pending) await broadcast(client, one)
    after = pending.length < CASES_MAX ? '' : (pending.at(-1)?.caseId ?? '')
  }
}

async function broadcast(client: Client, { caseId, changes }: PendingFactChanges): Promise<void> {
  for (const change of changes) {
    await signalCase(client, caseId, { name: FACTS_CHANGED_SIGNAL, args: [change] })
  }
}

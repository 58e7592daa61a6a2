/**
 * Tells open cases of a calendar or a policy that has come into force and that they do not know yet: one whose day
 * has come, or one whose telling broke off. Which cases those are is read from the record each time.
 */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import { listUntold, type Untold } from '#db/intake/untold.ts'
import { businessNow, readOffset } from '#db/intake/world-clock.ts'
import { dateOf, instant, msOf } from '#domain/values/plain-date.ts'
import { FACTS_CHANGED_SIGNAL } from '#wire/names.ts'
import { signalCase } from '#wire/signal-case.ts'

/** Cases of one sweep; the next one goes on behind them, so that cases that nobody hosts hold up no others. */
const CASES_MAX = 200
/** The clocks of database, server and worker differ by less: a case must not hear of a day before it has begun for it. */
const CLOCKS_DIFFER_MS = 60_000

/** A function that tells the next cases, a bounded number at a time. */
export function factTeller({ pool, client }: { pool: Pool; client: Client }): () => Promise<void> {
  let after = ''
  return async () => {
    const now = businessNow(await readOffset(pool))
    const on = dateOf(instant(msOf(now) - CLOCKS_DIFFER_MS))
    const untold = await listUntold(pool, { on, after, limit: CASES_MAX })
    for (const one of untold) await tell(client, one)
    after = untold.length < CASES_MAX ? '' : (untold.at(-1)?.caseId ?? '')
  }
}

async function tell(client: Client, { caseId, changes }: Untold): Promise<void> {
  for (const change of changes) {
    await signalCase(client, caseId, { name: FACTS_CHANGED_SIGNAL, args: [change] })
  }
}

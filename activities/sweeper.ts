/**
 * Looks every now and then after what a lost signal or a lost workflow task left lying, after cases that do not
 * know yet what has come into force, and after tasks that nobody is left to do.
 */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import type { Channel } from '#db/schema/outbox.ts'
import { hasDueNotices, listUnseen, markSeen, type Unseen } from '#db/sweep.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { CATCH_UP_SIGNAL } from '#wire/names.ts'
import { signalCase } from '#wire/signal-case.ts'
import { wakeOutbox } from '#wire/wake-outbox.ts'
import { factTeller } from './fact-teller.ts'
import type { Logger } from './telemetry.ts'
import { unattendedTeller } from './unattended-teller.ts'

const EVERY_MS = 30_000
/** Acts looked at in one sweep, and cases asked to catch up at once. */
const ACTS_MAX = 200
const AT_ONCE = 8

export interface SweeperDeps {
  pool: Pool
  kinds: Kinds
  client: Client
  channels: readonly Channel[]
  logger: Logger
  onNudges: (count: number) => void
}

/** Sweeps until it is stopped; the returned function waits for a sweep under way. */
export function startSweeper(deps: SweeperDeps, everyMs = EVERY_MS): () => Promise<void> {
  let current: Promise<void> = Promise.resolve()
  const tellFacts = factTeller(deps)
  const tellUnattended = unattendedTeller(deps)
  const timer = setInterval(() => {
    current = current
      .then(() => sweep(deps))
      .then(tellFacts)
      .then(tellUnattended)
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'a sweep failed'))
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await current
  }
}

export async function sweep({ pool, client, channels, onNudges }: SweeperDeps): Promise<void> {
  if (await hasDueNotices(pool, channels)) await wakeOutbox(client)
  const cases = await listUnseen(pool, ACTS_MAX)
  for (let i = 0; i < cases.length; i += AT_ONCE) {
    await Promise.all(cases.slice(i, i + AT_ONCE).map((unseen) => nudge(client, pool, unseen)))
  }
  onNudges(cases.length)
}

/** A task that was lost leaves events that the workflow does not know until somebody tells it to look. */
async function nudge(client: Client, pool: Pool, unseen: Unseen): Promise<void> {
  // A case that is over has nothing to catch up with.
  await signalCase(client, unseen.caseId, { name: CATCH_UP_SIGNAL })
  await markSeen(pool, unseen)
}

/**
 * Repairs at intervals what a lost signal or a lost workflow task has left undone: due notices, cases that missed events, cases
 * that do not know a new calendar or policy, and tasks that nobody can do.
 */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import type { Channel } from '#db/schema/outbox.ts'
import { hasDueNotices, listUnseen, markSeen, type Unseen } from '#db/sweep.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import { CATCH_UP_SIGNAL } from '#wire/names.ts'
import { signalCase } from '#wire/signal-case.ts'
import { wakeOutbox } from '#wire/wake-outbox.ts'
import { factBroadcaster } from './fact-broadcaster.ts'
import type { Logger } from './telemetry.ts'
import { unattendedNoticePlanner } from './unattended-notice-planner.ts'

const INTERVAL_MS = 30_000
/** Acts of one sweep, and cases that are signalled at the same time. */
const ACTS_MAX = 200
const CONCURRENCY = 8

export interface SweeperDeps {
  pool: Pool
  kinds: Kinds
  client: Client
  channels: readonly Channel[]
  logger: Logger
  onCatchUps: (count: number) => void
}

/** Sweeps until it is stopped. The returned function stops it and waits for the current sweep. */
export function startSweeper(deps: SweeperDeps, everyMs = INTERVAL_MS): () => Promise<void> {
  let current: Promise<void> = Promise.resolve()
  const broadcastFacts = factBroadcaster(deps)
  const planUnattendedNotices = unattendedNoticePlanner(deps)
  const timer = setInterval(() => {
    current = current
      .then(() => sweep(deps))
      .then(broadcastFacts)
      .then(planUnattendedNotices)
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'a sweep failed'))
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await current
  }
}

export async function sweep({ pool, client, channels, onCatchUps }: SweeperDeps): Promise<void> {
  if (await hasDueNotices(pool, channels)) await wakeOutbox(client)
  const cases = await listUnseen(pool, ACTS_MAX)
  for (let i = 0; i < cases.length; i += CONCURRENCY) {
    await Promise.all(cases.slice(i, i + CONCURRENCY).map((unseen) => catchUp(client, pool, unseen)))
  }
  onCatchUps(cases.length)
}

/** After a lost workflow task the record has events that the workflow does not know: tell it to read the record. */
async function catchUp(client: Client, pool: Pool, unseen: Unseen): Promise<void> {
  // The result does not matter: a case that has ended need not catch up.
  await signalCase(client, unseen.caseId, { name: CATCH_UP_SIGNAL })
  await markSeen(pool, unseen)
}

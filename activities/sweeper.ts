/** Looks every now and then after what a lost signal or a lost workflow task left lying. */
import { type Client, WorkflowNotFoundError } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import type { Channel } from '#db/schema/outbox.ts'
import { forgetNudge, hasDueNotices, takeUnseenCases } from '#db/sweep.ts'
import type { CaseId } from '#domain/ids.ts'
import { CATCH_UP_SIGNAL } from './names.ts'
import { pokeOutbox } from './outbox-signal.ts'
import type { Logger } from './telemetry.ts'

const EVERY_MS = 30_000
/** Cases asked to catch up in one sweep, and at once. */
const CASES_MAX = 200
const AT_ONCE = 8

export interface SweeperDeps {
  pool: Pool
  client: Client
  channels: readonly Channel[]
  logger: Logger
  onNudges: (count: number) => void
}

/** Sweeps until it is stopped; the returned function waits for a sweep under way. */
export function startSweeper(deps: SweeperDeps, everyMs = EVERY_MS): () => Promise<void> {
  let current: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    current = current
      .then(() => sweep(deps))
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'a sweep failed'))
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await current
  }
}

export async function sweep({ pool, client, channels, onNudges }: SweeperDeps): Promise<void> {
  if (await hasDueNotices(pool, channels)) await pokeOutbox(client, pool)
  const cases = await takeUnseenCases(pool, CASES_MAX)
  for (let i = 0; i < cases.length; i += AT_ONCE) {
    await Promise.all(cases.slice(i, i + AT_ONCE).map((caseId) => nudge(client, pool, caseId)))
  }
  onNudges(cases.length)
}

/** A task that was lost leaves events that the workflow does not know until somebody tells it to look. */
async function nudge(client: Client, pool: Pool, caseId: CaseId): Promise<void> {
  try {
    await client.workflow.getHandle(caseId).signal(CATCH_UP_SIGNAL)
  } catch (error) {
    // A case that is over has nothing to catch up with.
    if (error instanceof WorkflowNotFoundError) return
    await forgetNudge(pool, caseId)
    throw error
  }
}

/** The outbox runs like a case does: one that somebody paused, replaced or spoiled is ended and started anew. */
import type { Client } from '@temporalio/client'
import { OUTBOX_ID, OUTBOX_WORKFLOW } from '#wire/names.ts'
import { wakeOutbox } from '#wire/wake-outbox.ts'
import type { Logger } from '../telemetry.ts'
import { describe } from './engine.ts'
import { endRun } from './host-case.ts'
import { runFault, type Serving } from './verdict.ts'

/** What it delivers are rows, so nothing is lost with a run. One that does not run is started at the next notice. */
export async function mendOutbox(
  { client, logger }: { client: Client; logger: Logger },
  serving: Serving,
): Promise<void> {
  const found = await describe(client, OUTBOX_ID)
  const fault = found?.isRunning ? runFault(found, OUTBOX_WORKFLOW, serving) : null
  if (!found || !fault) return
  await endRun(client, OUTBOX_ID, { runId: found.runId, why: fault.why })
  await wakeOutbox(client)
  logger.warn({ why: fault.why }, 'the outbox was started anew')
}

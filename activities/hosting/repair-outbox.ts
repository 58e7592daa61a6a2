/** Repairs the outbox workflow: one that somebody paused, replaced or damaged is ended and started again. */
import type { Client } from '@temporalio/client'
import { OUTBOX_ID, OUTBOX_WORKFLOW } from '#wire/names.ts'
import { wakeOutbox } from '#wire/wake-outbox.ts'
import type { Logger } from '../telemetry.ts'
import { runFault, type WorkerAvailability } from './diagnosis.ts'
import { endRun } from './rehost.ts'
import { describe } from './temporal-workflows.ts'

/** It delivers rows of the database, so ending a run loses nothing. An outbox that does not run is started by the next notice. */
export async function repairOutbox(
  { client, logger }: { client: Client; logger: Logger },
  availability: WorkerAvailability,
): Promise<void> {
  const found = await describe(client, OUTBOX_ID)
  const fault = found?.isRunning ? runFault(found, OUTBOX_WORKFLOW, availability) : null
  if (!found || !fault) return
  await endRun(client, OUTBOX_ID, { runId: found.runId, why: fault.why })
  await wakeOutbox(client)
  logger.warn({ why: fault.why }, 'the outbox was started again')
}

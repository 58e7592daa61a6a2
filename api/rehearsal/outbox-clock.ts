/** The outbox's clock: how far its business time is ahead of its own is fixed when it is started. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import { OUTBOX_CLOCK_QUERY, OUTBOX_ID } from '#wire/names.ts'
import type { Execution } from './fast-forward.ts'

const LOOK_EVERY_MS = 15

/** Of the outbox that runs in this world, as soon as it knows its clock. Rejects when no worker answers. */
export async function outboxExecution(temporal: Client): Promise<Execution> {
  const handle = temporal.workflow.getHandle(OUTBOX_ID)
  for (;;) {
    const clockOffsetMs = await handle.query<number | null>(OUTBOX_CLOCK_QUERY)
    if (clockOffsetMs !== null) return { workflowId: OUTBOX_ID, clockOffsetMs }
    await sleep(LOOK_EVERY_MS)
  }
}

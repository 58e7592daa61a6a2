/** The clock of the outbox. The offset between its business time and its own time is fixed when it starts. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import { OUTBOX_CLOCK_QUERY, OUTBOX_ID } from '#wire/names.ts'
import type { Execution } from './fast-forward.ts'

const POLL_INTERVAL_MS = 15

/** The outbox of this world, as soon as it knows its clock offset. Rejects when no worker answers. */
export async function outboxExecution(temporal: Client): Promise<Execution> {
  const handle = temporal.workflow.getHandle(OUTBOX_ID)
  for (;;) {
    const clockOffsetMs = await handle.query<number | null>(OUTBOX_CLOCK_QUERY)
    if (clockOffsetMs !== null) return { workflowId: OUTBOX_ID, clockOffsetMs }
    await sleep(POLL_INTERVAL_MS)
  }
}

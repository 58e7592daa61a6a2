import type { Client } from '@temporalio/client'
import { OUTBOX_ID, OUTBOX_WORKFLOW, POKE_SIGNAL, TASK_QUEUE } from './names.ts'

/** Has the outbox look at its rows; where it does not run yet it is started, with this world's clock. */
export async function wakeOutbox(client: Client, clockOffsetMs: number): Promise<void> {
  await client.workflow.signalWithStart(OUTBOX_WORKFLOW, {
    workflowId: OUTBOX_ID,
    taskQueue: TASK_QUEUE,
    args: [{ clockOffsetMs }],
    signal: POKE_SIGNAL,
    signalArgs: [],
    staticSummary: '待发通知 outbox',
  })
}

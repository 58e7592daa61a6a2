import type { Client } from '@temporalio/client'
import { OUTBOX_ID, OUTBOX_WORKFLOW, POKE_SIGNAL, TASK_QUEUE } from './names.ts'

/** Has the outbox look at its rows; where it does not run yet it is started. */
export async function wakeOutbox(client: Client): Promise<void> {
  await client.workflow.signalWithStart(OUTBOX_WORKFLOW, {
    workflowId: OUTBOX_ID,
    taskQueue: TASK_QUEUE,
    args: [],
    signal: POKE_SIGNAL,
    signalArgs: [],
    staticSummary: '待发通知 outbox',
  })
}

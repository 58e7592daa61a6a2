import type { Client } from '@temporalio/client'
import { OUTBOX_ID, OUTBOX_WORKFLOW, TASK_QUEUE, WAKE_SIGNAL } from './names.ts'

/** Signals the outbox to read its rows; starts it if it is not running yet. */
export async function wakeOutbox(client: Client): Promise<void> {
  await client.workflow.signalWithStart(OUTBOX_WORKFLOW, {
    workflowId: OUTBOX_ID,
    taskQueue: TASK_QUEUE,
    args: [],
    signal: WAKE_SIGNAL,
    signalArgs: [],
    staticSummary: '待发通知 outbox',
  })
}

/** The outbox's clock: how far its business time is ahead of its own was fixed when it was started. */
import type { Client } from '@temporalio/client'
import { OUTBOX_ID } from '#wire/names.ts'
import type { Execution } from './fast-forward.ts'

/** Of the outbox that runs in this world. */
export async function outboxExecution(temporal: Client): Promise<Execution> {
  const { history } = await temporal.workflowService.getWorkflowExecutionHistory({
    namespace: temporal.options.namespace,
    execution: { workflowId: OUTBOX_ID },
    maximumPageSize: 1,
  })
  const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes
  const data = started?.input?.payloads?.[0]?.data
  const input = data ? (JSON.parse(Buffer.from(data).toString('utf8')) as { clockOffsetMs?: number }) : {}
  return { workflowId: OUTBOX_ID, clockOffsetMs: input.clockOffsetMs ?? 0 }
}

/** The outbox's clock: how far its business time is ahead of its own was fixed when it was started. */
import { type Client, isGrpcServiceError } from '@temporalio/client'
import type { Execution } from './fast-forward.ts'

const OUTBOX = 'outbox'
/** The signal that makes it look at its rows. */
export const POKE = 'poke'
const NOT_FOUND = 5

/** Undefined when no outbox runs in this world. */
export async function outboxExecution(temporal: Client): Promise<Execution | undefined> {
  try {
    const { history } = await temporal.workflowService.getWorkflowExecutionHistory({
      namespace: temporal.options.namespace,
      execution: { workflowId: OUTBOX },
      maximumPageSize: 1,
    })
    const started = history?.events?.[0]?.workflowExecutionStartedEventAttributes
    const data = started?.input?.payloads?.[0]?.data
    const input = data ? (JSON.parse(Buffer.from(data).toString('utf8')) as { clockOffsetMs?: number }) : {}
    return { workflowId: OUTBOX, clockOffsetMs: input.clockOffsetMs ?? 0 }
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND) return undefined
    throw error
  }
}

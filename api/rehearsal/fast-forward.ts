/**
 * Moves the virtual time of one execution on the real server. The SDK has no call for it, so the service is called
 * directly. Never `enabled` without a target: the case would run away to its end.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, isGrpcServiceError } from '@temporalio/client'

export interface Execution {
  workflowId: string
  /** Business time minus the execution's own time. */
  clockOffsetMs: number
}

const RUNNING = 1
const ARRIVED = 2
const FAILED = 3
const NOT_FOUND = 5
const TRIES_MAX = 200
/** Closer than this it is there: its own clock runs on while the others are moved. */
const NEAR_MS = 1

/** Brings the execution to the business instant; does nothing when it is there already, or has ended. */
export async function fastForward(temporal: Client, execution: Execution, targetMs: number): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const nowMs = await businessNowOf(temporal, execution)
    if (nowMs === undefined || targetMs - nowMs < NEAR_MS) return
    if (await move(temporal, execution.workflowId, targetMs - nowMs)) return
    await sleep(10)
  }
  throw new Error(`${execution.workflowId} does not arrive at ${new Date(targetMs).toISOString()}`)
}

/** The execution's own business time; undefined when none is running. */
async function businessNowOf(
  temporal: Client,
  { workflowId, clockOffsetMs }: Execution,
): Promise<number | undefined> {
  const { namespace } = temporal.options
  try {
    const described = await temporal.workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId },
    })
    if (described.workflowExecutionInfo?.status !== RUNNING) return undefined
    const current = described.workflowExtendedInfo?.timeSkippingInfo?.currentTime
    // Without any skip so far its time is the real one.
    const ownMs = current ? Number(current.seconds) * 1000 + (current.nanos ?? 0) / 1e6 : Date.now()
    return ownMs + clockOffsetMs
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/** True when virtual time has arrived; false when it must be looked at again. */
async function move(temporal: Client, workflowId: string, durationMs: number): Promise<boolean> {
  const { namespace } = temporal.options
  const fastForwardId = randomUUID()
  const workflowExecution = { workflowId }
  const nanos = Math.round((durationMs % 1000) * 1e6)
  const duration = { seconds: Math.floor(durationMs / 1000), nanos: Math.min(nanos, 999_999_999) }
  try {
    await temporal.workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution,
      workflowExecutionOptions: {
        timeSkippingConfig: { enabled: true, fastForwardConfig: { id: fastForwardId, duration } },
      },
      updateMask: { paths: ['time_skipping_config'] },
    } as never)
    return await arrival(temporal, { namespace, workflowExecution, fastForwardId })
  } catch (error) {
    // Between two runs of a case there is none for a moment: look again.
    if (isNotFound(error)) return false
    throw error
  }
}

async function arrival(
  temporal: Client,
  poll: { namespace: string; workflowExecution: { workflowId: string }; fastForwardId: string },
): Promise<boolean> {
  for (;;) {
    const answer = await temporal.workflowService.pollWorkflowExecutionTimeSkipping(poll)
    const result = Number(answer.fastForwardPollingResult)
    if (result === ARRIVED) return true
    // Overtaken by another one, or the run went on in a new one.
    if (result === FAILED) return false
  }
}

const isNotFound = (error: unknown): boolean => isGrpcServiceError(error) && Number(error.code) === NOT_FOUND

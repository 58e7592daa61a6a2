/**
 * Moves the virtual time of one execution on the real server. The SDK has no call for it, so the service is called
 * directly. Never `enabled` without a target: the case would run away to its end.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, isGrpcServiceError } from '@temporalio/client'
import { Problem } from '../problem.ts'

export interface Execution {
  workflowId: string
  /** Business time minus the execution's own time. */
  clockOffsetMs: number
}

const RUNNING = 1
const ARRIVED = 2
const FAILED = 3
const NOT_FOUND = 5
/** A case whose time stands still for so long is stuck: no worker serves it, or its task fails again and again. */
const PATIENCE_MS = 60_000
/** Less than this is no progress but two clocks that differ. */
const PROGRESS_MS = 1_000
/** Closer than this it is there: its own clock runs on while the others are moved. */
const NEAR_MS = 1

/**
 * Brings the execution to the business instant; does nothing when it is there already, or has ended. Throws a Problem
 * that names it when its time stands still.
 */
export async function fastForward(
  temporal: Client,
  execution: Execution,
  targetMs: number,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const watch = watchOf(execution, patienceMs)
  for (;;) {
    const nowMs = await businessNowOf(temporal, execution)
    if (nowMs === undefined || targetMs - nowMs < NEAR_MS) return
    watch(nowMs)
    const isHere = await move(temporal, execution.workflowId, {
      durationMs: targetMs - nowMs,
      onWaiting: async () => watch(await businessNowOf(temporal, execution)),
    })
    if (isHere) return
    await sleep(10)
  }
}

type Watch = (nowMs: number | undefined) => void

/** Throws when what it is shown, time after time, only keeps step with the real clock. */
function watchOf({ workflowId }: Execution, patienceMs: number): Watch {
  let furthestMs = Number.NEGATIVE_INFINITY
  let sinceMs = Date.now()
  return (nowMs) => {
    const aheadMs = nowMs === undefined ? Number.POSITIVE_INFINITY : nowMs - Date.now()
    if (aheadMs > furthestMs + PROGRESS_MS) {
      furthestMs = aheadMs
      sinceMs = Date.now()
    } else if (Date.now() - sinceMs > patienceMs) {
      throw stuck(workflowId)
    }
  }
}

const stuck = (workflowId: string): Problem =>
  new Problem('unavailable', {
    detail: {
      en: `The clock of ${workflowId} stands still; is a worker running, and does its task fail?`,
      zh: `${workflowId} 的时钟停滞，请检查工作进程及其任务。`,
    },
    headers: { 'retry-after': '5' },
  })

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
async function move(
  temporal: Client,
  workflowId: string,
  { durationMs, onWaiting }: { durationMs: number; onWaiting: () => Promise<void> },
): Promise<boolean> {
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
    return await arrival(temporal, { namespace, workflowExecution, fastForwardId }, onWaiting)
  } catch (error) {
    // Between two runs of a case there is none for a moment: look again.
    if (isNotFound(error)) return false
    throw error
  }
}

async function arrival(
  temporal: Client,
  poll: { namespace: string; workflowExecution: { workflowId: string }; fastForwardId: string },
  onWaiting: () => Promise<void>,
): Promise<boolean> {
  for (;;) {
    const answer = await temporal.workflowService.pollWorkflowExecutionTimeSkipping(poll)
    const result = Number(answer.fastForwardPollingResult)
    if (result === ARRIVED) return true
    // Overtaken by another one, or the run went on in a new one.
    if (result === FAILED) return false
    await onWaiting()
  }
}

const isNotFound = (error: unknown): boolean => isGrpcServiceError(error) && Number(error.code) === NOT_FOUND

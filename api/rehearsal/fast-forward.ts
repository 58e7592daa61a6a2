/**
 * Moves the virtual time of one execution on the real server. The SDK has no call for it, so the service is called directly. Never
 * `enabled` without a target, because the case would then advance to its end.
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
/** If the time of a case does not move for so long, no worker serves it, or its task fails repeatedly. */
const NO_PROGRESS_MS_MAX = 60_000
/** A smaller change is not progress, because clocks differ. */
const PROGRESS_MS = 1_000
/** A smaller distance counts as arrived: its clock continues while the others are moved. */
const NEAR_MS = 1

/**
 * Moves the execution to the business instant; does nothing when it is there already or has ended. Throws a Problem that names the
 * execution when its time does not move.
 */
export async function fastForward(
  temporal: Client,
  execution: Execution,
  targetMs: number,
  noProgressMsMax = NO_PROGRESS_MS_MAX,
): Promise<void> {
  const watch = watchOf(execution, noProgressMsMax)
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

/** Returns a function that gets the time at intervals and throws when that only follows the real clock. */
function watchOf({ workflowId }: Execution, noProgressMsMax: number): Watch {
  let furthestMs = Number.NEGATIVE_INFINITY
  let sinceMs = Date.now()
  return (nowMs) => {
    const aheadMs = nowMs === undefined ? Number.POSITIVE_INFINITY : nowMs - Date.now()
    if (aheadMs > furthestMs + PROGRESS_MS) {
      furthestMs = aheadMs
      sinceMs = Date.now()
    } else if (Date.now() - sinceMs > noProgressMsMax) {
      throw stuck(workflowId)
    }
  }
}

const stuck = (workflowId: string): Problem =>
  new Problem('unavailable', {
    detail: {
      en: `The clock of ${workflowId} does not move; is a worker running, and does its task fail?`,
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
    // If no time was skipped yet, its time is the real time.
    const ownMs = current ? Number(current.seconds) * 1000 + (current.nanos ?? 0) / 1e6 : Date.now()
    return ownMs + clockOffsetMs
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/** True when the virtual time has arrived; false: check again. */
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
    // Between two runs of a case there is no running workflow for a moment.
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
    // Another fast-forward replaced this one, or the workflow continued in a new run.
    if (result === FAILED) return false
    await onWaiting()
  }
}

const isNotFound = (error: unknown): boolean => isGrpcServiceError(error) && Number(error.code) === NOT_FOUND

/** Reads the workflows of cases from Temporal. The list gives candidates; the description of one workflow is exact. */

import { type Client, isGrpcServiceError } from '@temporalio/client'
import type { Kinds } from '#domain/engine/kinds.ts'
import { TASK_QUEUE } from '#wire/names.ts'

/** A running workflow as the list shows it. The list may be some seconds old. */
export interface Listed {
  /** The last event that the workflow knows; null when it has not reported it yet. */
  seq: number | null
  taskQueue: string
  /** Its workflow task failed repeatedly. */
  hasProblems: boolean
}

const PAGE = 1_000
const queryOf = ({ all }: Kinds): string =>
  `WorkflowType IN (${all.map(({ workflow }) => `'${workflow}'`).join()}) AND ExecutionStatus = 'Running'`

/** All running workflows of cases, by workflow id. */
export async function listRunning(
  { workflowService, options }: Client,
  kinds: Kinds,
): Promise<Map<string, Listed>> {
  const running = new Map<string, Listed>()
  const query = queryOf(kinds)
  let nextPageToken: Uint8Array | undefined
  do {
    const page = await workflowService.listWorkflowExecutions({
      namespace: options.namespace,
      query,
      pageSize: PAGE,
      ...(nextPageToken ? { nextPageToken } : {}),
    })
    for (const { execution, taskQueue, searchAttributes } of page.executions ?? []) {
      running.set(execution?.workflowId ?? '', {
        seq: seqIn(searchAttributes?.indexedFields),
        taskQueue: taskQueue ?? '',
        hasProblems: hasProblems(searchAttributes?.indexedFields),
      })
    }
    nextPageToken = page.nextPageToken?.length ? page.nextPageToken : undefined
  } while (nextPageToken)
  return running
}

/** The latest run of a workflow id, as Temporal has it at this moment. */
export interface Described {
  runId: string
  /** True also while it is paused, because it has not ended. */
  isRunning: boolean
  /** Temporal's name of the status: RUNNING, TERMINATED … */
  status: string
  type: string
  taskQueue: string
  seq: number | null
  /** A workflow task waits or is running, so the run may soon know more events. */
  hasPendingTask: boolean
  /** Attempts of that task; 0 without one. */
  taskAttempt: number
  /** For how long that task has waited for a worker; 0 while a worker runs it. */
  taskWaitsMs: number
  /** For how long a worker has been running it, heartbeats included; 0 while none does. */
  taskTakesMs: number
  hasProblems: boolean
  ageMs: number
}

const STATUSES = [
  'UNSPECIFIED',
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'CANCELED',
  'TERMINATED',
  'CONTINUED_AS_NEW',
  'TIMED_OUT',
  'PAUSED',
] as const
const RUNNING = 1
const PAUSED = 8

/** Undefined: Temporal does not know the id. */
export async function describe(
  { workflowService, options: { namespace } }: Client,
  workflowId: string,
): Promise<Described | undefined> {
  try {
    const found = await workflowService.describeWorkflowExecution({ namespace, execution: { workflowId } })
    const info = found.workflowExecutionInfo ?? {}
    const fields = info.searchAttributes?.indexedFields
    const status = Number(info.status ?? 0)
    const task = found.pendingWorkflowTask
    return {
      runId: info.execution?.runId ?? '',
      isRunning: status === RUNNING || status === PAUSED,
      status: STATUSES[status] ?? String(status),
      type: info.type?.name ?? '',
      taskQueue: found.executionConfig?.taskQueue?.name ?? '',
      seq: seqIn(fields),
      hasPendingTask: Boolean(task),
      taskAttempt: task?.attempt ?? 0,
      ...taskTimes(task),
      hasProblems: hasProblems(fields),
      ageMs: sinceMs(info.startTime),
    }
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

/** Runs of a workflow id that ended, except those that continued as new; at most `limit`. */
export async function listEndedRuns(
  { workflowService, options: { namespace } }: Client,
  workflowId: string,
  limit: number,
): Promise<string[]> {
  const { executions } = await workflowService.listWorkflowExecutions({
    namespace,
    query: `WorkflowId = '${workflowId}' AND ExecutionStatus NOT IN ('Running', 'ContinuedAsNew')`,
    pageSize: limit,
  })
  return (executions ?? []).map(({ execution }) => execution?.runId ?? '')
}

const SCHEDULED = 1
const STARTED = 2

type Task = Awaited<ReturnType<Client['workflowService']['describeWorkflowExecution']>>['pendingWorkflowTask']

function taskTimes(task: Task): Pick<Described, 'taskWaitsMs' | 'taskTakesMs'> {
  const state = Number(task?.state)
  const first = secondsOf(task?.originalScheduledTime)
  // For a task with heartbeats Temporal reports only when it was first scheduled; for a failed task not even that.
  const hasHeartbeats = first > 0 && first < secondsOf(task?.scheduledTime)
  return {
    taskWaitsMs: state === SCHEDULED ? sinceMs(task?.scheduledTime) : 0,
    taskTakesMs:
      state === STARTED ? sinceMs(hasHeartbeats ? task?.originalScheduledTime : task?.startedTime) : 0,
  }
}

/** For how long the oldest queued task has waited for a worker. A task that has waited longer is not in the queue: it is lost. */
export async function backlogAgeMs({ workflowService, options: { namespace } }: Client): Promise<number> {
  const { stats } = await workflowService.describeTaskQueue({
    ...{ namespace, taskQueue: { name: TASK_QUEUE }, taskQueueType: WORKFLOW_TASKS, reportStats: true },
  })
  return secondsOf(stats?.approximateBacklogAge) * 1_000
}

const WORKFLOW_TASKS = 1
type Time = { seconds?: unknown } | null | undefined
const secondsOf = (time: Time): number => Number(time?.seconds ?? 0)
const sinceMs = (time: Time): number => Date.now() - secondsOf(time) * 1_000

const NOT_FOUND = 5
export const isNotFound = (error: unknown): boolean =>
  isGrpcServiceError(error) && Number(error.code) === NOT_FOUND

type Fields = Record<string, { data?: Uint8Array | null }> | null | undefined

function valueIn(fields: Fields, name: string): unknown {
  const data = fields?.[name]?.data
  if (!data?.length) return null
  try {
    return JSON.parse(Buffer.from(data).toString('utf8'))
  } catch {
    return null
  }
}

/** Temporal stores a single value as it is, and several values as a list. */
function seqIn(fields: Fields): number | null {
  const value = valueIn(fields, 'CaseSeq')
  const seq = Array.isArray(value) ? value[0] : value
  return typeof seq === 'number' ? seq : null
}

const hasProblems = (fields: Fields): boolean => {
  const value = valueIn(fields, 'TemporalReportedProblems')
  return Array.isArray(value) ? value.length > 0 : value !== null
}

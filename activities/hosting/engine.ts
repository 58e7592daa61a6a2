/** What the engine says of the workflows of cases. Its list gives candidates, its description the verdict. */

import { type Client, isGrpcServiceError } from '@temporalio/client'
import type { Kinds } from '#domain/engine/kinds.ts'
import { TASK_QUEUE } from '#wire/names.ts'

/** A running workflow as the list shows it, perhaps some seconds late. */
export interface Listed {
  /** The last event that it knows; null when it has not said so yet. */
  seq: number | null
  taskQueue: string
  /** Its tasks failed again and again. */
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

/** The latest run of a workflow id, as the engine holds it at this moment. */
export interface Described {
  runId: string
  /** Also while it is paused: it has not ended. */
  isRunning: boolean
  /** As the engine calls it: RUNNING, TERMINATED … */
  status: string
  type: string
  taskQueue: string
  seq: number | null
  /** A workflow task waits or is under way: the run may be about to know more. */
  hasPendingTask: boolean
  /** Attempts of that task; 0 without one. */
  taskAttempt: number
  /** For how long that task has waited for a worker; 0 while one is at it. */
  taskWaitsMs: number
  /** For how long a worker has been at it, its prolongations included; 0 while none is. */
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

/** Undefined: the engine knows nothing of that id. */
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

/** Runs of a workflow id that ended otherwise than by going on in a new run; at most so many. */
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
  // Of a task that was prolonged the engine tells only when it was first scheduled; of one that failed, not even that.
  const isProlonged = first > 0 && first < secondsOf(task?.scheduledTime)
  return {
    taskWaitsMs: state === SCHEDULED ? sinceMs(task?.scheduledTime) : 0,
    taskTakesMs:
      state === STARTED ? sinceMs(isProlonged ? task?.originalScheduledTime : task?.startedTime) : 0,
  }
}

/** For how long the next task in the line has waited for a worker: whatever waits longer stands in no line. */
export async function lineAgeMs({ workflowService, options: { namespace } }: Client): Promise<number> {
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

/** The engine keeps one value as it is, and several as a list. */
function seqIn(fields: Fields): number | null {
  const value = valueIn(fields, 'CaseSeq')
  const seq = Array.isArray(value) ? value[0] : value
  return typeof seq === 'number' ? seq : null
}

const hasProblems = (fields: Fields): boolean => {
  const value = valueIn(fields, 'TemporalReportedProblems')
  return Array.isArray(value) ? value.length > 0 : value !== null
}

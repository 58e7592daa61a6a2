/** Damages the workflow of a case, as people, other programs and disasters could. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@temporalio/client'
import { TASK_QUEUE } from '#wire/names.ts'

export type Sabotage = (temporal: Client, workflowId: string) => Promise<void>

const execution = (workflowId: string) => ({ workflowId })

const start = (temporal: Client, workflowId: string, more: object) =>
  temporal.workflowService.startWorkflowExecution({
    namespace: temporal.options.namespace,
    workflowId,
    requestId: randomUUID(),
    workflowType: { name: 'projectLifecycle' },
    taskQueue: { name: TASK_QUEUE },
    ...more,
  })

const terminate: Sabotage = async (temporal, workflowId) => {
  await temporal.workflowService.terminateWorkflowExecution({
    namespace: temporal.options.namespace,
    workflowExecution: execution(workflowId),
    reason: 'a mistake',
  })
}

const payload = (json: unknown) => ({
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from(JSON.stringify(json)),
})

/**
 * Ends the run and starts one whose history our code cannot replay: its first task is answered with a timer. Works only while no worker
 * serves the queue.
 */
const poison: Sabotage = async (temporal, workflowId) => {
  const { workflowService, options } = temporal
  const taskQueue = { name: TASK_QUEUE }
  await terminate(temporal, workflowId)
  await start(temporal, workflowId, {})
  const seconds = (n: number) => ({ seconds: n as never })
  for (;;) {
    const { namespace } = options
    const task = await temporal.withDeadline(Date.now() + 20_000, () =>
      workflowService.pollWorkflowTaskQueue({ namespace, taskQueue, identity: 'a stranger' }),
    )
    if (!task.taskToken?.length) throw new Error('no task came')
    const isIts = task.workflowExecution?.workflowId === workflowId
    const timer = { timerId: 'strange', startToFireTimeout: seconds(1) }
    await workflowService.respondWorkflowTaskCompleted({
      ...{ namespace, taskToken: task.taskToken, identity: 'a stranger' },
      commands: isIts ? [{ commandType: 3, startTimerCommandAttributes: timer }] : [],
    })
    if (isIts) return
  }
}

export const SABOTAGES = {
  'is terminated': terminate,
  'is asked to cancel': async (temporal, workflowId) => {
    await temporal.workflow.getHandle(workflowId).cancel()
  },
  'is deleted': async (temporal, workflowId) => {
    await temporal.workflowService.deleteWorkflowExecution({
      namespace: temporal.options.namespace,
      workflowExecution: execution(workflowId),
    })
  },
  'times out': async (temporal, workflowId) => {
    await terminate(temporal, workflowId)
    const { runId } = await start(temporal, workflowId, { workflowRunTimeout: { seconds: 1 } })
    const handle = temporal.workflow.getHandle(workflowId, runId ?? '')
    while ((await handle.describe()).status.name === 'RUNNING') await sleep(100)
  },
  'is started as another type': async (temporal, workflowId) => {
    await terminate(temporal, workflowId)
    await start(temporal, workflowId, { workflowType: { name: 'somethingElse' } })
  },
  'is started in another queue': async (temporal, workflowId) => {
    await terminate(temporal, workflowId)
    await start(temporal, workflowId, { taskQueue: { name: 'elsewhere' } })
  },
  'is started with another input': async (temporal, workflowId) => {
    await terminate(temporal, workflowId)
    const input = { projectId: randomUUID(), clockOffsetMs: 86_400_000_000 }
    await start(temporal, workflowId, { input: { payloads: [payload(input), { data: Buffer.from('x') }] } })
  },
} as const satisfies Record<string, Sabotage>

export { poison }

/** Hosts the workflows and activities of one installation or one rehearsal world. */
import { randomUUID } from 'node:crypto'
import { Client } from '@temporalio/client'
import { type NativeConnection, Worker, type WorkflowBundle } from '@temporalio/worker'
import type { Pool } from '#db/connect.ts'
import type { Channel } from '#db/schema/outbox.ts'
import type { Kinds } from '#domain/engine/kinds.ts'
import type { Config } from '#wire/config.ts'
import { TASK_QUEUE } from '#wire/names.ts'
import { wakeOutbox } from '#wire/wake-outbox.ts'
import { debounced } from './debounced.ts'
import { EXECUTION_TIMEOUT, watchExecutionTimeouts } from './execution-timeout.ts'
import { startReconciler } from './hosting/start-reconciler.ts'
import { createActivities } from './index.ts'
import { sendersOf } from './senders.ts'
import { startSweeper } from './sweeper.ts'
import type { Logger, Telemetry } from './telemetry.ts'
import { PAYLOAD_CONVERTER_PATH } from './workflow-bundle.ts'

export interface HostOptions {
  config: Config
  connection: NativeConnection
  pool: Pool
  /** The kinds of case that it hosts; the bundle has their workflows. */
  kinds: Kinds
  workflowBundle: WorkflowBundle | { codePath: string }
  logger: Logger
  telemetry: Telemetry
  /** About half a megabyte each. A case that was evicted is replayed when it is needed. */
  maxCachedWorkflows?: number
  sweepEveryMs?: number
  /** Minimum pause between two passes over all cases. */
  reconcileEveryMs?: number
  /** The SDK stopped a workflow in the middle: workflows that share its context may be damaged. */
  onExecutionTimeout?: (workflow: string) => void
}

export interface HostedWorker {
  /** Serves until it is shut down; rejects when it cannot continue. Call it once. */
  run(): Promise<void>
  /** Takes no new work; `run` ends when the current work is done, or after the grace time. */
  shutdown(): void
  isRunning(): boolean
}

const CACHED_WORKFLOWS = 500

export async function hostWorker(options: HostOptions): Promise<HostedWorker> {
  const { config, connection, pool, kinds, logger, telemetry } = options
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE })
  const { senders, close } = sendersOf(config)
  const channels = Object.keys(senders) as Channel[]
  const wake = debounced(
    () => wakeOutbox(client),
    (error) => logger.warn({ err: error }, 'the outbox could not be woken; the sweeper will'),
  )
  const activities = createActivities({
    ...{ pool, kinds, senders, logger, telemetry, isRehearsal: config.REHEARSAL === '1' },
    // Without a channel there is no reason to wake it.
    wakeOutbox: channels.length > 0 ? wake : () => undefined,
  })
  const worker = await Worker.create({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: TASK_QUEUE,
    workflowBundle: options.workflowBundle,
    activities,
    dataConverter: { payloadConverterPath: PAYLOAD_CONVERTER_PATH },
    maxCachedWorkflows: options.maxCachedWorkflows ?? CACHED_WORKFLOWS,
    // After a worker was killed, another one takes its cases after 2 seconds instead of 10.
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownGraceTime: '20s',
    shutdownForceTime: '40s',
    ...EXECUTION_TIMEOUT,
  })
  if (options.onExecutionTimeout) watchExecutionTimeouts(worker, options.onExecutionTimeout)
  return {
    async run() {
      // A rehearsal sets its clock first; its outbox starts, with that clock, at the first notice.
      if (config.REHEARSAL === '0') await wakeOutbox(client)
      const stopSweeper = startSweeper(
        {
          ...{ pool, kinds, client, logger, channels },
          onCatchUps: (count) => telemetry.catchUps.inc(count),
        },
        options.sweepEveryMs,
      )
      const stopReconciler = startReconciler(
        {
          ...{ pool, kinds, client, logger, instance: randomUUID() },
          recordDeadLetters: activities.recordDeadLetters,
          onHosted: (trouble) => telemetry.hosted.inc({ trouble }),
        },
        options.reconcileEveryMs,
      )
      try {
        await worker.run()
      } finally {
        await Promise.all([stopSweeper(), stopReconciler()])
        close()
      }
    },
    shutdown() {
      if (worker.getState() === 'RUNNING') worker.shutdown()
    },
    isRunning: () => worker.getState() === 'RUNNING',
  }
}

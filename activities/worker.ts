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
import { startReconciler } from './hosting/start-reconciler.ts'
import { createActivities } from './index.ts'
import { LONG_TURNS, watchTurns } from './long-turns.ts'
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
  /** About half a megabyte each; an evicted case is replayed when it is needed. */
  maxCachedWorkflows?: number
  sweepEveryMs?: number
  /** Pause between two passes over all cases, at least. */
  reconcileEveryMs?: number
  /** The SDK cut a workflow off in the middle: those that share its context are in doubt. */
  onCutOff?: (workflow: string) => void
}

export interface HostedWorker {
  /** Serves until it is shut down; rejects when it cannot go on. Call it once. */
  run(): Promise<void>
  /** Takes no new work; `run` ends when the work under way is done, or after the grace time. */
  shutdown(): void
  isRunning(): boolean
}

const CACHED_WORKFLOWS = 500

export async function hostWorker(options: HostOptions): Promise<HostedWorker> {
  const { config, connection, pool, kinds, logger, telemetry } = options
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE })
  const { senders, close } = sendersOf(config)
  const channels = Object.keys(senders) as Channel[]
  const poke = debounced(
    () => wakeOutbox(client),
    (error) => logger.warn({ err: error }, 'the outbox could not be woken; the sweeper will'),
  )
  const activities = createActivities({
    ...{ pool, kinds, senders, logger, telemetry, isRehearsal: config.REHEARSAL === '1' },
    // Without a way out there is nothing to wake it for.
    pokeOutbox: channels.length > 0 ? poke : () => undefined,
  })
  const worker = await Worker.create({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: TASK_QUEUE,
    workflowBundle: options.workflowBundle,
    activities,
    dataConverter: { payloadConverterPath: PAYLOAD_CONVERTER_PATH },
    maxCachedWorkflows: options.maxCachedWorkflows ?? CACHED_WORKFLOWS,
    // After a killed worker its cases come to another one in seconds, not in ten.
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownGraceTime: '20s',
    shutdownForceTime: '40s',
    ...LONG_TURNS,
  })
  if (options.onCutOff) watchTurns(worker, options.onCutOff)
  return {
    async run() {
      // A rehearsal sets its clock first; its outbox starts, with that clock, at the first notice.
      if (config.REHEARSAL === '0') await wakeOutbox(client)
      const stopSweeper = startSweeper(
        { ...{ pool, kinds, client, logger, channels }, onNudges: (count) => telemetry.nudges.inc(count) },
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

/** The worker's process: configuration, start, health, and an orderly end. */
import { NativeConnection } from '@temporalio/worker'
import { collectDefaultMetrics } from 'prom-client'
import { connect } from '#db/connect.ts'
import { assertOwnClock } from '#db/intake/world-clock.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { KINDS } from '#domain/kinds.ts'
import { configFrom } from '#wire/config.ts'
import { prepareNamespace } from '#wire/connection.ts'
import { WORKFLOW_TASK_TIMEOUT_MS } from '#wire/names.ts'
import { assertRehearsalIsSeparate } from '#wire/rehearsal-guard.ts'
import { serveHealth } from './health.ts'
import { addHostingGauges } from './hosting/gauges.ts'
import { readinessOf } from './readiness.ts'
import { installRuntime } from './runtime.ts'
import { exitAfterStall, exitAtOnce } from './stall-detector.ts'
import { createLogger, createTelemetry } from './telemetry.ts'
import { hostWorker } from './worker.ts'
import { workflowBundle } from './workflow-bundle.ts'

const POOL_SIZE = 16
/** The SDK sends a heartbeat at 80 % of a task's time. Half of the remaining 20 %. */
const STALL_MAX_MS = WORKFLOW_TASK_TIMEOUT_MS / 10

async function main(): Promise<void> {
  const config = configFrom(process.env)
  assertRehearsalIsSeparate(config)
  const logger = createLogger(config.LOG_LEVEL)
  const telemetry = createTelemetry()
  collectDefaultMetrics({ register: telemetry.registry })
  installRuntime(logger, () =>
    exitAtOnce('the cached state of a case may be wrong: the worker ends, to be started again'),
  )
  await exitAfterStall(STALL_MAX_MS)
  await migrateDatabase(config.DATABASE_URL)
  const onError = (error: Error) => logger.warn({ err: error }, 'a database connection broke')
  const pool = connect(config.DATABASE_URL, { max: POOL_SIZE, onError })
  await assertOwnClock(pool, config.REHEARSAL === '1')
  addHostingGauges(telemetry.registry, pool)
  const connection = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS })
  // A new Temporal server has neither the namespace nor the search attributes.
  await prepareNamespace(connection, config.TEMPORAL_NAMESPACE)
  const bundle = await workflowBundle()
  const onExecutionTimeout = (caseId: string): void =>
    exitAtOnce('a case exceeded the execution timeout: the worker ends, to be started again', { caseId })
  const parts = { config, connection, pool, kinds: KINDS, workflowBundle: bundle, logger, telemetry }
  const host = await hostWorker({ ...parts, onExecutionTimeout })

  let isStopping = false
  const own = (): string | null => {
    if (isStopping) return 'it is about to end'
    return host.isRunning() ? null : 'the worker does not run'
  }
  const readiness = () => readinessOf(pool, own())
  const health = await serveHealth(
    { host: config.WORKER_HOST, port: Number(config.WORKER_PORT) },
    { readiness, registry: telemetry.registry },
  )
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      isStopping = true
      logger.info({ signal }, 'stopping')
      host.shutdown()
    })
  }
  logger.info({ namespace: config.TEMPORAL_NAMESPACE, address: config.TEMPORAL_ADDRESS }, 'worker started')
  await host.run()
  health.close()
  await connection.close()
  await pool.end()
  logger.info('worker stopped')
}

main().catch((error: unknown) => {
  // Not through the logger: it may not exist yet, and a missing environment variable is reported in one sentence.
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

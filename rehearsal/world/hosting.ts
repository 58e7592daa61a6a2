/** A world's worker and API, hosted in this process. */
import { randomUUID } from 'node:crypto'
import type { Client } from '@temporalio/client'
import { NativeConnection } from '@temporalio/worker'
import type { FastifyInstance } from 'fastify'
import { installRuntime } from '#activities/runtime.ts'
import { createLogger, createTelemetry, type Logger } from '#activities/telemetry.ts'
import { type HostOptions, hostWorker } from '#activities/worker.ts'
import { buildApp } from '#api/app.ts'
import { devIssuer } from '#api/auth/dev-issuer.ts'
import { storeOf } from '#api/documents/chosen-store.ts'
import type { Pool } from '#db/connect.ts'
import type { Config } from '#wire/config.ts'
import { type Installation, WHOLE } from './installation.ts'

export interface Hosted {
  stop(): Promise<void>
}

/** Serves until it is stopped. */
export async function runWorker(
  config: Config,
  pool: Pool,
  {
    installation = WHOLE,
    ...options
  }: Pick<HostOptions, 'maxCachedWorkflows' | 'reconcileEveryMs'> & { installation?: Installation } = {},
): Promise<Hosted> {
  const logger: Logger = createLogger(config.LOG_LEVEL)
  installRuntime(logger)
  const [connection, bundle] = await Promise.all([
    NativeConnection.connect({ address: config.TEMPORAL_ADDRESS }),
    installation.workflowBundle(),
  ])
  const telemetry = createTelemetry()
  const worker = await hostWorker({
    ...{ config, connection, pool, logger, telemetry },
    kinds: installation.kinds,
    workflowBundle: bundle,
    ...options,
  })
  const running = worker.run()
  // Told when it is stopped; until then the acts that find no worker say enough.
  running.catch(() => undefined)
  return {
    async stop() {
      worker.shutdown()
      await running
      await connection.close()
    },
  }
}

export interface HostedApi extends Hosted {
  url: string
}

export async function runApi(
  config: Config,
  { pool, temporal, installation = WHOLE }: { pool: Pool; temporal: Client; installation?: Installation },
): Promise<HostedApi> {
  const issuer = await devIssuer(config.DATABASE_URL, config.TOKEN_AUDIENCE)
  const app: FastifyInstance = await buildApp({
    ...{ pool, lists: pool, kinds: installation.kinds, papers: installation.papers },
    temporal,
    blobs: await storeOf(config),
    tokens: { keys: issuer.keys, issuer: issuer.name, audience: config.TOKEN_AUDIENCE },
    devIssuer: issuer,
    isRehearsal: true,
    instance: randomUUID(),
    logLevel: config.LOG_LEVEL,
    ...(config.TEMPORAL_UI_URL ? { links: { temporalUi: config.TEMPORAL_UI_URL } } : {}),
  })
  // A free port of this machine, so that everything goes over real HTTP.
  const url = await app.listen({ host: config.API_HOST, port: Number(config.API_PORT) })
  return { url, stop: () => app.close() }
}

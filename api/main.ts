/** The API's process: configuration, start, and an orderly end. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from '@temporalio/client'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { connect } from '#db/connect.ts'
import { seedIfEmpty } from '#db/intake/reference-data.ts'
import { assertOwnClock } from '#db/intake/world-clock.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { KINDS } from '#domain/kinds.ts'
import { configFrom } from '#wire/config.ts'
import { connectTemporal, prepareNamespace } from '#wire/connection.ts'
import { assertRehearsalIsSeparate } from '#wire/rehearsal-guard.ts'
import { buildApp } from './app.ts'
import { isIssuerAnywhere, tokenSource } from './auth/token-source.ts'
import { storeOf } from './documents/chosen-store.ts'
import { metricsServer } from './operations/metrics.ts'
import { PAPERS } from './papers.ts'

const POOL_SIZE = 20
/** Each query uses a whole processor of the database. */
const LISTS_POOL_SIZE = 4
/** Time between "not ready" and the end of listening, because load balancers check about every second. */
const DRAIN_MS = 1_000
const END_BY_MS = 25_000

async function main(): Promise<void> {
  const config = configFrom(process.env)
  assertRehearsalIsSeparate(config)
  const tokens = await tokenSource(config)
  const log = pino({ level: config.LOG_LEVEL })
  if (isIssuerAnywhere(config))
    log.warn({ host: config.API_HOST }, 'development tokens for everybody who can reach this address')
  await migrateDatabase(config.DATABASE_URL)
  const onError = (error: Error): void => log.warn({ err: error }, 'a database connection broke')
  const pool = connect(config.DATABASE_URL, { max: POOL_SIZE, onError })
  await assertOwnClock(pool, config.REHEARSAL === '1')
  const lists = connect(config.DATABASE_URL, { max: LISTS_POOL_SIZE, onError })
  // The example people are made up, so they are loaded only with development tokens.
  if (config.DEV_ISSUER === '1' && (await seedIfEmpty(pool, KINDS))) log.info('example reference data loaded')
  const connection = await connectTemporal(config.TEMPORAL_ADDRESS)
  await prepareNamespace(connection, config.TEMPORAL_NAMESPACE)
  const app = await buildApp({
    ...{ pool, lists, kinds: KINDS, papers: PAPERS },
    temporal: new Client({ connection, namespace: config.TEMPORAL_NAMESPACE }),
    blobs: await storeOf(config),
    tokens: tokens.rules,
    devIssuer: tokens.issuer,
    hasPublicDocs: config.API_DOCS_PUBLIC === '1',
    isRehearsal: config.REHEARSAL === '1',
    instance: randomUUID(),
    logLevel: config.LOG_LEVEL,
    links: {
      ...(config.API_URL ? { api: config.API_URL } : {}),
      ...(config.TEMPORAL_UI_URL ? { temporalUi: config.TEMPORAL_UI_URL } : {}),
    },
  })
  const metrics = metricsServer(app.metrics)
  stopOnSignals(app, async () => {
    metrics.close()
    metrics.closeAllConnections()
    await connection.close()
    await Promise.all([pool.end(), lists.end()])
  })
  if (config.API_METRICS_PORT) metrics.listen(Number(config.API_METRICS_PORT), config.API_HOST)
  await app.listen({ host: config.API_HOST, port: Number(config.API_PORT) })
}

function stopOnSignals(app: FastifyInstance, release: () => Promise<void>): void {
  const stop = async (signal: string): Promise<void> => {
    app.log.info({ signal }, 'stopping')
    app.health.isDraining = true
    // Do not wait longer: the requests are stored, and another instance sends them again.
    setTimeout(() => process.exit(1), END_BY_MS).unref()
    await sleep(DRAIN_MS)
    await app.close()
    await release()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))
}

main().catch((error: unknown) => {
  // Not through the logger: it may not exist yet, and a missing environment variable is reported in one sentence.
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

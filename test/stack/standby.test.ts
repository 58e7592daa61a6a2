/** A standby is never used: it lags and may show commits in another order than the primary. */

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { serveHealth } from '#activities/health.ts'
import { readinessOf } from '#activities/readiness.ts'
import { buildApp } from '#api/app.ts'
import { connect, type Pool } from '#db/connect.ts'
import { seedIfEmpty } from '#db/intake/reference-data.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { KINDS } from '#domain/kinds.ts'
import { createDatabase } from '#stack/postgres.ts'
import { type ApiWorld, openApiWorld, send, tokenFor } from '../api/api-world.ts'
import { runScript } from '../rehearsal/run-script.ts'
import { OwnPostgres } from './own-postgres.ts'

const SENTENCE =
  'This PostgreSQL server is a standby (in recovery), which is never used: ' +
  'let DATABASE_URL lead to the primary.'
const PATIENCE = { timeout: 30_000, interval: 100 }

let world: ApiWorld
let primary: OwnPostgres
let standby: OwnPostgres
const pools: Pool[] = []
const apps: FastifyInstance[] = []

beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
  primary = await OwnPostgres.make()
  standby = await OwnPostgres.make()
  await primary.start()
  await createDatabase(primary.url('postgres'), 'tongchou')
  await migrateDatabase(primary.url('tongchou'))
  await seedIfEmpty(poolOf(primary), KINDS)
  await Promise.all(pools.splice(0).map((pool) => pool.end()))
  await primary.stop()
  standby.copyFrom(primary)
  standby.becomeStandby(primary)
  await primary.start()
  await standby.start()
}, 180_000)

afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()))
  await Promise.all(pools.map((pool) => pool.end()))
  await standby?.drop()
  await primary?.drop()
  await world?.close()
}, 60_000)

function poolOf(server: OwnPostgres): Pool {
  const pool = connect(server.url('tongchou'), { max: 4 })
  pools.push(pool)
  return pool
}

async function apiOn(pool: Pool): Promise<FastifyInstance> {
  const app = await buildApp({ ...world.deps, pool, lists: pool })
  apps.push(app)
  return app
}

const readyOf = async (app: FastifyInstance) => {
  const { status, json } = await send(app, { method: 'GET', url: '/readyz' })
  return [status, json.status, json.postgres]
}
const listOf = async (app: FastifyInstance) => {
  const headers = { authorization: `Bearer ${await tokenFor(world.issuer, 'zhou-kai')}` }
  return (await send(app, { method: 'GET', url: '/v1/projects', headers })).status
}

/** Runs a statement without our check for a standby. */
async function bare(server: OwnPostgres, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.url('tongchou') })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

describe('a standby that follows its primary', () => {
  it('has the same data as the primary, but is not used', async () => {
    await bare(primary, 'create table follows (word text)')
    await expect
      .poll(() => bare(standby, `select to_regclass('follows')::text as name`), PATIENCE)
      .toEqual([{ name: 'follows' }])
    await expect(poolOf(standby).query('select 1')).rejects.toThrow(SENTENCE)
    await expect(migrateDatabase(standby.url('tongchou'))).rejects.toThrow(SENTENCE)
  })

  it('makes an API unready that uses it, and reads must be retried later', async () => {
    const app = await apiOn(poolOf(standby))
    expect(await readyOf(app)).toEqual([503, 'unready', SENTENCE])
    expect(await listOf(app)).toBe(503)
  })

  it('makes a worker unready that uses it', async () => {
    const pool = poolOf(standby)
    const registry = new Registry()
    const health = { readiness: () => readinessOf(pool, null), registry }
    const server = await serveHealth({ host: '127.0.0.1', port: 0 }, health)
    const { port } = server.address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`)
    expect([answer.status, await answer.json()]).toMatchObject([
      503,
      { status: 'unready', problem: SENTENCE },
    ])
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  })

  it.each(['api/main.ts', 'activities/worker-main.ts'])(
    'ends the start of %s with one sentence',
    async (main) => {
      const env = {
        DATABASE_URL: standby.url('tongchou'),
        TEMPORAL_ADDRESS: inject('servers').temporalAddress,
        TEMPORAL_NAMESPACE: 'nobody',
        DEV_ISSUER: '1',
        REHEARSAL: '1',
      }
      expect(await runScript(main, [], { env })).toEqual({ status: 1, stdout: '', stderr: `${SENTENCE}\n` })
    },
  )
})

describe('a primary that becomes a standby', () => {
  it('is not read over old connections, until it is the primary again', async () => {
    const app = await apiOn(poolOf(primary))
    expect(await readyOf(app)).toEqual([200, 'ready', 'ok'])
    expect(await listOf(app)).toBe(200)

    await primary.stop()
    primary.becomeStandby()
    await primary.start()
    expect(await bare(primary, 'select count(*)::int > 0 as reads from directory_person')).toEqual([
      { reads: true },
    ])
    expect(await listOf(app)).toBe(503)
    expect(await readyOf(app)).toEqual([503, 'unready', SENTENCE])

    await bare(primary, 'select pg_promote()')
    await expect.poll(() => readyOf(app), PATIENCE).toEqual([200, 'ready', 'ok'])
    expect(await listOf(app)).toBe(200)
  })
})

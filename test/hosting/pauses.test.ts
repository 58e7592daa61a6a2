/** The pause between two passes does not grow with slow rehostings or slow failures. */

import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startReconciler } from '#activities/hosting/start-reconciler.ts'
import type { Pool } from '#db/connect.ts'
import { KINDS } from '#domain/kinds.ts'
import { type ApiWorld, openApiWorld } from '../api/api-world.ts'
import { recordCases } from './many-cases.ts'

const PAUSE_MS = 200
const SLOW_MS = 2_000

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
  await recordCases(world.pool, { count: 2, on: '2026-11-30' })
})
afterAll(() => world?.close())

/** Reconciles with a pool that calls `onQuery` with each statement first. */
const reconciling = (onQuery: (statement: string) => Promise<void>) => {
  const query = async (...args: [string | { text: string }, ...unknown[]]) => {
    const [statement] = args
    await onQuery(typeof statement === 'string' ? statement : statement.text)
    return (world.pool.query as (...args: unknown[]) => unknown)(...args)
  }
  const deps = {
    ...{ client: world.temporal, kinds: KINDS, pool: { query } as unknown as Pool, instance: randomUUID() },
    ...{ logger: pino({ level: 'silent' }), onHosted: () => undefined },
    recordDeadLetters: async () => undefined,
  }
  return startReconciler(deps, PAUSE_MS)
}
const isLease = (statement: string) => statement.includes('lease_until_real < clock_timestamp()')
const looksAtCase = (statement: string) => statement.includes('p.case_id = $1')

it('a pass that rehosted cases slowly is soon followed by the next one', async () => {
  let [passes, looks] = [0, 0]
  const stop = reconciling(async (statement) => {
    if (isLease(statement)) passes += 1
    if (!looksAtCase(statement)) return
    looks += 1
    await sleep(SLOW_MS)
  })
  // A pause of ten times the first pass would exceed the timeout.
  await expect.poll(() => passes, { timeout: 8 * SLOW_MS }).toBeGreaterThanOrEqual(3)
  await stop()
  expect(looks).toBeGreaterThanOrEqual(2)
})

it('a pass that fails slowly is soon tried again, because the server may be back', async () => {
  let passes = 0
  const stop = reconciling(async (statement) => {
    if (isLease(statement)) passes += 1
    await sleep(SLOW_MS)
    throw new Error('nobody answers')
  })
  await expect.poll(() => passes, { timeout: 8 * SLOW_MS }).toBeGreaterThanOrEqual(3)
  await stop()
})

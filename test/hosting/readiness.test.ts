import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addHostingGauges } from '#activities/hosting/gauges.ts'
import { readinessOf } from '#activities/readiness.ts'
import { type Finding, keepLease, listTroubles, noteFindings, noteProgress, takeLease } from '#db/hosting.ts'
import type { Trouble } from '#db/schema/hosting.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { newCase, openDatabase } from '../db/record-fixture.ts'

let database: Awaited<ReturnType<typeof openDatabase>>
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database.close())
beforeEach(() => database.pool.query('truncate hosting_trouble, hosting_pass, case_hold'))

const note = async (finding: Finding) =>
  noteFindings(database.pool, [finding], await listTroubles(database.pool))
const trouble = (caseId: CaseId, kind: Trouble) => note({ caseId, trouble: kind, why: 'a test' })
async function passOver(openCases: number): Promise<void> {
  await takeLease(database.pool, 'one')
  const progress = { openCases, candidates: 0, examined: 0, hosted: 0 }
  for (const state of ['begins', 'ends'] as const) await noteProgress(database.pool, state, progress)
}
const status = async () => (await readinessOf(database.pool, null)).status

describe('readyz of the worker', () => {
  it('is ready when all cases are hosted, and degraded when one is not', async () => {
    await passOver(20)
    expect(await status()).toBe('ready')
    const caseId = newCase()
    await trouble(caseId, 'missing')
    const readiness = await readinessOf(database.pool, null)
    expect(readiness).toMatchObject({
      isReady: true,
      status: 'degraded',
      hosting: { troubles: { missing: 1 } },
    })
    await note({ caseId, trouble: null, why: '' })
    expect(await status()).toBe('ready')
  })

  it('is failing when rehosting does not help one in ten cases, so that the code must be wrong', async () => {
    await passOver(20)
    const cases = [newCase(), newCase()]
    for (const _attempt of [1, 2]) for (const caseId of cases) await trouble(caseId, 'failing')
    expect(await status()).toBe('degraded')
    for (const caseId of cases) await trouble(caseId, 'failing')
    expect(await readinessOf(database.pool, null)).toMatchObject({ isReady: false, status: 'failing' })
    await passOver(21)
    expect(await status()).toBe('degraded')
  })

  it('is degraded when the last pass ended long ago', async () => {
    await passOver(1)
    const ago = (seconds: number) =>
      database.pool.query(
        `update hosting_pass set finished_real = clock_timestamp() - make_interval(secs => $1)`,
        [seconds],
      )
    await ago(880)
    expect(await status()).toBe('ready')
    await ago(901)
    expect(await readinessOf(database.pool, null)).toMatchObject({ isReady: true, status: 'degraded' })
  })

  it('is not ready when the worker takes no work', async () => {
    expect(await readinessOf(database.pool, 'it is about to end')).toMatchObject({
      ...{ isReady: false, status: 'unready', problem: 'it is about to end' },
    })
  })
})

describe('the metrics', () => {
  it('count the cases of each state, and show the age of the last pass', async () => {
    const registry = new Registry()
    addHostingGauges(registry, database.pool)
    await passOver(3)
    await trouble(newCase(), 'failing')
    const text = await registry.metrics()
    expect(text).toContain('tongchou_cases{state="open"} 3')
    expect(text).toContain('tongchou_cases{state="failing"} 1')
    expect(text).toContain('tongchou_cases{state="missing"} 0')
    expect(text).toMatch(/tongchou_hosting_pass_age_seconds \d/)
  })
})

describe('the lease', () => {
  it('is held by one worker at a time, and taken over when it has expired', async () => {
    const { pool } = database
    expect([await takeLease(pool, 'one'), await takeLease(pool, 'two')]).toEqual([true, false])
    await pool.query(`update hosting_pass set lease_until_real = clock_timestamp() - interval '1 s'`)
    expect([await takeLease(pool, 'two'), await takeLease(pool, 'one')]).toEqual([true, false])
  })

  it('lasts as long as its holder renews it, and other workers cannot renew it', async () => {
    const { pool } = database
    const runOut = () =>
      pool.query(`update hosting_pass set lease_until_real = clock_timestamp() - interval '1 s'`)
    await takeLease(pool, 'one')
    await runOut()
    await keepLease(pool, 'two')
    expect(await takeLease(pool, 'two')).toBe(true)
    await runOut()
    await keepLease(pool, 'two')
    expect(await takeLease(pool, 'one')).toBe(false)
  })
})

/** Which requests are sent again: no request waits for ever behind others that cannot be delivered. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Pool } from '#db/connect.ts'
import { countPending, type Taking, takeUndelivered } from '#db/intake/undelivered.ts'
import { EXPIRES_AFTER_MINUTES } from '#domain/case/request-expiry.ts'
import { openDatabase } from './record-fixture.ts'
import { explaining, fill, type Kind, passTime, storeRequests } from './stored-requests.ts'

let database: Awaited<ReturnType<typeof openDatabase>>
let pool: Pool
beforeAll(async () => {
  database = await openDatabase()
  ;({ pool } = database)
})
afterAll(() => database.close())
beforeEach(() => pool.query('truncate request'))

const TAKING: Taking = {
  instance: 'one',
  untried: 24,
  retried: 8,
  againAfterSeconds: [15, 30, 60, 120],
  maxAgeMinutes: EXPIRES_AFTER_MINUTES,
}
/** Takes requests, and returns their ids and cases. */
async function take(changes: Partial<Taking> = {}): Promise<{ ids: string[]; cases: string[] }> {
  const taken = await takeUndelivered(pool, { ...TAKING, ...changes })
  return {
    ids: taken.map(({ envelope }) => envelope.commandId).toSorted(),
    cases: taken.map(({ envelope }) => envelope.case).toSorted(),
  }
}
/** As after a try without an outcome. */
const giveBack = () => pool.query('update request set sending_until = null')
const numbered = (word: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `${word}-${from + index}`).toSorted()

describe('sending again', () => {
  it('takes the oldest untried requests first, and retried ones in their own places', async () => {
    await storeRequests(pool, { word: 'vain', count: 200, cases: 200, tries: 3, ageSeconds: 600 })
    await storeRequests(pool, { word: 'new', count: 30, cases: 30, ageSeconds: 60 })
    const { ids } = await take()
    expect(ids).toEqual([...numbered('new', 1, 24), ...numbered('vain', 1, 8)].toSorted())
  })

  it('gives no place for untried requests to retried ones', async () => {
    await storeRequests(pool, { word: 'vain', count: 200, cases: 200, tries: 3, ageSeconds: 600 })
    expect((await take()).ids).toEqual(numbered('vain', 1, 8))
    await storeRequests(pool, { word: 'new', count: 1, cases: 1, ageSeconds: 0 })
    expect((await take({ retried: 0 })).ids).toEqual(['new-1'])
  })

  it('takes retried requests in turn: none waits while another is taken twice', async () => {
    await storeRequests(pool, { word: 'vain', count: 20, cases: 20, tries: 1, ageSeconds: 600 })
    const turns: string[] = []
    for (const _ of [1, 2, 3]) {
      turns.push(...(await take()).ids)
      await giveBack()
    }
    expect(turns.toSorted()).toEqual(numbered('vain', 1, 20))
  })

  it('takes one request of a case at a time, for any number of instances and tries', async () => {
    await storeRequests(pool, { word: 'new', group: 'same', count: 100, cases: 10, ageSeconds: 60 })
    await storeRequests(pool, {
      word: 'vain',
      group: 'same',
      count: 100,
      cases: 10,
      tries: 2,
      ageSeconds: 600,
    })
    const instances = ['one', 'two', 'three', 'four']
    const taken = await Promise.all(instances.map((instance) => take({ instance })))
    const cases = taken.flatMap((one) => one.cases)
    expect(cases).toHaveLength(10)
    expect(new Set(cases).size).toBe(10)
    await giveBack()
    expect((await take()).ids).toEqual(numbered('new', 11, 20))
  })

  it('gives different requests to parallel instances, until all are taken', async () => {
    await storeRequests(pool, { word: 'new', count: 100, cases: 100, ageSeconds: 60 })
    const instances = ['one', 'two', 'three', 'four']
    const taken = await Promise.all(instances.map((instance) => take({ instance })))
    expect(taken.map(({ ids }) => ids.length)).toEqual([24, 24, 24, 24])
    expect(taken.flatMap(({ ids }) => ids).toSorted()).toEqual(numbered('new', 1, 96))
    expect((await take()).ids).toEqual(numbered('new', 97, 100))
    expect((await take()).ids).toEqual([])
  })

  it('does not take a request while its first sender has the lease, and takes it after that', async () => {
    await storeRequests(pool, { word: 'new', count: 3, cases: 3, ageSeconds: 0, sendingSeconds: 600 })
    expect((await take()).ids).toEqual([])
    await passTime(pool, 601)
    expect((await take()).ids).toEqual(numbered('new', 1, 3))
  })

  it('skips a request that is being decided instead of waiting for it', async () => {
    await storeRequests(pool, { word: 'new', count: 3, cases: 3, ageSeconds: 60 })
    const deciding = await pool.connect()
    await deciding.query('begin')
    await deciding.query(`select from request where command_id = 'new-2' for update`)
    expect((await take()).ids).toEqual(['new-1', 'new-3'])
    await deciding.query('rollback')
    deciding.release()
    expect((await take()).ids).toEqual(['new-2'])
  })

  it('does not take requests that are too old to be delivered', async () => {
    await storeRequests(pool, {
      word: 'new',
      count: 2,
      cases: 2,
      ageSeconds: (EXPIRES_AFTER_MINUTES + 1) * 60,
    })
    await storeRequests(pool, {
      word: 'vain',
      count: 2,
      cases: 2,
      tries: 2,
      ageSeconds: (EXPIRES_AFTER_MINUTES + 1) * 60,
    })
    await storeRequests(pool, {
      word: 'young',
      count: 1,
      cases: 1,
      ageSeconds: (EXPIRES_AFTER_MINUTES - 1) * 60,
    })
    expect((await take()).ids).toEqual(['young-1'])
  })

  it('waits twice as long after each try without result, up to two minutes: eighteen tries until it expires', async () => {
    await storeRequests(pool, { word: 'vain', count: 1, cases: 1, ageSeconds: 0 })
    const pauses: number[] = []
    for (
      let pausedSeconds = 0;
      pausedSeconds < EXPIRES_AFTER_MINUTES * 60;
      pausedSeconds += pauses.at(-1) ?? 0
    ) {
      await take()
      // The same statement writes both times, the lease for 15 seconds.
      const { rows } = await pool.query<{ seconds: number }>(
        `select round(extract(epoch from next_try_at - sending_until))::int + 15 as seconds from request`,
      )
      pauses.push(rows[0]?.seconds ?? 0)
      await pool.query('update request set sending_until = null, next_try_at = now()')
    }
    expect(pauses).toEqual([15, 30, 60, ...Array(15).fill(120)])
  })

  it('does not take a retried request before the time of its next try', async () => {
    await storeRequests(pool, { word: 'vain', count: 1, cases: 1, tries: 1, ageSeconds: 60 })
    await passTime(pool, -600)
    expect((await take()).ids).toEqual([])
    await passTime(pool, 600)
    expect((await take()).ids).toEqual(['vain-1'])
  })
})

describe('among 100,000 that wait', () => {
  /** Rows of `request` that are read when requests are taken, by the executed plan. */
  async function rowsLookedAt(kind: Kind): Promise<number> {
    await fill(pool, { ...kind, count: 100_000 })
    const explained = await explaining(pool)
    try {
      await takeUndelivered(explained.pool, TAKING)
      expect(explained.scans()).not.toContain('Seq Scan')
      return explained.rows()
    } finally {
      await explained.close()
    }
  }

  it.each<[string, Kind]>([
    ['untried of as many cases', { cases: 100_000, untried: 1 }],
    ['retried of as many cases', { cases: 100_000, untried: 0 }],
    ['of both, of 200 cases', { cases: 200, untried: 0.2 }],
  ])('it reads few rows: %s', { timeout: 120_000 }, async (_what, kind) => {
    expect(await rowsLookedAt(kind)).toBeLessThan(2_000)
  })

  it('all of one case, it reads each row at most twice and not once for every place', {
    timeout: 120_000,
  }, async () => {
    expect(await rowsLookedAt({ cases: 1, untried: 1 })).toBeLessThan(201_000)
    await pool.query('truncate request')
    expect(await rowsLookedAt({ cases: 1, untried: 0 })).toBeLessThan(201_000)
  })
})

describe('the number of those that wait', () => {
  it('counts untried and retried requests separately, without those that are being sent for the first time', async () => {
    expect(await countPending(pool)).toEqual({ untried: 0, retrying: 0, oldestSeconds: 0 })
    await storeRequests(pool, { word: 'sent', count: 4, cases: 4, ageSeconds: 3_000, sendingSeconds: 600 })
    await storeRequests(pool, { word: 'new', count: 3, cases: 3, ageSeconds: 60 })
    await storeRequests(pool, { word: 'vain', count: 2, cases: 2, tries: 3, ageSeconds: 1_260 })
    const { untried, retrying, oldestSeconds } = await countPending(pool)
    expect([untried, retrying]).toEqual([3, 2])
    expect(Math.floor(oldestSeconds / 600)).toBe(2)
  })
})

/** The expiry of requests that could not be delivered in time is recorded, also for many at the same time. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chainFault } from '#db/chain.ts'
import type { Pool } from '#db/connect.ts'
import { expireOverdue } from '#db/intake/expiry.ts'
import { EXPIRES_AFTER_MINUTES } from '#domain/case/request-expiry.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { act, newCase, openRecord, type RecordFixture } from './record-fixture.ts'
import { recordOutcome, storeRequests } from './stored-requests.ts'

let record: RecordFixture
let pool: Pool
beforeAll(async () => {
  record = await openRecord()
  ;({ pool } = record)
})
afterAll(() => record.close())
beforeEach(() => pool.query('truncate request, early_refusal'))

const LIMITS = { minutes: EXPIRES_AFTER_MINUTES, limit: 100 }
const OLD = { ageSeconds: (EXPIRES_AFTER_MINUTES + 1) * 60 }
const count = async (from: string, values: unknown[] = []): Promise<number> =>
  (await pool.query<{ n: number }>(`select count(*)::int as n from ${from}`, values)).rows[0]?.n ?? 0
const idsOf = async (state: string): Promise<string[]> =>
  (await pool.query('select command_id as id from request where state = $1', [state])).rows
    .map(({ id }) => id)
    .toSorted()

/** A case with a record, to which the requests with this word belong. */
async function recorded(word: string): Promise<CaseId> {
  const caseId = newCase()
  await act(record, { caseId, verb: 'submitStage', body: mergedForm })
  await pool.query(`update request set case_id = $1 where command_id like $2 || '-%'`, [caseId, word])
  return caseId
}

/** A pool that counts statements. */
function counting(): { pool: Pool; statements: () => number } {
  let statements = 0
  const connect = async () => {
    const client = await pool.connect()
    const query = (...given: [string, unknown[]]) => {
      statements += 1
      return client.query(...given)
    }
    return { query, release: (broken?: Error) => client.release(broken) }
  }
  return { pool: { connect } as unknown as Pool, statements: () => statements }
}

describe('expiring', () => {
  it('refuses old requests, with an entry in the chain of the case or, without a case, as an early refusal', async () => {
    await storeRequests(pool, { word: 'known', count: 3, cases: 1, ...OLD })
    await storeRequests(pool, { word: 'lost', count: 2, cases: 2, ...OLD })
    await storeRequests(pool, {
      word: 'young',
      count: 1,
      cases: 1,
      ageSeconds: (EXPIRES_AFTER_MINUTES - 1) * 60,
    })
    const caseId = await recorded('known')
    expect(await expireOverdue(pool, LIMITS)).toBe(5)
    expect(await idsOf('expired')).toEqual(['known-1', 'known-2', 'known-3', 'lost-1', 'lost-2'])
    expect(await idsOf('pending')).toEqual(['young-1'])
    const { rows } = await pool.query(`select outcome from request where state = 'expired'`)
    const refusal = { unmet: [{ code: 'expired', params: { minutes: 30 } }] }
    expect(rows.map(({ outcome }) => outcome)).toEqual(Array(5).fill({ status: 'refused', refusal }))
    const { rows: entries } = await pool.query(
      'select n, content, prev_hash as "prevHash", hash from audit_entry where case_id = $1 order by n',
      [caseId],
    )
    expect(entries.slice(-3).map(({ content }) => content.commandId)).toEqual([
      'known-1',
      'known-2',
      'known-3',
    ])
    expect(chainFault(entries)).toBeNull()
    expect(await count('case_head where case_id = $1 and chain_length = $2', [caseId, entries.length])).toBe(
      1,
    )
    expect(await count(`early_refusal where command_id like 'lost-%'`)).toBe(2)
  })

  it('keeps the outcome of a request that the record has decided', async () => {
    await storeRequests(pool, { word: 'decided', count: 1, cases: 1, ...OLD })
    await recorded('decided')
    const applied = { status: 'applied', seq: 3, events: [] }
    await recordOutcome(pool, 'decided-1', applied)
    expect(await expireOverdue(pool, LIMITS)).toBe(1)
    expect((await pool.query('select state, outcome from request')).rows).toEqual([
      { state: 'expired', outcome: applied },
    ])
    expect(await count(`audit_entry where command_id = 'decided-1'`)).toBe(0)
  })

  it('of a locked case waits for the next time, and does not block others', async () => {
    await storeRequests(pool, { word: 'locked', count: 2, cases: 1, ...OLD })
    await storeRequests(pool, { word: 'other', count: 2, cases: 2, ...OLD })
    const caseId = await recorded('locked')
    const deciding = await pool.connect()
    await deciding.query('begin')
    await deciding.query('select from case_head where case_id = $1 for update', [caseId])
    expect(await expireOverdue(pool, LIMITS)).toBe(2)
    expect(await idsOf('pending')).toEqual(['locked-1', 'locked-2'])
    await deciding.query('rollback')
    deciding.release()
    expect(await expireOverdue(pool, LIMITS)).toBe(2)
  })

  it('of ten thousand requests handles a hundred at a time, oldest first, with a few statements', async () => {
    await storeRequests(pool, { word: 'many', count: 4_000, cases: 1, ageSeconds: 60 * 60 })
    await storeRequests(pool, { word: 'alone', count: 6_000, cases: 3_000, ...OLD })
    const caseId = await recorded('many')
    const counted = counting()
    expect(await expireOverdue(counted.pool, LIMITS)).toBe(100)
    expect(counted.statements()).toBeLessThan(12)
    expect(await idsOf('expired')).toEqual(
      Array.from({ length: 100 }, (_, index) => `many-${index + 1}`).toSorted(),
    )
    // Parallel instances share the rest.
    let rounds = 1
    for (let expired = 1; expired > 0; rounds += 1) {
      const both = await Promise.all([expireOverdue(pool, LIMITS), expireOverdue(pool, LIMITS)])
      expired = both[0] + both[1]
    }
    expect(await idsOf('pending')).toEqual([])
    expect(rounds).toBeLessThan(99)
    expect(await count(`command where command_id like 'many-%' or command_id like 'alone-%'`)).toBe(10_000)
    expect(await count('early_refusal')).toBe(6_000)
    const { rows } = await pool.query(
      'select n, content, prev_hash as "prevHash", hash from audit_entry where case_id = $1 order by n',
      [caseId],
    )
    expect(rows.length).toBeGreaterThan(4_000)
    expect(chainFault(rows)).toBeNull()
  })
})

/** The network to PostgreSQL is lost and connections do not end: all statements fail after their time limit, and are retried. */

import { afterEach, describe, expect, it } from 'vitest'
import { createAppend } from '#activities/append.ts'
import { Dispatcher, type DispatcherParts } from '#api/acts/dispatcher.ts'
import { isUnavailable } from '#api/unavailable.ts'
import { connect, type Pool, queryWithGenericPlan } from '#db/connect.ts'
import { CaseSlots, type Slot } from '#db/intake/case-slots.ts'
import { inTransaction } from '#db/intake/in-transaction.ts'
import { isPermanent } from '#db/permanent-errors.ts'
import { KINDS } from '#domain/kinds.ts'
import type { AppendRequest } from '#wire/record.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { newCase, openRecord, type RecordFixture, requestFor } from './record-fixture.ts'
import { SilentProxy } from './silent-proxy.ts'

const MAX = 4
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function opened(): Promise<{
  record: RecordFixture
  proxy: SilentProxy
  pool: Pool
  breaks: () => number
}> {
  const record = await openRecord()
  const proxy = await SilentProxy.open(record.url)
  let broken = 0
  const onError = () => {
    broken += 1
  }
  const pool = connect(proxy.url, { max: MAX, statementTimeoutMs: 300, onError })
  closing.push(
    () => record.close(),
    () => proxy.close(),
    () => pool.end(),
  )
  return { record, proxy, pool, breaks: () => broken }
}

/** Every kind of access to the database. */
const ways = (pool: Pool, slots: CaseSlots): Record<string, () => Promise<unknown>> => ({
  'a statement': () => pool.query('select 1'),
  'a transaction': () => inTransaction(pool, (client) => client.query('select 1')),
  'statements sent together': () => queryWithGenericPlan(pool, { name: 'one', text: 'select 1', values: [] }),
  'a place': async () => (await slots.take(newCase()))?.release(),
})

const outcomes = async (asked: Record<string, () => Promise<unknown>>): Promise<Record<string, string>> => {
  const entries = await Promise.all(
    Object.entries(asked).map(async ([name, ask]) => {
      const outcome = await ask().then(
        () => 'done',
        (error: unknown) => (isUnavailable(error) && !isPermanent(error) ? 'unavailable' : String(error)),
      )
      return [name, outcome] as const
    }),
  )
  return Object.fromEntries(entries)
}
const all = (asked: object, outcome: string) =>
  Object.fromEntries(Object.keys(asked).map((name) => [name, outcome]))

describe('a network that is lost', () => {
  it('is reported for every access, over old and new connections, until the network is back', async () => {
    const { proxy, pool } = await opened()
    const slots = new CaseSlots(pool)
    closing.push(() => slots.close())
    const asked = ways(pool, slots)
    expect(await outcomes(asked)).toEqual(all(asked, 'done'))
    proxy.silence()
    expect(await outcomes(asked)).toEqual(all(asked, 'unavailable'))
    // The old connections are closed; new ones never get an answer.
    expect(await outcomes(asked)).toEqual(all(asked, 'unavailable'))
    proxy.heal()
    expect(await outcomes(asked)).toEqual(all(asked, 'done'))
    expect(pool.totalCount).toBeLessThanOrEqual(MAX)
    expect(pool.waitingCount).toBe(0)
  }, 60_000)

  it('during a transaction closes its connection', async () => {
    const { proxy, pool } = await opened()
    const inside = inTransaction(pool, async (client) => {
      await client.query('select 1')
      proxy.silence()
      await client.query('select 2')
    })
    expect(await outcomes({ inside: () => inside })).toEqual({ inside: 'unavailable' })
    expect(pool.totalCount).toBe(0)
  }, 60_000)

  it('loses no act, and records none twice, at any moment of the loss', async () => {
    const { record, proxy, pool } = await opened()
    const deps = {
      ...{ pool, kinds: KINDS, reference: record.reference, hasWebhook: false },
      wakeOutbox: () => undefined,
    }
    const append = createAppend({ ...deps, onAhead: () => undefined, onUnwritable: () => undefined })
    const cases = Array.from({ length: 6 }, newCase)
    const requests = await Promise.all(
      cases.map((caseId) => requestFor(record, { caseId, verb: 'submitStage', body: mergedForm })),
    )
    const sent = requests.map((request, index) => retried(append, request, index === 0 ? proxy : null))
    expect((await Promise.all(sent)).every((kind) => kind === 'recorded' || kind === 'known')).toBe(true)
    const { rows } = await record.pool.query(
      `select count(*)::int as n, count(distinct case_id)::int as cases from command where action = 'submitStage'`,
    )
    expect(rows).toEqual([{ n: cases.length, cases: cases.length }])
  }, 60_000)
})

/** Retries until it is done, as a local activity. The network is lost during the first attempt. */
async function retried(
  append: (request: AppendRequest) => Promise<{ kind: string }>,
  request: AppendRequest,
  proxy: SilentProxy | null,
): Promise<string> {
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    const result = append(request)
    if (attempt === 1) setImmediate(() => proxy?.silence())
    try {
      return (await result).kind
    } catch (error) {
      if (!isUnavailable(error)) throw error
      proxy?.heal()
    }
  }
  return 'never'
}

describe('a slot that is never taken', () => {
  it('blocks neither the act that asked for it nor the acts after it', async () => {
    let give: (slot: Slot) => void = () => undefined
    const never = new Promise<Slot>((resolve) => {
      give = resolve
    })
    const released: string[] = []
    const parts = {
      pool: { query: async () => ({ rows: [] }) },
      outcomes: { outcomeOf: () => new Promise(() => undefined), forget: () => undefined },
      slots: { take: () => never },
      log: () => undefined,
    } as unknown as DispatcherParts
    const dispatcher = new Dispatcher(parts)
    let hasLeft = false
    const ticket = { isFirst: true, turn: Promise.resolve(), leave: () => (hasLeft = true) }
    const caseId = newCase()
    const reserved = dispatcher.reserve(caseId, ticket)
    const delivery = { envelope: { commandId: 'c', case: caseId }, starts: false } as never
    expect(await dispatcher.deliver(delivery, ticket, Date.now() + 50, reserved)).toBeUndefined()
    await expect.poll(() => hasLeft).toBe(true)
    give({ release: async () => void released.push('late') })
    await expect.poll(() => released).toEqual(['late'])
  })
})

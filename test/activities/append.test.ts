import { setTimeout as sleep } from 'node:timers/promises'
import pg, { type Pool, type PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createAppend } from '#activities/append.ts'
import { listCommands, listEvents, listTimeline, verifyChain } from '#db/queries/case.ts'
import { evolve } from '#domain/engine/evolve.ts'
import { KINDS } from '#domain/kinds.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { unopened } from '#domain/project/unopened.ts'
import type { AppendResult } from '#wire/record.ts'
import {
  act,
  machineRequest,
  newCase,
  openRecord,
  outcomeOf,
  type RecordFixture,
  requestFor,
} from '../db/record-fixture.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { approver, lead } from '../domain/project-people.ts'

let record: RecordFixture
beforeAll(async () => {
  record = await openRecord()
})
afterAll(() => record.close())

const submit = (caseId = newCase()) => act(record, { caseId, verb: 'submitStage', body: mergedForm })
const opened = async () => {
  const caseId = newCase()
  await submit(caseId)
  return caseId
}

describe('recording', () => {
  it('returns the events in order, and the state folds from them', async () => {
    const caseId = newCase()
    const result = await submit(caseId)
    expect(outcomeOf(result)).toMatchObject({ status: 'applied', seq: 3 })
    const events = await listEvents(record.pool, caseId)
    expect(result).toMatchObject({ kind: 'recorded', events })
    const { state } = await record.loadCase(caseId)
    expect(events.reduce((state, one) => evolve(PROJECT, state, one), unopened(state.id))).toEqual(state)
  })

  it('records a refusal with all its reasons, and changes nothing else', async () => {
    const caseId = await opened()
    const result = await act(record, { caseId, verb: 'admit', body: {}, by: lead })
    expect(outcomeOf(result)).toMatchObject({
      status: 'refused',
      refusal: {
        unmet: [
          { code: 'roleMayNot' },
          { code: 'outOfScope' },
          { code: 'preparerMayNotDecide' },
          { code: 'ownerMayNotDecide' },
        ],
      },
    })
    expect((await record.loadCase(caseId)).state.seq).toBe(3)
    expect((await listTimeline(record.pool, caseId)).at(-1)).toMatchObject({ kind: 'refusal', seq: null })
    expect(await verifyChain(record.pool, caseId)).toMatchObject({ whole: true, entries: 4 })
  })

  it('records a refusal with characters that no database can store', async () => {
    const caseId = newCase()
    const body = { ...mergedForm, 'a\u0000\ud800\\u0000': 1 }
    const result = await act(record, { caseId, verb: 'submitStage', body })
    const pointer = '/a\ufffd\ufffd\\u0000'
    expect(outcomeOf(result)).toMatchObject({
      refusal: { unmet: [{ code: 'malformed', params: { pointer } }] },
    })
    const [command] = await listCommands(record.pool, caseId)
    expect(command?.outcome).toEqual(outcomeOf(result))
  })

  it('keeps a command that changes nothing as an outcome without events', async () => {
    const caseId = await opened()
    const request = await machineRequest(record, caseId, { decision: { events: [] } })
    expect(outcomeOf(await record.append(request))).toEqual({ status: 'applied', seq: 3, events: [] })
    expect(await verifyChain(record.pool, caseId)).toMatchObject({ whole: true, entries: 3 })
  })
})

describe('a repeated or late command', () => {
  it('answers a known command with its outcome and the events that the caller misses', async () => {
    const caseId = newCase()
    const request = await requestFor(record, { caseId, verb: 'submitStage', body: mergedForm })
    const first = await record.append(request)
    const again = await record.append(request)
    expect(again).toEqual({
      kind: 'known',
      outcome: outcomeOf(first),
      missed: await listEvents(record.pool, caseId),
      names: { mnr: { zh: 'mnr', en: 'mnr' }, ndrc: { zh: 'ndrc', en: 'ndrc' } },
    })
    const later = await record.append({ ...request, afterSeq: 3 })
    expect(later).toEqual({ kind: 'known', outcome: outcomeOf(first), missed: [] })
    expect(await listCommands(record.pool, caseId)).toHaveLength(1)
  })

  it('returns the missed events to a decision on an old state', async () => {
    const caseId = await opened()
    const loaded = await record.loadCase(caseId)
    const late = await requestFor(record, { caseId, verb: 'withdraw', body: { reasons: 'a' }, loaded })
    await act(record, { caseId, verb: 'admit', body: {}, by: approver })
    const result = await record.append(late)
    expect(result).toMatchObject({ kind: 'behind', missed: [{ seq: 4 }, { seq: 5 }, { seq: 6 }, { seq: 7 }] })
  })

  it('lets the case be loaded again when the missed events have too many bytes', async () => {
    const caseId = await opened()
    const loaded = await record.loadCase(caseId)
    const late = await requestFor(record, { caseId, verb: 'withdraw', body: { reasons: 'a' }, loaded })
    const request = await requestFor(record, { caseId, verb: 'admit', body: {}, by: approver })
    const { events } = request.decision as { events: object[] }
    const note = '密'.repeat(340_000)
    const long = events.map((event, index) => (index === 0 ? { ...event, note } : event))
    await record.append({ ...request, decision: { events: long as never } })
    expect(await record.append(late)).toEqual({ kind: 'behind', missed: null })
  })

  it('writes nothing when the record is older than the workflow, and reports it', async () => {
    const caseId = await opened()
    const request = await requestFor(record, { caseId, verb: 'admit', body: {}, by: approver })
    const before = record.aheads()
    expect(await record.append({ ...request, afterSeq: 9 })).toEqual({ kind: 'ahead', headSeq: 3 })
    const gone = await record.append({ ...request, caseId: newCase() })
    expect(gone).toEqual({ kind: 'ahead', headSeq: 0 })
    expect(record.aheads()).toBe(before + 2)
    expect(await listCommands(record.pool, caseId)).toHaveLength(1)
  })

  it('does not record a command of the system that has no effect, so that its id can be used later', async () => {
    const caseId = await opened()
    const request = await machineRequest(record, caseId)
    const refusal = { refusal: { unmet: [{ code: 'deadlineMoved' as const }] } }
    expect(await record.append({ ...request, decision: refusal })).toEqual({ kind: 'nothingToDo' })
    expect(await record.append({ ...request, decision: { events: [] } })).toMatchObject({ kind: 'recorded' })
  })

  it('returns neither outcome nor events when the id belongs to another act', async () => {
    const caseId = await opened()
    const one = await requestFor(record, { caseId, verb: 'admit', body: {}, by: approver })
    await record.append(one)
    const others = [
      await requestFor(record, {
        caseId,
        verb: 'withdraw',
        body: { reasons: 'a' },
        by: approver,
        id: one.command.id,
      }),
      await requestFor(record, { caseId, verb: 'admit', body: {}, by: lead, id: one.command.id }),
      await machineRequest(record, caseId, { command: { ...one.command, act: null } }),
    ]
    for (const other of others) expect(await record.append(other)).toEqual({ kind: 'reused' })
    expect(await record.append(one)).toMatchObject({ kind: 'known' })
  })

  it('records each of 50 parallel appends to one case once, with numbers without gaps', async () => {
    const caseId = await opened()
    const ids = Array.from({ length: 50 }, (_, index) => `parallel-${index}`)
    await Promise.all(ids.map((id) => settle(caseId, id)))
    const events = await listEvents(record.pool, caseId)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    const commands = await listCommands(record.pool, caseId)
    expect(commands).toHaveLength(51)
    const applied = commands.filter(({ outcome }) => outcome.status === 'applied')
    expect(applied.map(({ action }) => action)).toEqual(['submitStage', 'admit'])
    expect(await verifyChain(record.pool, caseId)).toMatchObject({ whole: true, entries: events.length + 49 })
  })
})

/** As the workflow does: decides again as long as the record has new events. */
async function settle(caseId: Awaited<ReturnType<typeof opened>>, id: string): Promise<AppendResult> {
  for (;;) {
    const result = await act(record, { caseId, verb: 'admit', body: {}, by: approver, id })
    if (result.kind === 'recorded' || result.kind === 'known') return result
  }
}

describe('connections that are closed at any moment', () => {
  it('only need another attempt: each command is decided once', async () => {
    const caseId = await opened()
    const ids = Array.from({ length: 60 }, (_, index) => `cut-${index}`)
    let isCutting = true
    const admin = new pg.Client({ connectionString: inject('servers').adminDatabaseUrl })
    await admin.connect()
    const cutting = (async () => {
      for (let cuts = 0; isCutting && cuts < 40; cuts++) {
        await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
          new URL(record.url).pathname.slice(1),
        ])
        await sleep(15)
      }
    })()
    await Promise.all(ids.map((id) => untilAnswered(() => settle(caseId, id))))
    isCutting = false
    await cutting
    await admin.end()
    const commands = await listCommands(record.pool, caseId)
    expect(commands.map(({ commandId }) => commandId).toSorted()).toEqual(
      [...ids, commands[0]?.commandId].toSorted(),
    )
    const events = await listEvents(record.pool, caseId)
    expect(events.map(({ event }) => event.type).filter((type) => type === 'admitted')).toHaveLength(1)
    expect(await verifyChain(record.pool, caseId)).toMatchObject({ whole: true, entries: events.length + 59 })
  })
})

describe('an error', () => {
  /** A pool whose connections run `failure` instead of the statement that reads the record. */
  const failing = (failure: (client: PoolClient) => Promise<unknown>): Pool =>
    ({
      connect: async () => {
        const client = await record.pool.connect()
        const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>
        const instead = (...args: unknown[]) =>
          (args[0] as { name?: string }).name === 'read-record' ? failure(client) : query(...args)
        client.query = instead as typeof client.query
        return client
      },
    }) as unknown as Pool
  const told: string[] = []
  const appendWith = (pool: Pool) =>
    createAppend({
      ...{ pool, kinds: KINDS, reference: record.reference, hasWebhook: false, wakeOutbox: () => undefined },
      onAhead: () => undefined,
      onUnwritable: (_request, error) => told.push(String(error)),
    })
  const admission = async (caseId = newCase()) => {
    await submit(caseId)
    return requestFor(record, { caseId, verb: 'admit', body: {}, by: approver })
  }

  it('of our own code ends the decision and is reported, and the case can record the next one', async () => {
    const request = await admission()
    const wrong = { ...request, decision: { events: [{ type: 'neverHeardOf', v: 1 } as never] } }
    expect(await appendWith(record.pool)(wrong)).toEqual({
      kind: 'unwritable',
      why: expect.stringContaining('knows no event neverHeardOf'),
    })
    expect(told).toEqual([expect.stringContaining('knows no event neverHeardOf')])
    expect(await record.append(request)).toMatchObject({ kind: 'recorded' })
  })

  it.each([
    ['a connection that breaks', (client: PoolClient) => endOf(client)],
    ['a deadlock', () => Promise.reject(Object.assign(new Error('deadlock'), { code: '40P01' }))],
    [
      'a statement that was cancelled',
      () => Promise.reject(Object.assign(new Error('late'), { code: '57014' })),
    ],
  ] as const)('of %s is thrown, so that it is retried', async (_what, failure) => {
    const request = await admission()
    await expect(appendWith(failing(failure))(request)).rejects.toThrow()
    expect(await record.append(request)).toMatchObject({ kind: 'recorded' })
  })

  /** An error without a code, on a connection that does not answer any more. */
  async function endOf(client: PoolClient): Promise<never> {
    const { connection } = client as unknown as { connection: { stream: { destroy: () => void } } }
    connection.stream.destroy()
    await sleep(50)
    throw new Error('Connection terminated unexpectedly')
  }
})

/** Retries, as Temporal does with a failed activity. */
async function untilAnswered<T>(work: () => Promise<T>): Promise<T> {
  for (let attempts = 0; ; attempts++) {
    try {
      return await work()
    } catch (error) {
      if (attempts > 200) throw error
      await sleep(5)
    }
  }
}

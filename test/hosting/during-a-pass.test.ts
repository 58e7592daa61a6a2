/** Acts of operators during a pass already apply to this pass: requests are not lost, and held cases are not rehosted. */

import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { reconcile } from '#activities/hosting/reconciler.ts'
import { backlogAgeMs } from '#activities/hosting/temporal-workflows.ts'
import { resendUnprocessedSignals } from '#activities/hosting/unprocessed-signals.ts'
import type { Pool } from '#db/connect.ts'
import { listUnresponsiveCases, requestHosting } from '#db/hosting.ts'
import { KINDS } from '#domain/kinds.ts'
import { PROJECT } from '#domain/project/kind.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { caseStart } from '#wire/case-start.ts'
import { contentHash } from '#wire/content-hash.ts'
import { ACT_SIGNAL, FACTS_CHANGED_SIGNAL } from '#wire/names.ts'
import { type ApiWorld, openApiWorld } from '../api/api-world.ts'
import { storeRequests } from '../db/stored-requests.ts'
import { recordCases } from './many-cases.ts'

let world: ApiWorld
let caseId: CaseId
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
  await recordCases(world.pool, { count: 1, on: '2026-11-30' })
  caseId = (await world.pool.query(`select case_id from case_view where kind = 'project'`)).rows[0].case_id
})
afterAll(() => world?.close())
beforeEach(() => world.pool.query('truncate hosting_trouble, case_hold, rehosted_case'))

/** Dependencies whose pool calls `before` with each statement first. */
const deps = (before: (statement: string) => Promise<void> = async () => undefined) => {
  const query = async (...args: [string | { text: string }, ...unknown[]]) => {
    const [statement] = args
    await before(typeof statement === 'string' ? statement : statement.text)
    return (world.pool.query as (...args: unknown[]) => unknown)(...args)
  }
  return {
    ...{
      client: world.temporal,
      kinds: KINDS,
      pool: { query } as unknown as Pool,
      instance: 'one',
      sinceMs: 0,
    },
    ...{ logger: pino({ level: 'silent' }), onHosted: () => undefined },
    recordDeadLetters: async () => undefined,
  }
}
/** Runs `act` when the pass examines the case. */
const whenLookedAt = (act: () => Promise<unknown>) =>
  deps(async (statement) => {
    if (statement.includes('p.case_id = $1')) await act()
  })
const request = (why: string) => requestHosting(world.pool, [caseId], why)
const hold = () =>
  world.pool.query(
    `insert into case_hold (case_id, reason, until_real, held_by) values ($1, 'x', clock_timestamp() + interval '1 h', '{}')`,
    [caseId],
  )
const noted = async () => (await world.pool.query('select trouble, why from hosting_trouble')).rows
const runId = async () => (await world.temporal.workflow.getHandle(caseId).describe()).runId

it('a request that arrives while its case is being rehosted is carried out by the next pass', async () => {
  await reconcile(whenLookedAt(() => request('first')))
  expect(await noted()).toEqual([{ trouble: 'requested', why: 'first' }])
  const before = await runId()
  await reconcile(whenLookedAt(() => request('second')))
  expect(await noted()).toEqual([{ trouble: 'requested', why: 'second' }])
  const between = await runId()
  expect(between).not.toBe(before)
  await reconcile(deps())
  expect(await runId()).not.toBe(between)
  expect(await noted()).toEqual([])
})

it('a case that is put on hold is not rehosted', async () => {
  await world.temporal.workflow.getHandle(caseId).terminate('a mistake')
  await reconcile(whenLookedAt(hold))
  expect((await world.temporal.workflow.getHandle(caseId).describe()).status.name).toBe('TERMINATED')
})

it('a case on hold gets its unprocessed signals afterwards, also when the hold begins late', async () => {
  const commandId = randomUUID()
  const { signaledRunId } = await world.temporal.workflow.signalWithStart(PROJECT.workflow, {
    ...{ ...caseStart(KINDS, caseId), signal: ACT_SIGNAL },
    signalArgs: [
      {
        ...{ commandId, action: 'admit', actor: 'chen-hao', role: 'approver', org: 'ndrc-hightech' },
        ...{ case: caseId, round: null, contentHash: contentHash({}), body: {} },
        issuedAt: new Date().toISOString(),
      },
    ],
  })
  await world.temporal.workflow.getHandle(caseId).terminate('a mistake')
  await world.pool.query(
    `insert into rehosted_case (case_id, runs, at_real) values ($1, $2, clock_timestamp() - interval '20 s')`,
    [caseId, [signaledRunId]],
  )
  const late = deps(async (statement) => {
    if (statement.includes('from dead_letter')) await hold()
  })
  await resendUnprocessedSignals(late)
  expect(await runId()).toBe(signaledRunId)
  expect(await resendUnprocessedSignals(deps())).toBe(0)
  await world.pool.query('update case_hold set released_real = clock_timestamp()')
  expect(await resendUnprocessedSignals(deps())).toBe(1)
  expect(await runId()).not.toBe(signaledRunId)
})

it('a signal to a run with an unknown kind of case becomes a dead letter, and is not examined again', async () => {
  const strange = `strange-${randomUUID()}` as CaseId
  const { signaledRunId } = await world.temporal.workflow.signalWithStart(PROJECT.workflow, {
    ...{ ...caseStart(KINDS, caseId), workflowId: strange, signal: FACTS_CHANGED_SIGNAL },
    signalArgs: [{ commandId: 'factsChanged/policy/2026.2', cause: 'policy' }],
  })
  await world.temporal.workflow.getHandle(strange).terminate('a mistake')
  await world.pool.query(
    `insert into rehosted_case (case_id, runs, at_real) values ($1, $2, clock_timestamp() - interval '20 s')`,
    [strange, [signaledRunId]],
  )
  const kept: string[] = []
  const recordDeadLetters = async (letters: readonly { reason: string }[]) => {
    kept.push(...letters.map(({ reason }) => reason))
  }
  expect(await resendUnprocessedSignals({ ...deps(), recordDeadLetters })).toBe(1)
  expect(kept).toEqual(['its kind of case is unknown'])
  expect((await world.pool.query('select from rehosted_case')).rowCount).toBe(0)
})

it('a task without a worker determines the age of the queue', async () => {
  await expect.poll(() => backlogAgeMs(world.temporal), { timeout: 30_000 }).toBeGreaterThan(1_000)
})

it('a case is examined if its deadline is late, or if its act was sent again without result', async () => {
  const { pool } = world
  await pool.query(`update case_view set due_at = clock_timestamp() + interval '1 day'`)
  await storeRequests(pool, { word: 'once', count: 1, cases: 1, ageSeconds: 60, tries: 1 })
  expect(await listUnresponsiveCases(pool)).toEqual([])
  await storeRequests(pool, { word: 'vain', count: 1, cases: 1, ageSeconds: 60, tries: 2 })
  expect(await listUnresponsiveCases(pool)).toEqual(['project/vain-1'])
  await pool.query('delete from request')
  await pool.query(`update case_view set due_at = clock_timestamp() - interval '11 minutes'`)
  expect(await listUnresponsiveCases(pool)).toEqual([caseId])
  expect(await reconcile(deps())).toMatchObject({ examined: 1, hosted: 0 })
})

it('a case whose task no worker gets is rehosted, unless this worker has just started', async () => {
  const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 700_000)
  try {
    expect(await reconcile({ ...deps(), sinceMs: Infinity })).toMatchObject({ hosted: 0 })
    expect(await reconcile({ ...deps(), sinceMs: -Infinity })).toMatchObject({ hosted: 1 })
  } finally {
    now.mockRestore()
  }
  const why = expect.stringMatching(/no worker got its workflow task for 7\d\d s/)
  expect(await noted()).toEqual([{ trouble: 'failing', why }])
})

/** Cases are rehosted from the record after any damage of their workflows, and accepted messages are processed. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KINDS } from '#domain/kinds.ts'
import { PROJECT } from '#domain/project/kind.ts'
import type { CaseId } from '#domain/values/ids.ts'
import { caseStart } from '#wire/case-start.ts'
import { contentHash } from '#wire/content-hash.ts'
import { ACT_SIGNAL, OUTBOX_ID, OUTBOX_WORKFLOW } from '#wire/names.ts'
import { type ApiWorld, openApiWorld } from '../api/api-world.ts'
import { stageForm } from '../api/stage-form.ts'
import { poison, SABOTAGES } from './sabotage.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true, reconcileEveryMs: 300 })
})
afterAll(() => world?.close())

const open = async (): Promise<string> => {
  const { json } = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
  return json.id
}
const admit = (id: string, key = randomUUID()) =>
  world.call('POST', `/v1/projects/${id}/admit`, { as: 'chen-hao', body: {}, key })

/** The state of the workflow in Temporal: status, type, queue, last event and deadline. */
async function hosted(id: string) {
  const { rows } = await world.pool.query('select seq, due_at from case_view where id = $1', [id])
  const { status, type, taskQueue, searchAttributes, raw } = await handleOf(id).describe()
  return {
    isRunning: status.name === 'RUNNING',
    ...{ type, taskQueue },
    isAtLastEvent: searchAttributes.CaseSeq?.[0] === rows[0].seq,
    attempt: raw.pendingWorkflowTask?.attempt ?? 0,
    isDeadlineShown: (searchAttributes.CaseDue?.[0] as Date | undefined)?.toISOString() === rows[0].due_at,
  }
}
const WELL = {
  isRunning: true,
  ...{ type: 'projectLifecycle', taskQueue: 'tongchou' },
  ...{ isAtLastEvent: true, attempt: 0, isDeadlineShown: true },
}
/** Resolves when the case is hosted correctly, with a timer for its deadline. */
async function untilHosted(id: string): Promise<void> {
  const look = () => hosted(id).catch((error: Error) => error.message)
  await expect.poll(look, { timeout: 60_000 }).toEqual(WELL)
  const { events } = await handleOf(id).fetchHistory()
  const armed = events?.filter((event) => event.timerStartedEventAttributes).length ?? 0
  const ended = events?.filter(
    (event) => event.timerFiredEventAttributes || event.timerCanceledEventAttributes,
  )
  expect(armed - (ended?.length ?? 0)).toBe(1)
}

const handleOf = (id: string) => world.temporal.workflow.getHandle(`project/${id}`)
const outcomesOf = async (commandId: string) =>
  (await world.pool.query('select outcome from command where command_id = $1', [commandId])).rows

const signalOf = (id: string, changes: object = {}) => ({
  ...{ commandId: randomUUID(), action: 'admit', actor: 'chen-hao', role: 'approver', org: 'ndrc-hightech' },
  ...{ case: `project/${id}`, round: null, contentHash: contentHash({}), body: {} },
  issuedAt: new Date().toISOString(),
  ...changes,
})

it('does not change cases of a kind that this program does not know', async () => {
  const id = await open()
  const other = randomUUID()
  const copied = { id: other, case_id: `proposal/${other}`, code: null }
  for (const table of ['case_head', 'case_view'])
    await world.pool.query(
      `insert into ${table} select (jsonb_populate_record(t, $1::jsonb)).* from ${table} t where case_id = $2`,
      [JSON.stringify(copied), `project/${id}`],
    )
  await passes(3)
  const noted = await world.pool.query('select why from hosting_trouble where case_id = $1', [copied.case_id])
  expect(noted.rows).toEqual([])
})

describe('the outbox', () => {
  it('that was started in another way is started again', async () => {
    const { workflow } = world.temporal
    const wrong = { workflowId: OUTBOX_ID, taskQueue: 'elsewhere', args: [] }
    await workflow
      .getHandle(OUTBOX_ID)
      .terminate('a mistake')
      .catch(() => undefined)
    await workflow.start(OUTBOX_WORKFLOW, wrong)
    const queue = async () => {
      const { status, taskQueue } = await workflow.getHandle(OUTBOX_ID).describe()
      return [status.name, taskQueue]
    }
    await expect.poll(queue, { timeout: 30_000 }).toEqual(['RUNNING', 'tongchou'])
  })
})

describe('a search attribute that was removed', () => {
  it('is registered again while the worker runs, and the cases continue', async () => {
    const id = await open()
    const { connection, options } = world.temporal
    const { namespace } = options
    await connection.operatorService.removeSearchAttributes({ namespace, searchAttributes: ['CaseTurn'] })
    const known = async () => {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace })
      return 'CaseTurn' in (customAttributes ?? {})
    }
    await expect.poll(known, { timeout: 30_000 }).toBe(true)
    expect((await admit(id)).status).toBe(200)
    await untilHosted(id)
  })
})

describe('a namespace of a new Temporal server, which forgets ended cases within a day', () => {
  it('keeps them for years again while the worker runs', async () => {
    const { workflowService, options } = world.temporal
    const { namespace } = options
    const day = { seconds: 86_400 as never }
    await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: day } })
    const days = async () => {
      const { config } = await workflowService.describeNamespace({ namespace })
      return Number(config?.workflowExecutionRetentionTtl?.seconds) / 86_400
    }
    await expect.poll(days, { timeout: 30_000 }).toBe(3_650)
  })
})

describe('a case whose workflow', () => {
  it.each(Object.entries(SABOTAGES))('%s is rehosted, and accepts acts', async (_what, sabotage) => {
    const id = await open()
    await untilHosted(id)
    await sabotage(world.temporal, `project/${id}`)
    await untilHosted(id)
    expect((await admit(id)).status).toBe(200)
    await untilHosted(id)
  })

  it('was lost is rehosted with its kind and the name of its owner', async () => {
    const id = await open()
    await untilHosted(id)
    await SABOTAGES['is terminated'](world.temporal, `project/${id}`)
    await untilHosted(id)
    const { staticSummary } = await handleOf(id).describe()
    expect(await staticSummary()).toBe('项目 project · 民政部 Ministry of Civil Affairs')
  })

  it('has a history that cannot be replayed is rehosted, and its accepted signals are processed', async () => {
    const id = await open()
    await world.rest()
    await poison(world.temporal, `project/${id}`)
    const act = signalOf(id)
    const handle = handleOf(id)
    await handle.signal('act', act)
    await handle.signal('act', act)
    await handle.signal('approveNow', 'please')
    await world.work()
    await untilHosted(id)
    await expect
      .poll(() => outcomesOf(act.commandId), { timeout: 30_000 })
      .toMatchObject([{ outcome: { status: 'applied' } }])
    const { rows } = await world.pool.query('select name from dead_letter where case_id = $1', [
      `project/${id}`,
    ])
    expect(rows).toEqual([{ name: 'approveNow' }])
  })

  it('was terminated before it processed its signals gets them again', async () => {
    const id = await open()
    await world.rest()
    const act = signalOf(id)
    await handleOf(id).signal('act', act)
    await SABOTAGES['is terminated'](world.temporal, `project/${id}`)
    await world.work()
    await untilHosted(id)
    await expect
      .poll(() => outcomesOf(act.commandId), { timeout: 30_000 })
      .toMatchObject([{ outcome: { status: 'applied' } }])
  })

  it('was ended twice with one signal in both runs gets it once', async () => {
    const id = await open()
    await world.rest()
    const act = signalOf(id)
    for (const _run of ['first', 'second']) {
      await world.temporal.workflow.signalWithStart(PROJECT.workflow, {
        ...caseStart(KINDS, `project/${id}` as CaseId),
        ...{ signal: ACT_SIGNAL, signalArgs: [act] },
      })
      await SABOTAGES['is terminated'](world.temporal, `project/${id}`)
    }
    await world.work()
    await expect
      .poll(() => outcomesOf(act.commandId), { timeout: 60_000 })
      .toMatchObject([{ outcome: { status: 'applied' } }])
    await untilHosted(id)
    const { events } = await handleOf(id).fetchHistory()
    const acts = events?.filter(
      ({ workflowExecutionSignaledEventAttributes: signal }) => signal?.signalName === ACT_SIGNAL,
    )
    expect(acts).toHaveLength(1)
  })

  it('is missing is started by the next act, before a pass', async () => {
    const id = await open()
    await world.rest()
    await SABOTAGES['is deleted'](world.temporal, `project/${id}`)
    const key = randomUUID()
    // It is not decided yet; the test only needs a workflow that waits for the worker.
    expect((await admit(id, key)).status).toBe(202)
    const { status } = await handleOf(id).describe()
    expect(status.name).toBe('RUNNING')
    await world.work()
    await expect.poll(async () => (await admit(id, key)).status, { timeout: 20_000 }).toBe(200)
  })
})

describe('an operator', () => {
  const operator = { as: 'gu-ming', role: 'operator' as const }
  const hold = (id: string, seconds: number) =>
    world.call('POST', `/v1/hosting/projects/${id}/hold`, {
      ...operator,
      body: { reason: '排查数据库', until: new Date(Date.now() + seconds * 1_000).toISOString() },
    })

  it('holds a case: it is not rehosted meanwhile, acts are refused with the reason, and afterwards it is rehosted', async () => {
    const id = await open()
    expect((await hold(id, 3_600)).status).toBe(200)
    await SABOTAGES['is terminated'](world.temporal, `project/${id}`)
    const refused = await admit(id)
    expect([refused.status, refused.json.unmet[0].code]).toEqual([409, 'caseHeld'])
    expect(refused.json.unmet[0].zh).toContain('排查数据库')
    const body = { cases: [{ id, with: {} }], dryRun: true }
    const asked = await world.call('POST', '/v1/bulk/projects/admit', { as: 'chen-hao', body })
    expect(asked.json.cases[0].problem.unmet[0].code, 'a dry run is refused, too').toBe('caseHeld')
    // After several passes it is still not rehosted.
    await passes(3)
    expect((await handleOf(id).describe()).status.name).toBe('TERMINATED')
    const { json } = await world.call('GET', '/v1/hosting', operator)
    expect(json.holds).toMatchObject([
      { caseId: `project/${id}`, reason: '排查数据库', by: { person: 'gu-ming' } },
    ])

    const release = { ...operator, body: { reason: '已恢复' } }
    expect((await world.call('POST', `/v1/hosting/projects/${id}/release`, release)).status).toBe(200)
    await untilHosted(id)
    expect((await admit(id)).status).toBe(200)
    const { items } = (await world.call('GET', `/v1/projects/${id}/audit`, { as: 'lu-qing' })).json
    const operations = items.filter(({ kind }: { kind: string }) => kind === 'operation')
    expect(operations.map(({ operation }: { operation: { type: string } }) => operation.type)).toEqual([
      ...['held', 'released'],
    ])
    const chain = await world.call('GET', `/v1/projects/${id}/chain`, { as: 'lu-qing' })
    expect(chain.json).toMatchObject({ whole: true })
  })

  it('holds a case also for acts by signal, and their refusals are recorded', async () => {
    const id = await open()
    await hold(id, 3_600)
    const act = signalOf(id)
    await handleOf(id).signal('act', act)
    await expect
      .poll(() => outcomesOf(act.commandId), { timeout: 10_000 })
      .toMatchObject([{ outcome: { status: 'refused', refusal: { unmet: [{ code: 'caseHeld' }] } } }])
  })

  it('can let a healthy case be rehosted', async () => {
    const id = await open()
    const handle = handleOf(id)
    const before = (await handle.describe()).runId
    const request = { ...operator, body: { reason: '怀疑历史有误' } }
    expect((await world.call('POST', `/v1/hosting/projects/${id}/host-afresh`, request)).status).toBe(200)
    const runId = async () => (await handle.describe()).runId
    await expect.poll(runId, { timeout: 10_000 }).not.toBe(before)
    await untilHosted(id)
    const after = await runId()
    await passes(3)
    expect(await runId()).toBe(after)
  })

  it('is the only role that may do this', async () => {
    const id = await open()
    for (const as of ['chen-hao', 'zhou-kai', 'shi-yan']) {
      const body = { reason: 'x' }
      expect((await world.call('POST', `/v1/hosting/projects/${id}/host-afresh`, { as, body })).status).toBe(
        403,
      )
      expect((await world.call('GET', '/v1/hosting', { as })).status).toBe(403)
    }
  })
})

/** Resolves when so many passes have ended. */
async function passes(count: number): Promise<void> {
  const finished = async () =>
    (await world.pool.query('select finished_real from hosting_pass')).rows[0]?.finished_real
  for (let n = 0; n < count; n += 1) {
    const before = await finished()
    await expect.poll(finished, { timeout: 30_000 }).not.toBe(before)
  }
}

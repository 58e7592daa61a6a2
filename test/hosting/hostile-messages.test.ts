/** No message makes a workflow task of a case fail, and every accepted message becomes a command or a dead letter. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentHash } from '#wire/content-hash.ts'
import { type ApiWorld, openApiWorld } from '../api/api-world.ts'
import { stageForm } from '../api/stage-form.ts'
import { unreplayable } from '../workflows/replay-runs.ts'
import { hostileMessage } from './hostile-messages.ts'
import { failedTasks, sendHostile, tracesOf } from './hostile-sending.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
})
afterAll(() => world?.close())

const open = async (): Promise<string> => {
  const { json } = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
  return json.id
}
const admit = (id: string) => world.call('POST', `/v1/projects/${id}/admit`, { as: 'chen-hao', body: {} })
const handleOf = (id: string) => world.temporal.workflow.getHandle(`project/${id}`)
const isWell = async (id: string) => {
  const { status, raw } = await handleOf(id).describe()
  return [status.name, raw.pendingWorkflowTask?.attempt ?? 0]
}
const envelope = (id: string, changes: object = {}) => ({
  ...{ commandId: randomUUID(), action: 'admit', actor: 'chen-hao', role: 'approver', org: 'ndrc-hightech' },
  ...{ case: `project/${id}`, round: null, contentHash: contentHash({}), body: {} },
  issuedAt: new Date().toISOString(),
  ...changes,
})

describe('generated messages', () => {
  it('let no workflow task fail, and each becomes a command or a dead letter', {
    timeout: 300_000,
  }, async () => {
    const id = await open()
    const messages = fc.sample(hostileMessage(`project/${id}`), { numRuns: 150, seed: 20_261_128 })
    const sent = await sendHostile(world.temporal, `project/${id}`, messages)
    await expect
      .poll(async () => (await tracesOf(world.pool, `project/${id}`, sent)).missing, { timeout: 120_000 })
      .toEqual([])
    await expect.poll(() => isWell(id), { timeout: 30_000 }).toEqual(['RUNNING', 0])
    expect(await failedTasks(world.temporal, `project/${id}`)).toEqual([])
    // Another worker must be able to replay the whole history.
    expect(await unreplayable(world.temporal, [`project/${id}`])).toEqual([])
    // The next act is decided, with any outcome.
    expect([200, 403, 409, 422]).toContain((await admit(id)).status)
  })
})

describe('one message', () => {
  const odd: [string, object][] = [
    ['of the year 1', { issuedAt: '0001-01-01T00:00:00.000Z' }],
    ['of the year 9999', { issuedAt: '9999-12-31T23:59:59.999Z' }],
    ['with an id of 3,000 characters', { commandId: 'x'.repeat(3_000) }],
    ['with a zero character in an id', { commandId: 'a\u0000' }],
    ['of a person with a zero character', { actor: 'a\u0000' }],
    ['for a person with a zero character', { actingFor: 'a\u0000' }],
    ['of a round beyond all numbers', { round: 2 ** 53 }],
    ['with names of an object’s own properties', { __proto__: 1, constructor: 1 }],
  ]
  it.each(odd)('%s is no act and becomes a dead letter', async (_what, changes) => {
    const id = await open()
    await handleOf(id).signal('act', envelope(id, changes))
    const letters = () => world.pool.query('select 1 from dead_letter where case_id = $1', [`project/${id}`])
    await expect.poll(async () => (await letters()).rows.length, { timeout: 10_000 }).toBe(1)
    expect((await admit(id)).status).toBe(200)
  })

  it('that names people with a zero character is refused, and the refusal is recorded', async () => {
    const id = await open()
    const body = { people: ['a\u0000', 'chen-hao'] }
    const act = envelope(id, { action: 'copyTo', body, contentHash: contentHash(body) })
    await handleOf(id).signal('act', act)
    const outcomes = () =>
      world.pool.query('select outcome from command where command_id = $1', [act.commandId])
    await expect
      .poll(async () => (await outcomes()).rows, { timeout: 10_000 })
      .toMatchObject([{ outcome: { status: 'refused' } }])
    expect((await admit(id)).status).toBe(200)
  })

  it('with 150,000 unknown fields is refused with a bounded number of reasons', async () => {
    const id = await open()
    const body = Object.fromEntries(Array.from({ length: 150_000 }, (_, i) => [`f${i}`, 1]))
    const act = envelope(id, { body, contentHash: contentHash(body) })
    await handleOf(id).signal('act', act)
    const trace = async () => {
      const letters = await world.pool.query('select 1 from dead_letter where case_id = $1', [
        `project/${id}`,
      ])
      const { rows } = await world.pool.query('select outcome from command where command_id = $1', [
        act.commandId,
      ])
      return letters.rows.length + rows.length
    }
    await expect.poll(trace, { timeout: 20_000 }).toBe(1)
    expect((await admit(id)).status).toBe(200)
  })

  it('with 40,000 unknown fields, small enough to be read, is refused with 50 reasons, and this is recorded', async () => {
    const id = await open()
    const body = Object.fromEntries(Array.from({ length: 40_000 }, (_, i) => [`f${i}`, 1]))
    const act = envelope(id, { body, contentHash: contentHash(body) })
    await handleOf(id).signal('act', act)
    const outcomes = () =>
      world.pool.query('select outcome from command where command_id = $1', [act.commandId])
    await expect.poll(async () => (await outcomes()).rows.length, { timeout: 20_000 }).toBe(1)
    expect((await outcomes()).rows[0].outcome.refusal.unmet).toHaveLength(50)
    expect((await admit(id)).status).toBe(200)
  })
})

describe('an act that PostgreSQL can never store', () => {
  /** Makes the database refuse rows, as for a value that no column can store. */
  const refusing = (table: string, when: string) =>
    world.pool.query(`
      create or replace function refuse_value() returns trigger language plpgsql as
        $$ begin raise exception 'no such value' using errcode = '22003'; end $$;
      create or replace trigger refuse_value before insert on ${table} for each row when (${when})
        execute function refuse_value()`)
  const taking = (table: string) => world.pool.query(`drop trigger refuse_value on ${table}`)

  it('is refused, this is recorded, and the case continues', async () => {
    const id = await open()
    await refusing('event', `new.type = 'admitted'`)
    const refused = await admit(id)
    await taking('event')
    expect([refused.status, refused.json.unmet[0].code]).toEqual([422, 'notRecordable'])
    expect((await admit(id)).status).toBe(200)
  })

  it('becomes a dead letter when not even its refusal can be recorded', async () => {
    const id = await open()
    const act = envelope(id)
    await refusing('command', `new.action = 'admit'`)
    await handleOf(id).signal('act', act)
    const letters = () =>
      world.pool.query('select reason from dead_letter where case_id = $1', [`project/${id}`])
    await expect
      .poll(async () => (await letters()).rows, { timeout: 10_000 })
      .toEqual([{ reason: 'the act cannot be recorded' }])
    await taking('command')
    expect((await admit(id)).status).toBe(200)
  })
})

describe('many messages at the same time', () => {
  it('3,000 signals to catch up do not end a case, and the record is read once', async () => {
    const id = await open()
    await world.rest()
    await inBatches(3_000, () => handleOf(id).signal('catchUp'))
    await world.work()
    expect((await until200(() => admit(id))).status).toBe(200)
    await expect.poll(() => isWell(id), { timeout: 30_000 }).toEqual(['RUNNING', 0])
  })

  it('1,000 large acts in one task are all recorded, and the case continues', {
    timeout: 240_000,
  }, async () => {
    const id = await open()
    await world.rest()
    const reasons = '理由'.repeat(1_000)
    const body = { reasons, rightAuthority: 'mof' }
    const acts = Array.from({ length: 1_000 }, () =>
      envelope(id, { action: 'extendAppraisal', body, contentHash: contentHash(body) }),
    )
    let next = 0
    await inBatches(acts.length, () => handleOf(id).signal('act', acts[next++]))
    await world.work()
    const recorded = () => world.pool.query('select 1 from command where case_id = $1', [`project/${id}`])
    await expect
      .poll(async () => (await recorded()).rows.length, { timeout: 200_000 })
      .toBeGreaterThanOrEqual(1_001)
    await expect.poll(() => isWell(id), { timeout: 30_000 }).toEqual(['RUNNING', 0])
  })

  it('forged changes of facts do not make a case miss the real one', async () => {
    const id = await open()
    const version = `2026.forged-${randomUUID().slice(0, 8)}`
    const change = { commandId: `factsChanged/policy/${version}`, cause: 'policy' }
    await handleOf(id).signal('factsChanged', change)
    const letters = () =>
      world.pool.query('select reason from dead_letter where case_id = $1', [`project/${id}`])
    await expect
      .poll(async () => (await letters()).rows, { timeout: 10_000 })
      .toEqual([{ reason: 'the version that it names is not in force' }])
    const policy = {
      version,
      effectiveFrom: '2026-01-01',
      appliesToRunningCases: true,
      source: 'test',
      values: {},
    }
    const loaded = await world.call('POST', '/v1/reference/policies', { as: 'shi-yan', body: policy })
    expect(loaded.status).toBeLessThan(300)
    const told = () => world.pool.query('select 1 from command where command_id = $1', [change.commandId])
    await expect.poll(async () => (await told()).rows.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(1)
  })
})

async function inBatches(count: number, send: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < count; done += 50) {
    await Promise.all(Array.from({ length: Math.min(50, count - done) }, send))
  }
}

async function until200(attempt: () => ReturnType<typeof admit>) {
  let answer = await attempt()
  await expect
    .poll(
      async () => {
        if (answer.status === 202) answer = await attempt()
        return answer.status
      },
      { timeout: 60_000 },
    )
    .not.toBe(202)
  return answer
}

/** An act is answered as applied only if it is in the record, despite wrong answers of Temporal or a foreign worker, or forged ids. */
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { NativeConnection, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { commandIdOf } from '#api/acts/perform.ts'
import { contentHash } from '#wire/content-hash.ts'
import { TASK_QUEUE } from '#wire/names.ts'
import { type Answer, type ApiWorld, openApiWorld } from '../api/api-world.ts'
import { stageForm } from '../api/stage-form.ts'
import { snapshot } from './restored.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true, reconcileEveryMs: 500 })
})
afterAll(() => world?.close())

const open = async (): Promise<string> => {
  const { json } = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
  return json.id
}
const admit = (id: string, key = randomUUID()): Promise<Answer> =>
  world.call('POST', `/v1/projects/${id}/admit`, { as: 'chen-hao', body: {}, key })
const until = async (attempt: () => Promise<Answer>): Promise<Answer> => {
  const isKnown = ({ status }: Answer) => status !== 202 && status < 500
  let answer = await attempt()
  await expect
    .poll(
      async () => {
        if (!isKnown(answer)) answer = await attempt()
        return isKnown(answer)
      },
      { timeout: 120_000 },
    )
    .toBe(true)
  return answer
}

const recorded = async (id: string) => {
  const { rows } = await world.pool.query('select type from event where case_id = $1 order by seq', [
    `project/${id}`,
  ])
  return rows.map(({ type }) => type)
}
const envelope = (id: string, changes: object = {}) => ({
  ...{ commandId: randomUUID(), action: 'admit', actor: 'chen-hao', role: 'approver', org: 'ndrc-hightech' },
  ...{ case: `project/${id}`, round: null, contentHash: contentHash({}), body: {} },
  issuedAt: new Date().toISOString(),
  ...changes,
})
const handleOf = (id: string) => world.temporal.workflow.getHandle(`project/${id}`)

describe('after PostgreSQL was restored to an earlier time', () => {
  it('an act that is repeated with its key is recorded again before it is answered as applied', async () => {
    const id = await open()
    const { adminDatabaseUrl } = inject('servers')
    const before = await snapshot(adminDatabaseUrl, world.databaseUrl)
    const key = randomUUID()
    expect((await until(() => admit(id, key))).status).toBe(200)
    expect(await recorded(id)).toContain('admitted')
    await before.restore()
    expect(await eventually(() => recorded(id))).not.toContain('admitted')

    expect((await until(() => admit(id, key))).status).toBe(200)
    expect((await recorded(id)).filter((type) => type === 'admitted')).toHaveLength(1)
    expect(await stateOf(id)).toBe('admitted')
  })

  it('a case whose workflow has more events continues from the record by itself', async () => {
    const id = await open()
    const { adminDatabaseUrl } = inject('servers')
    const before = await snapshot(adminDatabaseUrl, world.databaseUrl)
    expect((await until(() => admit(id))).status).toBe(200)
    await before.restore()
    await expect.poll(() => stateOf(id).catch(() => ''), { timeout: 30_000 }).toBe('submitted')
  })
})

const stateOf = async (id: string): Promise<string> =>
  (await handleOf(id).query<{ status: string }>('state')).status
const eventually = <T>(look: () => Promise<T>): Promise<T> =>
  new Promise((resolve) => {
    const attempt = (): void => void look().then(resolve, () => setTimeout(attempt, 50))
    attempt()
  })

describe('a foreign worker on the queue', () => {
  it('cannot make the API answer that a project was started', { timeout: 150_000 }, async () => {
    await world.rest()
    const connection = await NativeConnection.connect({ address: inject('servers').temporalAddress })
    const foreign = await Worker.create({
      connection,
      namespace: world.temporal.options.namespace,
      taskQueue: TASK_QUEUE,
      workflowsPath: fileURLToPath(new URL('./foreign-workflow.ts', import.meta.url)),
    })
    const running = foreign.run()
    const sent = { as: 'zhou-kai', body: stageForm(), key: randomUUID() }
    const start = () => world.call('POST', '/v1/projects', sent)
    const told = await start()
    expect(told.status).toBe(202)
    foreign.shutdown()
    await running
    await connection.close()

    // When our own worker is back, the act is recorded once, after a rehosting if necessary.
    await world.work()
    const answer = await until(start)
    expect([answer.status, answer.json.id]).toEqual([201, told.json.id])
    expect(await recorded(told.json.id)).toContain('stageSubmitted')
  })
})

describe('a command id of another act', () => {
  const mismatch = ({ status, json }: Answer) => [status, json.type]
  const MISMATCH = [422, 'urn:tongchou:problem:idempotency-mismatch']
  const decline = { action: 'declineAdmission', body: { reasons: 'prose:x', rightAuthority: 'mof' } }

  it('does not answer a later act with the same key', async () => {
    const id = await open()
    const key = randomUUID()
    const body = { items: [{ kind: 'other', what: '说明' }] }
    const used = envelope(id, {
      ...{
        commandId: commandIdOf('chen-hao', key),
        action: 'requestSupplement',
        body,
        contentHash: contentHash(body),
      },
    })
    await handleOf(id).executeUpdate('act', { args: [used] })
    expect(mismatch(await until(() => admit(id, key)))).toEqual(MISMATCH)
    expect(mismatch(await admit(id, key))).toEqual(MISMATCH)
    expect(await recorded(id)).not.toContain('admitted')
  })

  it('does not prevent a stored act with this id', async () => {
    const id = await open()
    await world.rest()
    const key = randomUUID()
    expect((await admit(id, key)).status).toBe(202)
    const { body } = decline
    const forged = envelope(id, {
      ...{ commandId: commandIdOf('chen-hao', key), ...decline, contentHash: contentHash(body) },
    })
    await handleOf(id).signal('act', forged)
    await world.work()
    expect((await until(() => admit(id, key))).status).toBe(200)
    expect(await recorded(id)).toContain('admitted')
    const letters = () =>
      world.pool.query('select reason from dead_letter where case_id = $1', [`project/${id}`])
    await expect
      .poll(async () => (await letters()).rows, { timeout: 10_000 })
      .toEqual([{ reason: 'the command id was used for another act' }])
  })

  it('is refused as an Update and kept as a dead letter as a Signal, and its first outcome stays', async () => {
    const id = await open()
    const act = envelope(id)
    const first = await handleOf(id).executeUpdate('act', { args: [act] })
    expect(await handleOf(id).executeUpdate('act', { args: [act] })).toEqual(first)
    const other = { ...act, action: 'extendDecision', body: { workingDays: 10, reasons: 'a' } }
    const changed = { ...other, contentHash: contentHash(other.body) }
    const refusal = await handleOf(id)
      .executeUpdate('act', { args: [changed] })
      .catch(({ cause }: { cause: { details: [{ unmet: { code: string }[] }] } }) => cause.details[0].unmet)
    expect(refusal).toEqual([{ code: 'commandReused' }])
    expect(await handleOf(id).executeUpdate('act', { args: [act] })).toEqual(first)
    // The same content by another person is another act, too.
    const stolen = { ...act, actor: 'he-jing' }
    await handleOf(id).signal('act', stolen)
    const letters = () =>
      world.pool.query('select reason from dead_letter where case_id = $1', [`project/${id}`])
    await expect.poll(async () => (await letters()).rows.length, { timeout: 10_000 }).toBe(1)
  })
})

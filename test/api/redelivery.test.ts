/** Requests without an outcome are sent again in rounds: requests that hang never block the others. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildApp } from '#api/app.ts'
import { metricsServer } from '#api/operations/metrics.ts'
import { contentHash } from '#wire/content-hash.ts'
import { type Act, passTime, recordOutcome, storeActs } from '../db/stored-requests.ts'
import { type ApiWorld, openApiWorld } from './api-world.ts'
import { stageForm } from './stage-form.ts'

let world: ApiWorld
let second: FastifyInstance
const stuck: string[] = []

beforeAll(async () => {
  // Tests start the rounds themselves: the intervals of the applications never fire.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  world = await openApiWorld({ withWorker: true })
  second = await buildApp({ ...world.deps, instance: 'second' })
  vi.useRealTimers()
  for (let n = 0; n < 60; n += 1) stuck.push(await stuckCase())
})
afterAll(async () => {
  await second?.close()
  await world?.close()
})
beforeEach(async () => {
  await world.pool.query(`delete from request where state = 'pending'`)
})
afterEach(() => world.pool.query('update request set sending_until = null'))

/** A case whose workflow has no worker: what is sent to it is never answered. */
async function stuckCase(): Promise<string> {
  const workflowId = `project/${randomUUID()}`
  const nobody = { workflowId, taskQueue: 'nobody', args: [] }
  await world.temporal.workflow.start('projectLifecycle', nobody)
  return workflowId
}

const CHEN = { person: 'chen-hao', role: 'approver', org: 'ndrc-hightech', isLeader: false }

/** An act of Chen Hao, who may admit. */
function admission(caseId: string): Act {
  const { person: actor, role, org } = CHEN
  const said = { contentHash: contentHash({}), issuedAt: new Date().toISOString(), body: {} }
  return {
    envelope: {
      commandId: randomUUID(),
      action: 'admit',
      actor,
      role,
      org,
      case: caseId,
      round: null,
      ...said,
    },
    hint: { actor: { kind: 'person', ...CHEN, orgPath: [org] } },
  } as Act
}

/** `count` acts that cannot be delivered, on the stuck cases in turn. */
const hopeless = (count: number, cases = stuck.length): Act[] =>
  Array.from({ length: count }, (_, index) => admission(stuck[index % cases] ?? ''))

async function deliverable(): Promise<Act> {
  const { json } = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
  return admission(`project/${json.id}`)
}

const statesOf = async (acts: readonly Act[]): Promise<string[]> => {
  const ids = acts.map(({ envelope }) => envelope.commandId)
  const { rows } = await world.pool.query<{ said: string }>(
    `select coalesce(outcome ->> 'status', 'pending') as said from request
     where command_id = any($1) order by array_position($1, command_id)`,
    [ids],
  )
  return rows.map(({ said }) => said)
}
const triesOf = async (acts: readonly Act[]): Promise<number[]> => {
  const ids = acts.map(({ envelope }) => envelope.commandId)
  const { rows } = await world.pool.query<{ tries: number }>(
    'select tries from request where command_id = any($1) order by array_position($1, command_id)',
    [ids],
  )
  return rows.map(({ tries }) => tries)
}
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/** Writes an outcome of the act into the record. */
const decide = ({ envelope }: Act) => recordOutcome(world.pool, envelope.commandId, REFUSED)
const REFUSED = { status: 'refused', refusal: { unmet: [{ code: 'notNow' }] } }

/** Checks that the act is applied, by its first or a later try. */
async function expectApplied(act: Act): Promise<void> {
  const look = async (): Promise<string | undefined> => {
    const [state] = await statesOf([act])
    if (state !== 'pending') return state
    const text = 'update request set next_try_at = now() where command_id = $1'
    await world.pool.query(text, [act.envelope.commandId])
    await world.app.redriver.round()
    return state
  }
  await expect.poll(look, { timeout: 90_000, interval: 250 }).toBe('applied')
}

describe('a round', { timeout: 180_000 }, () => {
  it('delivers the newest request, although two hundred others were tried without result', async () => {
    const vain = hopeless(200)
    await storeActs(world.pool, vain, { ageSeconds: 600, tries: 2 })
    const last = await deliverable()
    await storeActs(world.pool, [last], { ageSeconds: 0 })
    await world.app.redriver.round()
    expect(await triesOf([last])).toEqual([1])
    await expectApplied(last)
    expect(sum(await triesOf(vain)), 'the others are tried, too').toBeGreaterThan(2 * 200)
  })

  it('tries untried requests in order, two dozen at a time', async () => {
    const untried = hopeless(50)
    await storeActs(world.pool, untried, { ageSeconds: 60 })
    const last = await deliverable()
    await storeActs(world.pool, [last], { ageSeconds: 0 })
    const done: number[] = []
    for (const _ of [1, 2, 3]) {
      await world.app.redriver.round()
      done.push(sum(await triesOf([...untried, last])))
    }
    expect(done).toEqual([24, 48, 51])
    await expectApplied(last)
  })

  it('continues while requests are completed: one round delivers a whole backlog', async () => {
    const acts = hopeless(60)
    await storeActs(world.pool, acts, { ageSeconds: 60 })
    for (const act of acts) await decide(act)
    await world.app.redriver.round()
    expect(await statesOf(acts)).toEqual(Array(60).fill('refused'))
  })

  it('tries a request again at the time of its next try, and not earlier', async () => {
    const [act] = hopeless(1) as [Act]
    await storeActs(world.pool, [act], { ageSeconds: 60 })
    const tries: number[] = []
    for (const seconds of [0, -600, 615]) {
      await passTime(world.pool, seconds)
      await world.app.redriver.round()
      tries.push(...(await triesOf([act])))
    }
    expect(tries).toEqual([1, 1, 2])
  })

  it('delivers while hundreds expire', async () => {
    const old = hopeless(300)
    await storeActs(world.pool, old, { ageSeconds: 31 * 60, tries: 9 })
    const young = await deliverable()
    await storeActs(world.pool, [young], { ageSeconds: 0 })
    await world.app.redriver.round()
    expect(await triesOf([young])).toEqual([1])
    await expectApplied(young)
    expect(await statesOf(old)).toEqual(Array(300).fill('refused'))
  })

  it('takes an outcome from the record without sending the act', async () => {
    const [act] = hopeless(1) as [Act]
    await storeActs(world.pool, [act], { ageSeconds: 60 })
    const { commandId } = act.envelope
    await decide(act)
    await world.app.redriver.round()
    const { rows } = await world.pool.query('select state, outcome from request where command_id = $1', [
      commandId,
    ])
    expect(rows).toEqual([{ state: 'done', outcome: REFUSED }])
  })
})

/** Slots that are taken now, over all instances: advisory locks with two numbers. */
async function takenPlaces(): Promise<number> {
  const { rows } = await world.pool.query<{ n: number }>(
    `select count(*)::int as n from pg_locks join pg_database d on d.oid = database
     where locktype = 'advisory' and objsubid = 2 and d.datname = current_database()`,
  )
  return rows[0]?.n ?? 0
}

describe('two instances', () => {
  it('share the waiting requests, and never send the same one', async () => {
    const acts = hopeless(60)
    await storeActs(world.pool, acts, { ageSeconds: 60 })
    await Promise.all([world.app.redriver.round(), second.redriver.round()])
    expect((await triesOf(acts)).toSorted()).toEqual([...Array(12).fill(0), ...Array(48).fill(1)])
    const { rows } = await world.pool.query(
      `select instance, count(*)::int as n from request where tries = 1 and state = 'pending' group by instance`,
    )
    expect(rows.map(({ n }) => n)).toEqual([24, 24])
  })

  it('use one of the eight slots of a case that hangs, and leave seven to new acts', async () => {
    const acts = hopeless(40, 1)
    await storeActs(world.pool, acts.slice(0, 20), { ageSeconds: 60 })
    await storeActs(world.pool, acts.slice(20), { ageSeconds: 600, tries: 2 })
    let isOver = false
    const rounds = Promise.all([world.app.redriver.round(), second.redriver.round()]).then(() => {
      isOver = true
    })
    const taken: number[] = []
    while (!isOver) taken.push(await takenPlaces())
    await rounds
    expect(Math.max(...taken), 'slots of the case that were taken at the same time').toBe(1)
    expect(sum(await triesOf(acts)), 'one act of the case was tried').toBe(2 * 20 + 1)
  })
})

describe('on the metrics port', () => {
  async function scraped(app: FastifyInstance): Promise<string[]> {
    const server = metricsServer(app.metrics).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    server.close()
    server.closeAllConnections()
    return text.split('\n').filter((line) => line.startsWith('tongchou_requests_'))
  }

  it('every instance shows the number of waiting requests by state, and the age of the oldest', async () => {
    await storeActs(world.pool, hopeless(3), { ageSeconds: 60 })
    await storeActs(world.pool, hopeless(2), { ageSeconds: 1_260, tries: 4 })
    for (const app of [world.app, second]) {
      const [untried, retrying, oldest = ''] = await scraped(app)
      expect(untried).toBe('tongchou_requests_pending{state="untried"} 3')
      expect(retrying).toBe('tongchou_requests_pending{state="retrying"} 2')
      expect(oldest).toMatch(/^tongchou_requests_oldest_seconds 1[23]\d\d/)
    }
  })
})

/** A new calendar or policy reaches every open case: on its first day, and also after an interrupted broadcast. */
import { Client } from '@temporalio/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { factBroadcaster } from '#activities/fact-broadcaster.ts'
import { buildApp } from '#api/app.ts'
import { type ApiWorld, openApiWorld, send, tokenFor } from './api-world.ts'
import { stageForm } from './stage-form.ts'

let world: ApiWorld
beforeEach(async () => {
  world = await openApiWorld({ withWorker: true })
  await world.call('POST', '/v1/rehearsal/start-date', { body: { to: '2026-03-02T02:00:00.000Z' } })
})
afterEach(() => world.close())

const submit = async (): Promise<string> =>
  (await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })).json.id
const load = async (what: string, body: unknown) =>
  (await world.call('POST', `/v1/reference/${what}`, { as: 'shi-yan', body })).json
const advance = (to: string) => world.call('POST', '/v1/rehearsal/advance', { body: { to } })
const due = async (id: string) =>
  (await world.call('GET', `/v1/projects/${id}`, { as: 'zhou-kai' })).json.deadlines[0].dueOn

const applied = async () => {
  const { rows } = await world.pool.query(
    `select command_id as id, count(*)::int as cases from command where action = 'factsChanged' group by 1 order by 1`,
  )
  return rows.map(({ id, cases }) => `${id} ${cases}`)
}

const policy = (version: string, effectiveFrom: string, completenessWorkingDays: number) => ({
  ...{ version, effectiveFrom, appliesToRunningCases: true, source: 'a decision' },
  values: { completenessWorkingDays },
})
const years = (off: string[]) => [{ year: 2026, source: 'a notice', off, work: [] }]

describe('a version that comes into force later', () => {
  it('reaches idle open cases on that day, and moves their dates then', async () => {
    const id = await submit()
    expect(await load('policies', policy('later', '2026-03-05', 8))).toMatchObject({ informed: 0 })
    expect(await due(id)).toBe('2026-03-09')
    await advance('2026-03-04T10:00:00.000Z')
    expect([await due(id), await applied()]).toEqual(['2026-03-09', []])
    await advance('2026-03-05T10:00:00.000Z')
    expect([await due(id), await applied()]).toEqual(['2026-03-12', ['factsChanged/policy/later 1']])
    const { rows } = await world.pool.query(`select at from event where body ->> 'why' = 'policy'`)
    expect(rows[0].at).toMatch(/^2026-03-04T16:00:0[1-9]/)
  })

  it('reaches the cases before the date that it moves has passed', async () => {
    const id = await submit()
    const effectiveAt = '2026-03-08T16:00:00.000Z'
    await load('calendars', { version: 'later', years: years(['2026-03-09', '2026-03-10']), effectiveAt })
    await advance('2026-03-10T10:00:00.000Z')
    expect([await due(id), await applied()]).toEqual(['2026-03-11', ['factsChanged/calendar/later 1']])
  })

  it('is signalled once, and not to cases that began under it', async () => {
    await submit()
    await load('policies', policy('later', '2026-03-03', 6))
    await advance('2026-03-04')
    await submit()
    await advance('2026-03-05')
    expect(await applied()).toEqual(['factsChanged/policy/later 1'])
  })
})

/** The same server, but the connection is lost after so many signals. */
function breaking(temporal: Client, signals: number): Client {
  let left = signals
  const client = new Client({ connection: temporal.connection, namespace: temporal.options.namespace })
  const getHandle = client.workflow.getHandle.bind(client.workflow)
  client.workflow.getHandle = ((id: string) => {
    const handle = getHandle(id)
    const signal = handle.signal.bind(handle)
    handle.signal = (async (...args: Parameters<typeof signal>) => {
      if (left === 0) throw new Error('connection lost')
      left -= 1
      await signal(...args)
    }) as typeof handle.signal
    return handle
  }) as typeof client.workflow.getHandle
  return client
}

describe('a broadcast that was interrupted between two cases', () => {
  it('is completed by the sweeper, and no case is signalled twice', async () => {
    const ids = [await submit(), await submit(), await submit()]
    const app = await buildApp({ ...world.deps, temporal: breaking(world.temporal, 1) })
    const answer = await send(app, {
      method: 'POST',
      url: '/v1/reference/calendars',
      headers: { authorization: `Bearer ${await tokenFor(world.issuer, 'shi-yan')}`, 'idempotency-key': 'c' },
      payload: { version: 'moved', years: years(['2026-03-09']) },
    })
    await app.close()
    expect([answer.status, answer.json.isComplete]).toEqual([201, false])
    await expect.poll(applied, { timeout: 10_000 }).toEqual(['factsChanged/calendar/moved 1'])
    const broadcast = factBroadcaster({ pool: world.pool, client: world.temporal })
    await broadcast()
    await expect.poll(applied, { timeout: 10_000 }).toEqual(['factsChanged/calendar/moved 3'])
    expect(await Promise.all(ids.map(due))).toEqual(['2026-03-10', '2026-03-10', '2026-03-10'])
    await broadcast()
    const { rows } = await world.pool.query(
      `select count(*)::int as n from event where body ->> 'why' = 'calendar' group by case_id`,
    )
    expect(rows).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }])
  })
})

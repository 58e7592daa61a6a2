/** One act on many projects: an answer per case, a dry run that changes nothing, the same call twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiWorld, type Call, type Json, openApiWorld } from './api-world.ts'
import { stageForm } from './stage-form.ts'

const MISSING = '0198f3a0-0000-7000-8000-000000000099'

let world: ApiWorld
const ids: string[] = []
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  for (let index = 0; index < 6; index += 1) {
    const { json } = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
    ids.push(json.id)
  }
})
afterAll(() => world?.close())

const bulk = (verb: string, body: object, call: Call = {}) =>
  world.call('POST', `/v1/bulk/projects/${verb}`, { as: 'chen-hao', body, ...call })
const cases = (projects: readonly string[], withWhat: (id: string) => object = () => ({})) =>
  projects.map((id) => ({ id, with: withWhat(id) }))
const claim = (id: string) => ({ task: `project/${id}/admit/1` })
const statuses = ({ cases }: Json): number[] => cases.map(({ status }: Json) => status)
const recorded = async (): Promise<Json> =>
  (
    await world.pool.query(
      `select (select count(*)::int from event) as events, (select count(*)::int from command) as commands,
        (select count(*)::int from request) as requests, (select count(*)::int from audit_entry) as entries`,
    )
  ).rows[0]

describe('a dry run', () => {
  it('says for each case whether the act would be done, with every unmet condition, and changes nothing', async () => {
    const before = await recorded()
    const asked = [...ids.slice(0, 2), MISSING]
    const { status, json } = await bulk('admit', { cases: cases(asked), dryRun: true })
    expect(status).toBe(200)
    expect(json).toMatchObject({ verb: 'admit', dryRun: true })
    expect(statuses(json)).toEqual([200, 200, 404])
    const lead = await bulk('admit', { cases: cases(ids.slice(0, 1)), dryRun: true }, { as: 'zhou-kai' })
    const codes = lead.json.cases[0].problem.unmet.map(({ code }: Json) => code)
    expect(codes).toEqual(['roleMayNot', 'outOfScope', 'preparerMayNotDecide', 'ownerMayNotDecide'])
    expect(await recorded()).toEqual(before)
    expect((await world.call('GET', `/v1/projects/${ids[0]}`, { as: 'chen-hao' })).json.status.code).toBe(
      'submitted',
    )
  })
})

describe('an act on many cases', () => {
  it('is done for each that allows it; the others say what is unmet', async () => {
    const taken = ids[1] ?? ''
    await world.call('POST', `/v1/projects/${taken}/claim-task`, { as: 'lin-tao', body: claim(taken) })
    const { json } = await bulk('claim-task', { cases: cases(ids.slice(0, 3), claim) })
    expect(statuses(json)).toEqual([200, 409, 200])
    expect(json.cases[0]).toMatchObject({
      id: ids[0],
      outcome: { status: 'applied', events: ['taskClaimed'] },
    })
    expect(json.cases[1].problem.unmet).toMatchObject([{ code: 'taskHeld' }])
    expect(json.cases[1].problem.unmet[0].en).toContain('lin-tao')
  })

  it('can be repeated with the same answers, and refuses another call with the same key', async () => {
    const call = { cases: cases(ids.slice(3, 5)) }
    const first = await bulk('admit', call, { key: 'admit-two' })
    expect(statuses(first.json)).toEqual([200, 200])
    const before = await recorded()
    const again = await bulk('admit', call, { key: 'admit-two' })
    expect(again.json.cases).toEqual(first.json.cases)
    expect(await recorded()).toEqual(before)
    const other = await bulk('admit', { cases: cases(ids.slice(4, 6)) }, { key: 'admit-two' })
    expect(statuses(other.json)).toEqual([422, 422])
  })

  it('does several acts on one project one after the other, in the order of the call', async () => {
    const id = ids[5] ?? ''
    const body = claim(id)
    const { json } = await bulk('claim-task', {
      cases: [
        { id, with: body },
        { id, with: body },
      ],
    })
    expect(statuses(json)).toEqual([200, 409])
  })

  it('is refused as a whole when it is invalid or too large', async () => {
    const odd = await bulk('claim-task', { cases: cases(ids.slice(0, 2)) })
    expect(odd.status).toBe(422)
    expect(odd.json.errors.map(({ pointer }: Json) => pointer)).toEqual([
      '/cases/0/with/task',
      '/cases/1/with/task',
    ])
    const many = Array.from({ length: 101 }, () => ({ id: MISSING, with: {} }))
    expect((await bulk('admit', { cases: many })).status).toBe(422)
    expect((await bulk('admit', { cases: cases(ids) }, { key: null })).status).toBe(400)
    expect((await world.call('POST', '/v1/bulk/projects/decide', { as: 'chen-hao' })).status).toBe(404)
  })
})

describe('a case whose queue is full', () => {
  it('gets an answer to retry later, and the other acts of the call are done', {
    timeout: 60_000,
  }, async () => {
    const narrow = await openApiWorld({ withWorker: true, queueWaitingMax: 0 })
    try {
      const [busy = '', free = ''] = await Promise.all(
        [1, 2].map(async () => {
          const { json } = await narrow.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
          return json.id as string
        }),
      )
      const ask = (projects: string[]) =>
        narrow.call('POST', '/v1/bulk/projects/claim-task', {
          as: 'chen-hao',
          body: { cases: cases(projects, claim) },
        })
      const [both, ...crowd] = await Promise.all([
        ask([busy, free]),
        ...Array.from({ length: 29 }, () => ask([busy])),
      ])
      expect(both?.json.cases[1].status).toBe(200)
      const all = crowd.map(({ json }) => json.cases[0])
      expect(all.filter(({ status }) => ![200, 409, 429].includes(status))).toEqual([])
      expect(all.map(({ status }) => status)).toContain(429)
      for (const { retryAfter } of all.filter(({ status }) => status === 429)) expect(retryAfter).toBe(2)
    } finally {
      await narrow.close()
    }
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CALENDAR_V1 } from '#domain/values/calendar-2026.ts'
import { type ApiWorld, openApiWorld } from './api-world.ts'
import { stageForm } from './stage-form.ts'

let world: ApiWorld
let id: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  await world.call('POST', '/v1/rehearsal/start-date', { body: { to: '2026-12-28T02:00:00.000Z' } })
  id = (await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })).json.id
})
afterAll(() => world.close())

const years = Object.entries(CALENDAR_V1.years).map(([year, rest]) => ({ year: Number(year), ...rest }))
const load = (what: string, body: unknown) =>
  world.call('POST', `/v1/reference/${what}`, { as: 'shi-yan', body })
const due = async () => (await world.call('GET', `/v1/projects/${id}`, { as: 'zhou-kai' })).json.deadlines[0]

describe('new reference data', () => {
  it('a new calendar makes open cases plan their dates again', async () => {
    const before = await due()
    expect(before.provisional).toBe(true)
    const off = ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04']
    const calendar = {
      version: '2027.1',
      years: [...years, { year: 2027, source: 'a notice', off, work: [] }],
    }
    const loaded = await load('calendars', calendar)
    expect([loaded.status, loaded.json]).toEqual([201, { version: '2027.1', informed: 1, isComplete: true }])
    await expect.poll(async () => (await due()).provisional, { timeout: 10_000 }).toBe(false)
    expect((await due()).dueOn > before.dueOn).toBe(true)
    const moved = { from: before.dueOn, wasProvisional: true, cause: 'calendar', version: '2027.1' }
    const holidays = [{ from: '2027-01-01', to: '2027-01-04' }]
    const why = { from: '2026-12-28', unit: 'workingDays', countedWorkingDays: 5, holidays }
    expect(await due()).toMatchObject({ moved, why: { ...why, calendarVersion: '2027.1' } })
    const { items } = (await world.call('GET', `/v1/projects/${id}/timeline`, { as: 'zhou-kai' })).json
    const { dueOn } = await due()
    expect(items.at(-1)).toMatchObject({
      en: `Deadline completeness check moved from ${before.dueOn} to ${dueOn} by the working calendar 2027.1`,
      zh: `因工作日历 2027.1，期限“完整性审查”由 ${before.dueOn} 调整为 ${dueOn}`,
      ...{ moved: { ...moved, to: dueOn }, why, by: { kind: 'system' } },
    })
  })

  it('with an existing version is never changed', async () => {
    const plan = { version: '2026.9', effectiveFrom: '2026-01-01', source: 'x', items: [] }
    expect((await load('plans', plan)).status).toBe(201)
    expect((await load('plans', plan)).status).toBe(201)
    const other = { ...plan, items: [{ id: 'A', title: 'B', owner: 'mca' }] }
    expect((await load('plans', other)).status).toBe(409)
  })

  it('a policy may name only its changes, and reaches running cases if it applies to them', async () => {
    const policy = {
      version: '2026.2',
      effectiveFrom: '2026-12-01',
      appliesToRunningCases: true,
      source: 'a decision',
      values: { completenessWorkingDays: 9 },
    }
    const before = await due()
    expect((await load('policies', policy)).json).toMatchObject({ informed: 1 })
    await expect.poll(async () => (await due()).dueOn > before.dueOn, { timeout: 10_000 }).toBe(true)
    const wrong = await load('policies', { ...policy, version: 'x', values: { unheardOf: 1 } })
    expect([wrong.status, wrong.json.errors[0].pointer]).toEqual([422, '/values/unheardOf'])
  })

  it('an entry in the systems register is a fact of the project', async () => {
    const entry = { caseId: `project/${id}`, number: 'DXZ-1', since: '2026-12-28' }
    const enter = (body: unknown) => world.call('POST', '/v1/register-entries', { as: 'chen-hao', body })
    expect((await enter(entry)).status).toBe(201)
    expect((await enter({ ...entry, number: 'DXZ-2' })).status).toBe(409)
    const project = await world.call('GET', `/v1/projects/${id}`, { as: 'zhou-kai' })
    const register = { number: 'DXZ-1', since: '2026-12-28', enteredOn: '2026-12-28' }
    expect(project.json.register).toEqual(register)
    expect((await enter({ ...entry, caseId: 'project/01890a5d-ac96-774b-bcce-b302099a8057' })).status).toBe(
      422,
    )
  })
})

describe('a dead letter', () => {
  it('is listed, sent again, and closed', async () => {
    await world.temporal.workflow.getHandle(`project/${id}`).signal('act', { not: 'an act' })
    const letters = async () =>
      (await world.call('GET', '/v1/dead-letters?state=open', { as: 'gu-ming' })).json.items
    await expect.poll(async () => (await letters()).length, { timeout: 10_000 }).toBe(1)
    const [letter] = await letters()
    const deal = (how: string, one = letter.id) =>
      world.call('POST', `/v1/dead-letters/${one}/${how}`, { as: 'gu-ming' })
    expect((await deal('retry')).json.state).toBe('retried')
    expect((await deal('retry')).status).toBe(409)
    // It still cannot be processed, and becomes a new dead letter.
    await expect.poll(async () => (await letters()).length, { timeout: 10_000 }).toBe(1)
    const [again] = await letters()
    expect((await deal('dismiss', again.id)).json.state).toBe('dismissed')
    expect((await deal('dismiss', '01890a5d-ac96-774b-bcce-b302099a8057')).status).toBe(404)
  })

  it('of an unknown case cannot be sent, and stays open', async () => {
    const dead = `insert into dead_letter (effect_key, case_id, kind, name, reason, payload, received_at)
      values ('gone', 'project/gone', 'signal', 'act', 'x', '[1]', now()) returning id`
    const letterId = (await world.pool.query(dead)).rows[0].id
    const answer = await world.call('POST', `/v1/dead-letters/${letterId}/retry`, { as: 'gu-ming' })
    expect([answer.status, answer.json.type]).toEqual([409, 'urn:tongchou:problem:state-conflict'])
    const { rows } = await world.pool.query('select state from dead_letter where id = $1', [letterId])
    expect(rows).toEqual([{ state: 'open' }])
  })
})

describe('a notification', () => {
  it('is retried only when it was given up', async () => {
    const retry = (one: string) => world.call('POST', `/v1/notifications/${one}/retry`, { as: 'gu-ming' })
    const { rows } = await world.pool.query('select id from notification limit 1')
    const set = (state: string) =>
      world.pool.query('update notification set state = $2 where id = $1', [rows[0].id, state])
    await set('delivered')
    expect((await retry(rows[0].id)).status).toBe(409)
    await set('dead')
    expect((await retry(rows[0].id)).json.state).toBe('waiting')
    expect((await retry('01890a5d-ac96-774b-bcce-b302099a8057')).status).toBe(404)
  })
})

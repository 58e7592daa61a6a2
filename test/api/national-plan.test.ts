/** A national plan passes through the whole system, rests in force, and is woken by the next act. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rebuildProjections } from '#db/rebuild.ts'
import { KINDS } from '#domain/kinds.ts'
import { type ApiWorld, type Call, type Json, openApiWorld } from './api-world.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true, reconcileEveryMs: 500 })
  await world.call('POST', '/v1/rehearsal/start-date', { body: { to: '2026-03-02T02:00:00.000Z' } })
})
afterAll(() => world?.close())

const read = async (path: string, as = 'chen-hao', call: Call = {}): Promise<Json> => {
  const { status, json } = await world.call('GET', path, { as, ...call })
  expect(status, JSON.stringify(json)).toBe(200)
  return json
}
const post = (path: string, as: string, body: unknown = {}, call: Call = {}) =>
  world.call('POST', path, { as, body, ...call })
const LEAD = { role: 'departmentLead' } as const
const digest = 'd'.repeat(64)

let id: string
let at: string
const draft = async () => (await read(at)).draft.digest as string
/** What the workflow of the plan is now. */
const running = async () => {
  const description = await world.temporal.workflow.getHandle(`national-plan/${id}`).describe()
  return [description.type, description.status.name]
}
const done = async (answer: ReturnType<typeof post>): Promise<Json> => {
  const { status, json } = await answer
  expect(status, JSON.stringify(json)).toBeLessThan(300)
  return json
}

describe('a plan', () => {
  it('is drafted by the planning authority, under a code of its own', async () => {
    const items = [{ id: 'P15-01', title: '婚姻登记系统', owner: 'mca' }]
    const body = { code: 'P15', title: '“十五五”国家政务信息化建设规划', items }
    expect((await post('/v1/national-plans', 'wu-fang', body)).json.unmet[0].code).toBe('outOfScope')
    const { json, headers } = await post('/v1/national-plans', 'chen-hao', body)
    id = json.id
    at = `/v1/national-plans/${id}`
    expect([headers.location, json.case.status.code]).toEqual([at, 'drafting'])
    const again = await post('/v1/national-plans', 'chen-hao', body)
    expect(again.json.unmet).toMatchObject([{ code: 'planCodeTaken' }])
    expect(await running()).toEqual(['nationalPlan', 'RUNNING'])
  })

  it('is read by nobody else until they are asked, whose task the opinion then is', async () => {
    expect((await world.call('GET', at, { as: 'cao-rong', ...LEAD })).status).toBe(404)
    await done(post(`${at}/ask-opinions`, 'chen-hao', { departments: ['mca', 'mnr'] }))
    expect(await read(at, 'cao-rong', LEAD)).toMatchObject({
      status: { code: 'consulting', zh: '征求意见中' },
      deadlines: [{ kind: 'planOpinion', why: { unit: 'workingDays' } }],
      opinions: [{ number: 1, org: 'mca', position: null }, { number: 2 }],
    })
    const box = await read('/v1/inbox?box=group', 'cao-rong', LEAD)
    expect(box.items).toMatchObject([{ task: `national-plan/${id}/giveOpinion/2`, kind: { zh: '反馈意见' } }])
    expect((await world.call('GET', at, { as: 'luo-jun', ...LEAD })).status).toBe(404)
    const told = await read(`${at}/notifications`)
    expect(told.items.map(({ event }: Json) => event)).toContain('opinionsAsked')
  })

  it('is approved by two persons of the State Council Office, which finds it in its inbox', async () => {
    await done(post(`${at}/give-opinion`, 'zhou-kai', { request: 1, agrees: true }, LEAD))
    await done(post(`${at}/give-opinion`, 'cao-rong', { request: 2, agrees: true }, LEAD))
    await done(post(`${at}/request-approval`, 'chen-hao', { formDigest: await draft(), argument: digest }))
    expect((await read('/v1/inbox?box=group', 'deng-hui')).items).toMatchObject([
      { kind: { code: 'decidePlan' } },
    ])
    const verdict = { verdict: 'approve', documentNumber: '国函〔2026〕10号', effectiveFrom: '2026-03-02' }
    const proposed = await done(
      post(`${at}/decide-plan`, 'deng-hui', { formDigest: await draft(), ...verdict }),
    )
    const [{ step, subject }] = proposed.case.pendingSignatures
    const body = { step, contentHash: subject.contentHash }
    const signed = await done(post(`${at}/confirm`, 'xiao-yun', body))
    expect(signed.case).toMatchObject({ status: { code: 'approved' }, inForce: 'P15.1', turn: null })
  })

  it('is in lists, searches, the timeline, the audit trail, the dossier and the API’s document', async () => {
    expect((await read('/v1/national-plans?status=approved')).items.map((one: Json) => one.id)).toContain(id)
    const q = encodeURIComponent('十五五')
    expect((await read(`/v1/national-plans/search?q=${q}`)).items).toMatchObject([{ id, version: 'P15.1' }])
    const { items } = await read(`${at}/timeline`)
    expect(items.map(({ zh }: Json) => zh)).toContain('国务院已批准国家政务信息化建设规划')
    const auditor = { role: 'auditor' } as const
    expect((await read(`${at}/audit`, 'lu-qing', auditor)).items[0].action).toMatchObject({
      code: 'draftPlan',
    })
    expect(await read(`${at}/chain`, 'lu-qing', auditor)).toMatchObject({ whole: true })
    const paper = await world.call('GET', `${at}/dossier.pdf`, { as: 'chen-hao' })
    expect([paper.status, paper.headers['content-type']]).toEqual([200, 'application/pdf'])
    const { paths } = (await world.call('GET', '/docs/json')).json
    expect(paths['/v1/national-plans/{id}/give-opinion'].post.operationId).toBe('giveOpinionNationalPlan')
  })
})

describe('a plan in force', () => {
  const assessment = { isMaterial: true, findings: '职责调整', report: digest }

  it('rests: its workflow has ended, nobody calls that a fault, and a project rests on its item', async () => {
    await vi.waitFor(async () => expect(await running()).toEqual(['nationalPlan', 'COMPLETED']), 15_000)
    const overview = (await world.call('GET', '/v1/hosting', { as: 'gu-ming', role: 'operator' })).json
    expect(overview.troubles ?? []).toEqual([])
    const { pool } = world
    const { rows } = await pool.query('select 1 from hosting_trouble where case_id = $1', [
      `national-plan/${id}`,
    ])
    expect(rows).toEqual([])
  })

  it('is woken by the next act, also by several at once, of which one is done', async () => {
    const acts = await Promise.all([1, 2, 3].map(() => post(`${at}/assess-plan`, 'chen-hao', assessment)))
    expect(acts.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(await running()).toEqual(['nationalPlan', 'RUNNING'])
    await done(post(`${at}/abandon-plan`, 'chen-hao', { reasons: '不再调整' }))
    await vi.waitFor(async () => expect(await running()).toEqual(['nationalPlan', 'COMPLETED']), 15_000)
    expect(await read(at)).toMatchObject({ status: { code: 'approved' }, inForce: 'P15.1' })
  })

  it('that is asked for what it may not do says why, and goes on resting', async () => {
    const refused = await post(`${at}/close-plan`, 'chen-hao')
    expect([refused.status, refused.json.unmet[0].code]).toEqual([422, 'planStillInForce'])
    expect((await read(at)).status.code).toBe('approved')
  })

  it('is closed once a later one is loaded; no version is loaded of one that is amended here', async () => {
    const load = (body: object) =>
      post('/v1/reference/plans', 'shi-yan', { source: '国函', items: [], ...body })
    await done(post(`${at}/assess-plan`, 'chen-hao', assessment))
    const during = await load({ plan: 'P15', version: 'P15.x', effectiveFrom: '2026-03-02' })
    expect(during.status, JSON.stringify(during.json)).toBe(409)
    await done(post(`${at}/abandon-plan`, 'chen-hao', { reasons: '不再调整' }))
    await world.call('POST', '/v1/rehearsal/advance', { body: { to: '2026-03-04T02:00:00.000Z' } })
    expect((await load({ version: 'P16', effectiveFrom: '2026-03-03' })).status).toBe(201)
    const closed = await done(post(`${at}/close-plan`, 'chen-hao'))
    expect(closed.case).toMatchObject({ status: { code: 'closed' } })
    expect((await post(`${at}/assess-plan`, 'chen-hao', assessment)).json.unmet[0].code).toBe('notNow')
  })

  it('is projected as its events say, its versions kept', async () => {
    expect((await rebuildProjections(world.pool, KINDS)).changed).toEqual([])
    const { rows } = await world.pool.query('select version from published_fact where case_id = $1', [
      `national-plan/${id}`,
    ])
    expect(rows).toEqual([{ version: 'P15.1' }])
  })
})

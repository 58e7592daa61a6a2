/** A second kind of case works in the whole system, which gets only its registry and its workflows. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rebuildProjections } from '#db/rebuild.ts'
import { type ApiWorld, type Call, type Json, openApiWorld } from '../api/api-world.ts'
import { PDF, uploadTo } from '../api/document-files.ts'
import { INSTALLATION } from './installation.ts'
import { PROPOSALS } from './kind.ts'
import * as workflows from './workflow.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true, reconcileEveryMs: 500, installation: INSTALLATION })
  await world.call('POST', '/v1/rehearsal/start-date', { body: { to: '2026-03-02T02:00:00.000Z' } })
})
afterAll(() => world?.close())

const read = async (path: string, as = 'chen-hao', call: Call = {}): Promise<Json> => {
  const { status, json } = await world.call('GET', path, { as, ...call })
  expect(status, JSON.stringify(json)).toBe(200)
  return json
}
const post = (path: string, as: string, body: unknown = {}) => world.call('POST', path, { as, body })
const codes = ({ json }: { json: Json }): string[] => json.unmet.map(({ code }: Json) => code)

const LEAD = 'zhou-kai'
const FORM = { title: '共建共享婚姻登记数据', text: '建议统一建设，各地不再自建。' }

/** A proposal of the Ministry of Civil Affairs without an answer. */
let id: string
let at: string

describe('a draft', () => {
  it('is written by several people, with documents, and becomes a case with the same id', async () => {
    const draft = await post('/v1/proposals/drafts', 'zhao-min', { title: FORM.title })
    expect(draft.status).toBe(201)
    id = draft.json.id
    at = `/v1/proposals/${id}`
    const path = `/v1/proposals/drafts/${id}`
    const annex = await uploadTo(world, `${path}/documents`, { content: PDF, kind: 'annex' })
    expect(annex.status, JSON.stringify(annex.json)).toBe(201)
    expect((await uploadTo(world, `${path}/documents`, { content: PDF, kind: 'stageDocument' })).status).toBe(
      422,
    )
    const body = { ...FORM, files: [annex.json.digest] }
    const headers = { 'if-match': '"1"' }
    expect((await world.call('PUT', path, { as: LEAD, body, headers })).status).toBe(200)
    expect((await read('/v1/proposals/drafts', LEAD)).items).toMatchObject([{ id, version: 2 }])
    const submit = { as: LEAD, headers: { 'if-match': '"2"' } }
    const submitted = await world.call('POST', `${path}/submit`, submit)
    expect(submitted.status, JSON.stringify(submitted.json)).toBe(201)
    expect(submitted.headers.location).toBe(at)
    expect(submitted.json).toMatchObject({
      ...{ caseId: `proposal/${id}`, id, outcome: { status: 'applied', seq: 2 } },
      case: { title: FORM.title, status: { code: 'proposed', zh: '已提出' }, isOverdue: false },
    })
    expect((await read(`${at}/documents`)).items).toMatchObject([{ kind: 'annex', version: 1 }])
  })
})

describe('what is read of a case', () => {
  it('includes its view, with the turn, the deadline and its reasons, and the allowed acts', async () => {
    const view = await read(at)
    expect(view).toMatchObject({
      kind: { code: 'proposal', zh: '建议', en: 'proposal' },
      stage: { code: 'suggestion' },
      turn: { role: { code: 'approver' }, org: { code: 'ndrc' } },
      deadlines: [{ kind: 'answer', zh: '答复', dueOn: '2026-03-12', why: { unit: 'date' } }],
      proposedOn: '2026-03-02',
    })
    const acts = new Map<string, Json>(view.actions.map((one: Json) => [one.verb, one]))
    expect(acts.get('answer')).toMatchObject({ allowed: true, path: `${at}/answer` })
    expect(acts.get('propose').unmet.map(({ code }: Json) => code)).toContain('proposedAlready')
  })

  it('includes lists, searches and the inbox', async () => {
    expect((await read('/v1/proposals?status=proposed')).items).toMatchObject([{ id, isOverdue: false }])
    const q = encodeURIComponent('婚姻登记')
    expect((await read(`/v1/proposals/search?q=${q}`)).items).toMatchObject([{ id, title: FORM.title }])
    const task = { task: `proposal/${id}/answer/1`, caseId: `proposal/${id}`, kind: { zh: '答复' } }
    expect((await read(`/v1/inbox?box=group&q=${q}`)).items).toMatchObject([task])
    expect((await read(`${at}/waiting`, LEAD)).items).toMatchObject([task])
    expect((await world.call('GET', '/v1/projects', { as: 'chen-hao' })).status).toBe(404)
  })

  it('includes the timeline, the audit trail with its chain, receipts, and the dossier', async () => {
    const { items } = await read(`${at}/timeline`)
    expect(items.map(({ zh }: Json) => zh)).toEqual(['收到建议', '期限“答复”：2026-03-12'])
    expect(items[0].event.text).toBe(FORM.text)
    const audit = await read(`${at}/audit`, 'lu-qing', { role: 'auditor' })
    expect(audit.items[0].action).toMatchObject({ code: 'propose', zh: '提出' })
    expect(await read(`${at}/chain`, 'lu-qing', { role: 'auditor' })).toMatchObject({
      whole: true,
      entries: 2,
    })
    const receipts = await read(`${at}/notifications`)
    expect(receipts.items.map(({ event }: Json) => event)).toContain('proposed')
    const paper = await world.call('GET', `${at}/dossier.pdf`, { as: 'chen-hao' })
    expect([paper.status, paper.headers['content-type']]).toEqual([200, 'application/pdf'])
  })

  it('is in the OpenAPI document, each act with an example', async () => {
    const { paths } = (await world.call('GET', '/docs/json')).json
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/v1/proposals/{id}/answer', '/v1/proposals']))
    const { operationId, tags, requestBody } = paths['/v1/proposals/{id}/answer'].post
    expect([operationId, tags]).toEqual(['answerProposal', ['proposals: acts']])
    expect(JSON.stringify(requestBody)).toContain('answer')
  })

  it('includes the search attributes in Temporal', async () => {
    const handle = world.temporal.workflow.getHandle(`proposal/${id}`)
    const { type, searchAttributes, status } = await handle.describe()
    expect(Object.keys(workflows).toSorted()).toEqual(['outbox', type])
    expect(status.name).toBe('RUNNING')
    expect(searchAttributes).toMatchObject({ CaseStatus: ['proposed'], CaseOwner: ['mca'], CaseSeq: [2] })
  })
})

describe('what one case publishes', () => {
  it('is a fact for other cases of the same owner while it is valid', async () => {
    const again = () => post('/v1/proposals', LEAD, { ...FORM, title: '又一建议' })
    expect(codes(await again())).toEqual(['waitsForAnswer'])
    const body = { ...FORM, title: '自然资源部的建议' }
    const other = { as: 'cao-rong', role: 'departmentLead', body } as const
    expect((await world.call('POST', '/v1/proposals', other)).status).toBe(201)
  })
})

describe('acts', () => {
  it('are claimed one by one or many at once', async () => {
    const cases = [{ id, with: { task: `proposal/${id}/answer/1` } }]
    const { json } = await post('/v1/bulk/proposals/claim-task', 'chen-hao', { cases })
    expect(json.cases).toMatchObject([{ id, status: 200 }])
    expect((await read('/v1/inbox?box=mine')).items).toMatchObject([{ caseId: `proposal/${id}` }])
  })

  it('are refused with all reasons, in the words of the kind', async () => {
    const answer = { answer: '同意' }
    const refused = await post(`${at}/answer`, LEAD, answer)
    expect([refused.status, codes(refused)]).toEqual([403, ['roleMayNot']])
    expect((await post(`${at}/answer`, 'lin-tao', answer)).json.unmet).toMatchObject([{ code: 'taskHeld' }])
    expect((await post(`${at}/admit`, 'chen-hao')).status).toBe(404)
  })

  it('wait for the second signature where a panel decides', async () => {
    const proposed = await post(`${at}/answer`, 'chen-hao', { answer: '同意，统一建设。' })
    expect(proposed.status, JSON.stringify(proposed.json)).toBe(200)
    const [{ step, subject }] = proposed.json.case.pendingSignatures
    expect(step).toBe('answer')
    const later = await read(at, LEAD)
    expect(later.pendingSignatures).toMatchObject([{ subject: { contentHash: subject.contentHash } }])
    expect(JSON.stringify(later.pendingSignatures)).not.toContain('verb')
    const body = { step, contentHash: subject.contentHash }
    const signed = await post(`${at}/confirm`, 'guo-ping', body)
    expect([signed.status, signed.json.case.status.code]).toEqual([200, 'answered'])
    expect((await post('/v1/proposals', LEAD, { ...FORM, title: '又一建议' })).status).toBe(201)
  })
})

describe('a case that is open', () => {
  const open = async (): Promise<string> =>
    (await read('/v1/proposals?status=proposed&owner=mca')).items[0].id as string

  it('is hosted again when its workflow has ended, and an invalid signal becomes a dead letter', async () => {
    const one = await open()
    const handle = () => world.temporal.workflow.getHandle(`proposal/${one}`)
    await handle().signal('act', { commandId: 'no act' })
    const letters = async () => (await world.pool.query('select case_id from dead_letter')).rows
    await vi.waitFor(async () => expect(await letters()).toEqual([{ case_id: `proposal/${one}` }]), 10_000)
    await handle().terminate('for the test')
    const isHosted = async () => expect((await handle().describe()).status.name).toBe('RUNNING')
    await vi.waitFor(isHosted, { timeout: 30_000, interval: 100 })
    const claim = { task: `proposal/${one}/answer/1` }
    expect((await post(`/v1/proposals/${one}/claim-task`, 'lin-tao', claim)).status).toBe(200)
  })

  it('gets a new calendar, and its deadline passes', async () => {
    const one = await open()
    const calendar = { version: '2026.test', years: [{ year: 2026, source: 'the test', off: [], work: [] }] }
    const loaded = await post('/v1/reference/calendars', 'shi-yan', calendar)
    expect(loaded.json, JSON.stringify(loaded.json)).toMatchObject({ isComplete: true })
    expect(loaded.json.informed).toBeGreaterThan(0)
    await world.call('POST', '/v1/rehearsal/advance', { body: { to: '2026-03-20' } })
    expect(await read(`/v1/proposals/${one}`)).toMatchObject({ isOverdue: true, deadlines: [] })
    const { items } = await read(`/v1/proposals/${one}/timeline`)
    expect(items.map(({ zh }: Json) => zh)).toContain('期限“答复”届满（系统）')
    expect((await read('/v1/proposals?status=proposed&owner=mca')).items).toMatchObject([{ isOverdue: true }])
  })

  it('has the same projection after a rebuild', async () => {
    expect((await rebuildProjections(world.pool, PROPOSALS)).changed).toEqual([])
  })
})

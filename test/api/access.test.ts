import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { READS_CASES } from '#api/access.ts'
import type { Role } from '#domain/values/directory.ts'
import { type ApiWorld, openApiWorld } from './api-world.ts'
import { DIGEST, stageForm } from './stage-form.ts'

const NOBODY = '01890a5d-ac96-774b-bcce-b302099a8057'
const MONDAY = '2026-03-02T02:00:00.000Z'

let world: ApiWorld
let id: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  const started = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
  id = started.json.id
  const act = (verb: string, as: string, body: unknown) =>
    world.call('POST', `/v1/projects/${id}/${verb}`, { as, body })
  await act('admit', 'chen-hao', {})
  const proposed = await act('commission-appraisal', 'chen-hao', {
    agency: 'huazi',
    letter: DIGEST,
    workingDays: 30,
  })
  const { contentHash } = proposed.json.case.pendingSignatures[0].subject
  await act('confirm', 'he-jing', { step: 'commission', contentHash })
})
afterAll(() => world.close())

/** Who may see a project of the Ministry of Civil Affairs that Huazi appraises for the NDRC. */
const READERS: [Role, string, 'all' | 'metadata' | 'nothing'][] = [
  ['applicant', 'zhao-min', 'all'],
  ['applicant', 'tian-le', 'all'],
  ['applicant', 'qian-wei', 'nothing'],
  ['departmentLead', 'zhou-kai', 'all'],
  ['departmentLead', 'luo-jun', 'nothing'],
  ['frameworkLead', 'luo-jun', 'nothing'],
  ['approver', 'chen-hao', 'all'],
  ['approver', 'guo-ping', 'all'],
  ['financeMinistry', 'tang-yu', 'all'],
  ['cyberspace', 'feng-lei', 'all'],
  ['stateCouncilOffice', 'deng-hui', 'nothing'],
  ['expert', 'xu-rui', 'all'],
  ['expert', 'ma-lan', 'nothing'],
  ['supervisor', 'yao-gang', 'nothing'],
  ['auditor', 'lu-qing', 'all'],
  ['departmentFinance', 'sun-yue', 'all'],
  ['departmentFinance', 'yu-tong', 'nothing'],
  ['operator', 'gu-ming', 'metadata'],
  ['systemAdmin', 'shi-yan', 'nothing'],
  ['securityAdmin', 'fan-chen', 'nothing'],
]

describe('reading a project (matrix row 1)', () => {
  it('is defined for every role', () => {
    expect(new Set(READERS.map(([role]) => role))).toEqual(new Set(Object.keys(READS_CASES)))
  })

  it.each(READERS)('as %s %s: %s', async (role, as, sees) => {
    const project = await world.call('GET', `/v1/projects/${id}`, { as, role })
    const timeline = await world.call('GET', `/v1/projects/${id}/timeline`, { as, role })
    const list = await world.call('GET', '/v1/projects', { as, role })
    expect(project.status).toBe(sees === 'nothing' ? 404 : 200)
    expect(timeline.status).toBe(sees === 'all' ? 200 : 404)
    expect(list.json.items.length).toBe(sees === 'nothing' ? 0 : 1)
    if (sees === 'metadata') {
      expect(project.json).not.toHaveProperty('title')
      expect(list.json.items[0]).not.toHaveProperty('title')
      // A hidden field cannot be used as a filter.
      const { status } = await world.call('GET', `/v1/projects?title=${encodeURI('平台')}`, { as, role })
      expect(status).toBe(404)
    }
  })

  it('out of scope is answered as if it did not exist, also for acts', async () => {
    for (const path of ['', '/timeline']) {
      const foreign = await world.call('GET', `/v1/projects/${id}${path}`, { as: 'qian-wei' })
      const absent = await world.call('GET', `/v1/projects/${NOBODY}${path}`, { as: 'qian-wei' })
      expect({ ...foreign.json, instance: '' }).toEqual({ ...absent.json, instance: '' })
    }
    const body = { reasons: '越权' }
    const act = await world.call('POST', `/v1/projects/${id}/withdraw`, {
      as: 'luo-jun',
      role: 'departmentLead',
      body,
    })
    expect(act.status).toBe(404)
  })
})

const GUARDED: [string, 'GET' | 'POST', string, unknown][] = [
  ['dead letters', 'GET', '/v1/dead-letters', undefined],
  ['notifications', 'GET', '/v1/notifications', undefined],
  ['dismissing', 'POST', '/v1/dead-letters/01890a5d-ac96-774b-bcce-b302099a8057/dismiss', undefined],
  [
    'plans',
    'POST',
    '/v1/reference/plans',
    { version: 'x', effectiveFrom: '2026-01-01', source: 's', items: [] },
  ],
]

describe('restricted routes', () => {
  it.each(GUARDED)('%s are refused to a department’s lead', async (_what, method, url, body) => {
    const answer = await world.call(method, url, { as: 'zhou-kai', ...(body ? { body } : {}) })
    expect([answer.status, answer.json.unmet[0].code]).toEqual([403, 'roleMayNot'])
  })

  it('operators see notifications without recipients and texts', async () => {
    const { status, json } = await world.call('GET', '/v1/notifications?limit=1', { as: 'gu-ming' })
    expect(status).toBe(200)
    expect(Object.keys(json.items[0])).not.toEqual(expect.arrayContaining(['recipient', 'payload']))
    const next = await world.call('GET', `/v1/notifications?limit=1&cursor=${json.next}`, { as: 'gu-ming' })
    expect(next.json.items[0].id).not.toBe(json.items[0].id)
  })

  it.each([
    ['events', (project: string) => `${project}/timeline`, [9e15], 'lu-qing'],
    ['events', (project: string) => `${project}/timeline`, [-1], 'lu-qing'],
    ['receipts', (project: string) => `${project}/notifications`, [9e15, NOBODY], 'lu-qing'],
    ['audit entries', (project: string) => `${project}/audit`, [9e15], 'lu-qing'],
    ['tasks', () => '/v1/inbox?box=group', [MONDAY, 'a\u0000b'], 'chen-hao'],
    ['tasks of the year 0', () => '/v1/inbox?box=group', ['0000-03-02T02:00:00.000Z', 'a'], 'chen-hao'],
    ['notifications', () => '/v1/notifications', ['0000-03-02T02:00:00.000Z', NOBODY], 'gu-ming'],
    ['dead letters', () => '/v1/dead-letters', ['0000-03-02T02:00:00.000Z', NOBODY], 'gu-ming'],
  ])('a forged cursor of %s is an invalid request', async (_what, pathOf, parts, as) => {
    const path = pathOf(`/v1/projects/${id}`)
    const cursor = Buffer.from(JSON.stringify(parts)).toString('base64url')
    const { status, json } = await world.call(
      'GET',
      `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`,
      { as },
    )
    expect(status).toBe(422)
    expect(json.errors).toMatchObject([{ pointer: '/cursor' }])
  })

  it('a filter finds by owner, state, title and due date', async () => {
    const count = async (query: string) =>
      (await world.call('GET', `/v1/projects?${query}`, { as: 'lu-qing' })).json.items.length
    expect(await count('owner=mca&status=appraising&title=养老&turnOrg=huazi&turnRole=expert')).toBe(1)
    expect(await count('title=%25')).toBe(0)
    expect(await count('dueBefore=2149-01-01')).toBe(1)
    expect(await count('owner=mnr')).toBe(0)
  })
})

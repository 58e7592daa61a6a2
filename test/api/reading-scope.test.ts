/** Who reads which projects: every role in every relation to a project, on every route that shows one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { READS_CASES } from '#api/access.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import type { Role } from '#domain/values/directory.ts'
import { type ApiWorld, type Call, type Json, openApiWorld } from './api-world.ts'
import { PDF, uploadTo } from './document-files.ts'
import { MORE_APPROVERS, READERS } from './readers.ts'
import { expectedOf, routesOf, sightsOf, toldInBoxes } from './reading-routes.ts'
import { DIGEST, REPORT_DIGEST, stageForm } from './stage-form.ts'

const TITLE = '基本养老服务信息共享平台'
const OTHER_TITLE = '就业监测分析系统'

let world: ApiWorld
let project: string
let other: string
let document: string
let contentHash: string

const as = (person: string, role?: Role): Call => ({ as: person, ...(role ? { role } : {}) })

async function act(verb: string, by: string, body: unknown, role?: Role): Promise<Json> {
  const answer = await world.call('POST', `/v1/projects/${project}/${verb}`, { ...as(by, role), body })
  expect(answer.status, JSON.stringify(answer.json)).toBe(200)
  return answer.json
}

async function loadPanel(): Promise<void> {
  const seats = [
    { id: 'handler', order: 1, weight: 1 },
    { id: 'resources', order: 1, weight: 1, role: 'approver', org: 'mnr' },
    { id: 'leader', order: 1, weight: 1, isLeader: true },
  ]
  const panels = { decision: { ...POLICY_V1.values.panels.decision, seats } }
  const head = { version: 'panel', effectiveFrom: '2020-03-01', appliesToRunningCases: false, source: 'test' }
  const body = { ...head, values: { panels } }
  const loaded = await world.call('POST', '/v1/reference/policies', { as: 'shi-yan', body })
  expect(loaded.status, JSON.stringify(loaded.json)).toBe(201)
}

const directoryChanged = () => world.pool.query(`update directory_version set version = md5(version)`)

beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  await world.pool.query(`update directory_person set roles = roles || '{approver}' where id = any($1)`, [
    MORE_APPROVERS,
  ])
  await directoryChanged()
  await loadPanel()
  const started = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
  project = started.json.id
  const own = {
    owner: 'mohrss',
    title: OTHER_TITLE,
    investmentFen: 900_000_000,
    projectCode: '2603-100000-04-04-100004',
  }
  const second = await world.call('POST', '/v1/projects', {
    ...as('luo-jun', 'departmentLead'),
    body: stageForm(own),
  })
  expect(second.status, JSON.stringify(second.json)).toBe(201)
  other = second.json.id
  const sent = await uploadTo(world, `/v1/projects/${project}/documents`, { content: PDF })
  document = sent.json.document
  await bringToItsRound()
})
afterAll(() => world.close())

/** The project is appraised by Guoping; then its decision waits for the panel of the NDRC. */
async function bringToItsRound(): Promise<void> {
  await act('admit', 'chen-hao', {})
  const commission = { agency: 'guoping', letter: DIGEST, workingDays: 30 }
  const proposed = await act('commission-appraisal', 'chen-hao', commission)
  const first = proposed.case.pendingSignatures[0].subject.contentHash
  await act('confirm', 'he-jing', { step: 'commission', contentHash: first })
  await act('submit-appraisal', 'ma-lan', {
    conclusion: 'positive',
    report: REPORT_DIGEST,
    sharingOpinion: '充分',
  })
  const { json } = await world.call('GET', `/v1/projects/${project}`, as('chen-hao'))
  const letter = {
    documentNumber: '发改高技〔2026〕7号',
    approvedFen: 11_000_000_000,
    sharingOpinion: '同意',
  }
  const decided = await act('decide', 'chen-hao', {
    verdict: 'approve',
    formDigest: json.form.digest,
    letter,
  })
  contentHash = decided.case.pendingSignatures[0].subject.contentHash
  const round = { step: 'decision', contentHash }
  const why = { ...round, reasons: '需要其意见。' }
  await act('add-signer', 'chen-hao', { ...why, position: 'beside', person: 'xie-ling' })
  await act('delegate-seat', 'he-jing', { ...why, to: 'yao-gang' })
  await act('copy-to', 'chen-hao', { ...round, people: ['xu-rui', 'jiang-nan'] })
}

describe('what is visible of a project', () => {
  it('is tested for every role', () => {
    expect(new Set(READERS.map(([role]) => role))).toEqual(new Set(Object.keys(READS_CASES)))
  })

  it('is tested on every route of a project', async () => {
    const paths = Object.entries<Json>((await world.call('GET', '/docs/json')).json.paths)
    const routes = paths.flatMap(([path, { get }]) =>
      get && path.startsWith('/v1/projects/{id}') ? [path] : [],
    )
    const asked = ['', '/waiting', '/audit', '/chain', '/approvals/{stage}/letter.pdf'].map(
      (rest) => `/v1/projects/{id}${rest}`,
    )
    expect(routes.toSorted()).toEqual([...asked, ...Object.values(routesOf('{id}'))].toSorted())
  })

  it.each(READERS)(
    '%s %s (%s): %s on every route, of the round %s; of another ministry’s: %s',
    async (role, person, _relation, sight, _votes, second) => {
      const call = as(person, role)
      const first = await sightsOf({ world, call }, { id: project, title: TITLE })
      expect(first).toEqual(expectedOf(sight, Object.keys(first)))
      const elsewhere = await sightsOf({ world, call }, { id: other, title: OTHER_TITLE })
      expect(elsewhere).toEqual(expectedOf(second, Object.keys(elsewhere)))
      if (sight !== 'all')
        expect(await toldInBoxes({ world, call }, { id: project, title: TITLE })).toBe(false)
      if (second !== 'all')
        expect(await toldInBoxes({ world, call }, { id: other, title: OTHER_TITLE })).toBe(false)
    },
  )

  it.each(READERS)('%s %s (%s): %s of its files and papers', async (role, person, _relation, sight) => {
    const call = as(person, role)
    const status = sight === 'all' ? 200 : 404
    const versions = await world.call('GET', `/v1/documents/${document}`, call)
    expect(versions.status).toBe(status)
    const content = await world.call('GET', `/v1/documents/${document}/versions/1`, call)
    expect(content.status).toBe(status)
    const letter = await world.call('GET', `/v1/projects/${project}/approvals/proposal/letter.pdf`, call)
    // There is no approval yet.
    expect(letter.status).toBe(404)
    const audit = await Promise.all(
      ['audit', 'chain'].map(
        async (part) => (await world.call('GET', `/v1/projects/${project}/${part}`, call)).status,
      ),
    )
    expect(audit).toEqual(role === 'auditor' ? [200, 200] : [403, 403])
  })

  it.each(READERS)(
    '%s %s (%s): acts on invisible projects are answered as for unknown ones',
    async (role, person, _relation, sight) => {
      const call = { ...as(person, role), body: { task: `project/${project}/admit/1` } }
      const alone = await world.call('POST', `/v1/projects/${project}/claim-task`, call)
      expect(alone.status === 404).toBe(sight === 'nothing')
      const cases = [{ id: project, with: call.body }]
      for (const dryRun of [true, false]) {
        const { json } = await world.call('POST', '/v1/bulk/projects/claim-task', {
          ...call,
          body: { cases, dryRun },
        })
        expect(json.cases[0].status === 404, JSON.stringify(json)).toBe(sight === 'nothing')
      }
      const upload = await uploadTo(world, `/v1/projects/${project}/documents`, {
        content: PDF,
        as: person,
        role,
      })
      expect(upload.status === 404).toBe(sight !== 'all')
    },
  )

  it.each(READERS.filter(([, , , sight]) => sight === 'all'))(
    '%s %s (%s): of the open round, %s %s',
    async (role, person, _relation, _sight, votes) => {
      const call = as(person, role)
      const { json } = await world.call('GET', `/v1/projects/${project}`, call)
      const [round] = json.pendingSignatures
      const seats = round.seats?.length ?? 0
      expect(seats).toBe(votes === 'all' ? 4 : votes === 'seat' ? 1 : 0)
      expect(round.subject.contentHash).toBe(contentHash)
      expect('body' in round.subject).toBe(votes !== 'waits')
      const history = await world.call('GET', `/v1/projects/${project}/timeline?limit=100`, call)
      const open = history.json.items.filter(({ event }: Json) => event.step === 'decision')
      const isTold = open.some(
        ({ event }: Json) => event.type === 'signerAdded' && event.person === 'xie-ling',
      )
      expect(isTold).toBe(votes === 'all' || person === 'xie-ling')
      // The deadline of a seat would reveal whose turn it is, so lists and searches hide it, too.
      for (const url of ['/v1/projects', '/v1/projects/search?owner=mca']) {
        const { items } = (await world.call('GET', url, call)).json
        const { due } = items.find((one: Json) => one.id === project)
        expect(due.code).toBe(votes === 'all' ? 'seat' : 'decision')
      }
      const { dueOn } = json.deadlines.find(({ kind }: Json) => kind === 'decision')
      const before = await world.call('GET', `/v1/projects?owner=mca&dueBefore=${dueOn}`, call)
      expect(before.json.items).toHaveLength(votes === 'all' ? 1 : 0)
    },
  )

  it('receipts show people of other departments only to readers of all cases', async () => {
    const named = async (person: string) =>
      (await world.call('GET', `/v1/projects/${project}/notifications`, as(person, 'approver'))).json.items
        .map(({ recipient }: Json) => recipient?.person)
        .filter(Boolean)
    expect(await named('chen-hao')).toContain('zhou-kai')
    expect(await named('shen-bo')).not.toContain('zhou-kai')
    expect(await named('wu-fang')).toContain('zhou-kai')
  })

  it('an approver who does not see the project cannot enter it into the systems register', async () => {
    const body = { caseId: `project/${project}`, number: 'DXZ-9', since: '2026-01-05' }
    const enter = (person: string) =>
      world.call('POST', '/v1/register-entries', { ...as(person, 'approver'), body })
    expect((await enter('jin-lu')).status).toBe(422)
    expect((await enter('chen-hao')).status).toBe(201)
  })
})

describe('a national body', () => {
  const mark = async (isNational: boolean) => {
    await world.pool.query(`update directory_org set is_national = $1 where id = 'mohrss'`, [isNational])
    await directoryChanged()
  }
  const sees = async () =>
    (await world.call('GET', `/v1/projects/${project}`, as('qian-wei', 'approver'))).status === 200

  it('is one that the directory marks so, for everybody in it and below, from that moment on', async () => {
    expect(await sees()).toBe(false)
    await mark(true)
    expect(await sees()).toBe(true)
    // This is for approvers; an applicant there still reads only own projects.
    const applicant = await world.call('GET', `/v1/projects/${project}`, as('qian-wei', 'applicant'))
    expect(applicant.status).toBe(404)
    await mark(false)
    expect(await sees()).toBe(false)
  })
})

describe('once the round is over', () => {
  it('people who only had a seat cannot read the project any more, but people with a copy can', async () => {
    const round = { step: 'decision', contentHash }
    await act('object', 'shen-bo', { ...round, reasons: '不同意。' })
    const reads = async (person: string) =>
      (await world.call('GET', `/v1/projects/${project}`, as(person, 'approver'))).status
    expect(await Promise.all(['shen-bo', 'xie-ling', 'yao-gang'].map(reads))).toEqual([404, 404, 404])
    expect(await Promise.all(['xu-rui', 'wu-fang', 'kong-fan'].map(reads))).toEqual([200, 200, 200])
    // The task that shen-bo has done is still in `done`, without the title of the project and without other holders.
    const { items } = (await world.call('GET', '/v1/inbox?box=done', as('shen-bo'))).json
    expect(items.length).toBeGreaterThan(1)
    for (const item of items) {
      expect(item).toMatchObject({ id: project, title: null, code: null, holder: null })
    }
  })
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '#api/app.ts'
import { type Answer, type ApiWorld, openApiWorld, send, tokenFor } from './api-world.ts'
import { DIGEST, REPORT_DIGEST, stageForm } from './stage-form.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  await world.call('POST', '/v1/rehearsal/start-date', { body: { to: '2026-03-02T02:00:00.000Z' } })
})
afterAll(() => world.close())

const start = async (): Promise<string> => {
  const { status, json } = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
  expect(status, JSON.stringify(json)).toBe(201)
  return json.id
}
const act = (id: string, verb: string, as: string, body: unknown = {}, key?: string) =>
  world.call('POST', `/v1/projects/${id}/${verb}`, { as, body, ...(key ? { key } : {}) })
const read = async (id: string, as: string) => (await world.call('GET', `/v1/projects/${id}`, { as })).json
const codes = ({ json }: Answer): string[] => json.unmet.map(({ code }: { code: string }) => code)
const pendingHash = async (id: string): Promise<string> =>
  (await read(id, 'he-jing')).pendingSignatures[0].subject.contentHash

describe('a project through the API', () => {
  it('goes from its submission to the approval letter, by two persons, with the clock stopped in between', async () => {
    const id = await start()
    expect((await act(id, 'admit', 'chen-hao')).json.case.status.code).toBe('admitted')
    const letter = { agency: 'huazi', letter: DIGEST, workingDays: 30 }
    expect((await act(id, 'commission-appraisal', 'chen-hao', letter)).status).toBe(200)
    const same = await act(id, 'confirm', 'chen-hao', {
      step: 'commission',
      contentHash: await pendingHash(id),
    })
    expect([same.status, codes(same)]).toEqual([403, ['samePerson', 'leaderNeeded']])
    const hash = await pendingHash(id)
    expect((await act(id, 'confirm', 'he-jing', { step: 'commission', contentHash: hash })).status).toBe(200)
    const advanced = await world.call('POST', '/v1/rehearsal/advance', { body: { to: '2026-04-17' } })
    expect(advanced.json.today).toBe('2026-04-17')
    const report = { conclusion: 'positive', report: REPORT_DIGEST, sharingOpinion: '共享分析充分' }
    expect((await act(id, 'submit-appraisal', 'xu-rui', report)).status).toBe(200)
    const { form, clock } = await read(id, 'chen-hao')
    expect(clock).toMatchObject({ isPaused: false, due: { provisional: false } })
    const decision = {
      verdict: 'approve',
      formDigest: form.digest,
      letter: { documentNumber: '发改高技〔2026〕1号', approvedFen: 12_000_000_000, sharingOpinion: '同意' },
    }
    expect((await act(id, 'decide', 'chen-hao', decision)).status).toBe(200)
    const shown = (await read(id, 'he-jing')).pendingSignatures[0].subject.body
    expect(shown.letter.sharingOpinion, 'the signer reads the text, not its digest').toBe('同意')
    const signed = { step: 'decision', contentHash: await pendingHash(id) }
    const done = await act(id, 'confirm', 'he-jing', signed)
    expect(done.json.case).toMatchObject({
      status: { code: 'stageApproved' },
      amounts: { approvedFen: 12_000_000_000 },
    })
    const timeline = await world.call('GET', `/v1/projects/${id}/timeline?limit=200`, { as: 'zhao-min' })
    const told = timeline.json.items.map(
      (item: { zh: string; by: { zh: string } }) => `${item.by.zh}：${item.zh}`,
    )
    expect(told).toEqual(expect.arrayContaining(['系统：评估超期', '何静：已批复']))
    const { rows } = await world.pool.query(`select 1 from event e where e::text like '%共享分析充分%'`)
    expect(rows, 'events contain no free text').toEqual([])
  })

  it('pages through its history without a gap', async () => {
    const id = await start()
    await act(id, 'admit', 'chen-hao')
    const seqs: number[] = []
    let cursor = ''
    do {
      const page = await world.call('GET', `/v1/projects/${id}/timeline?limit=2${cursor}`, { as: 'zhou-kai' })
      seqs.push(...page.json.items.map(({ seq }: { seq: number }) => seq))
      cursor = page.json.next ? `&cursor=${page.json.next}` : ''
    } while (cursor)
    expect(seqs).toEqual(seqs.map((_, index) => index + 1))
    expect(seqs.length).toBeGreaterThan(4)
  })

  it('lists every act as allowed, or blocked with every reason', async () => {
    const id = await start()
    const actions = new Map<string, { allowed: boolean; unmet?: { code: string }[] }>(
      (await read(id, 'chen-hao')).actions.map((action: { verb: string }) => [action.verb, action]),
    )
    expect(actions.get('admit')).toMatchObject({ allowed: true })
    expect(actions.get('withdraw')).toMatchObject({ allowed: false, unmet: [{ code: 'roleMayNot' }, {}] })
  })

  it('53 cannot be decided twice, nor by a preparer', async () => {
    const id = await start()
    await act(id, 'admit', 'chen-hao')
    const again = await act(id, 'admit', 'chen-hao')
    expect([again.status, codes(again)]).toEqual([409, ['notNow']])
    const own = await act(id, 'admit', 'zhou-kai')
    expect([own.status, codes(own)]).toEqual([403, ['roleMayNot']])
  })

  it('55 refuses an act that was meant for another round', async () => {
    const id = await start()
    const answer = await world.call('POST', `/v1/projects/${id}/admit`, {
      as: 'chen-hao',
      body: {},
      headers: { 'case-round': '2' },
    })
    expect([answer.status, codes(answer)]).toEqual([409, ['roundMoved']])
  })

  it('that has ended answers further acts with its state', async () => {
    const id = await start()
    await act(id, 'withdraw', 'zhou-kai', { reasons: '不再需要' })
    const late = await act(id, 'admit', 'chen-hao')
    expect([late.status, codes(late)]).toEqual([409, ['notNow']])
  })

  it('records a refusal of the API itself in the chain of the case', async () => {
    const id = await start()
    await act(id, 'admit', 'zhou-kai')
    const { rows } = await world.pool.query(
      `select kind, content -> 'refusal' as refusal from audit_entry where case_id = $1 order by n desc limit 1`,
      [`project/${id}`],
    )
    expect(rows).toEqual([
      {
        kind: 'early-refusal',
        refusal: {
          unmet: [{ code: 'roleMayNot', params: { role: { zh: '建设单位负责人', en: 'department lead' } } }],
        },
      },
    ])
  })
})

describe('an Idempotency-Key', () => {
  it('gives the same project at every repetition, also in parallel', async () => {
    const key = randomUUID()
    const body = stageForm()
    const once = () => world.call('POST', '/v1/projects', { as: 'zhou-kai', body, key })
    const answers = await Promise.all([once(), once(), once(), once()])
    answers.push(await once())
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
    expect(new Set(answers.map(({ json }) => json.id)).size).toBe(1)
  })

  it('gives the same refusal again, although the act would be possible now', async () => {
    const id = await start()
    const key = randomUUID()
    const body = { reason: 'hearing', document: DIGEST }
    const first = await act(id, 'pause-clock', 'chen-hao', body, key)
    await act(id, 'admit', 'chen-hao')
    const second = await act(id, 'pause-clock', 'chen-hao', body, key)
    expect([first.status, second.status]).toEqual([409, 409])
    expect(second.json.commandId).toBe(first.json.commandId)
  })

  it('50 does not serve another request', async () => {
    const id = await start()
    const key = randomUUID()
    await act(id, 'pause-clock', 'chen-hao', { reason: 'hearing', document: DIGEST }, key)
    const other = await act(id, 'pause-clock', 'chen-hao', { reason: 'stateCouncil', document: DIGEST }, key)
    expect([other.status, other.json.type]).toEqual([422, 'urn:tongchou:problem:idempotency-mismatch'])
  })

  it('52 of one person never gives the answer of another person', async () => {
    const id = await start()
    const key = randomUUID()
    const first = await act(id, 'admit', 'chen-hao', {}, key)
    const second = await act(id, 'admit', 'lin-tao', {}, key)
    expect([first.status, second.status]).toEqual([200, 409])
    expect(second.json.commandId).not.toBe(first.json.commandId)
    const seen = await world.call('GET', `/v1/commands/${first.json.commandId}`, { as: 'chen-hao' })
    expect(seen.json).toMatchObject({ status: 'applied', action: 'admit' })
    const foreign = await world.call('GET', `/v1/commands/${first.json.commandId}`, { as: 'lin-tao' })
    expect(foreign.status).toBe(404)
  })
})

describe('many acts on one case', () => {
  it('are all decided, each once, over two instances', async () => {
    const id = await start()
    await act(id, 'admit', 'chen-hao')
    const other = await buildApp({ ...world.deps, instance: randomUUID() })
    const authorization = `Bearer ${await tokenFor(world.issuer, 'chen-hao')}`
    const pause = (app: ApiWorld['app']) =>
      send(app, {
        method: 'POST',
        url: `/v1/projects/${id}/pause-clock`,
        headers: { authorization, 'idempotency-key': randomUUID(), 'content-type': 'application/json' },
        payload: JSON.stringify({ reason: 'hearing', document: DIGEST }),
      })
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => pause(i % 2 ? world.app : other)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 409)).toHaveLength(59)
    const { rows } = await world.pool.query(`select 1 from request where state = 'pending'`)
    expect(rows).toEqual([])
    await other.close()
  })

  it('continue after PostgreSQL has closed every connection and so released every slot', async () => {
    const id = await start()
    await act(id, 'admit', 'chen-hao')
    const drop = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`
    await world.pool.query(drop)
    const key = randomUUID()
    const body = { reason: 'hearing', document: DIGEST }
    const paused = () => act(id, 'pause-clock', 'chen-hao', body, key)
    // A lost connection is noticed at its next use: then the answer is 503, and the same key still works.
    await expect.poll(async () => (await paused()).status, { timeout: 20_000, interval: 200 }).toBe(200)
  })

  it('beyond the size of the queue get an answer to retry later', async () => {
    const id = await start()
    await act(id, 'admit', 'chen-hao')
    const small = await buildApp({ ...world.deps, instance: randomUUID(), queueWaitingMax: 2 })
    const headers = { authorization: `Bearer ${await tokenFor(world.issuer, 'chen-hao')}` }
    const pause = () =>
      send(small, {
        method: 'POST',
        url: `/v1/projects/${id}/pause-clock`,
        headers: { ...headers, 'idempotency-key': randomUUID(), 'content-type': 'application/json' },
        payload: JSON.stringify({ reason: 'hearing', document: DIGEST }),
      })
    const answers = await Promise.all(Array.from({ length: 30 }, pause))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]?.headers['retry-after']).toBe('2')
    expect(answers.every(({ status }) => [200, 409, 429].includes(status))).toBe(true)
    await small.close()
  })
})

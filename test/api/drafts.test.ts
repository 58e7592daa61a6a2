import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiWorld, openApiWorld } from './api-world.ts'
import { stageForm } from './stage-form.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
})
afterAll(() => world.close())

const write = (body: unknown, as = 'zhao-min') => world.call('POST', '/v1/projects/drafts', { as, body })
const replace = (id: string, body: unknown, etag?: string) =>
  world.call('PUT', `/v1/projects/drafts/${id}`, {
    as: 'zhao-min',
    body,
    ...(etag ? { headers: { 'if-match': etag } } : {}),
  })

const submit = (id: string, etag: string | null = '"1"', as = 'zhou-kai') =>
  world.call('POST', `/v1/projects/drafts/${id}/submit`, {
    as,
    headers: etag === null ? {} : { 'if-match': etag },
  })
const remove = (id: string, etag: string | null) =>
  world.call('DELETE', `/v1/projects/drafts/${id}`, {
    as: 'zhao-min',
    headers: etag === null ? {} : { 'if-match': etag },
  })

describe('a draft', () => {
  it('may be incomplete, and is read with its version', async () => {
    const { status, json } = await write({ title: '草稿' })
    expect(status).toBe(201)
    const read = await world.call('GET', `/v1/projects/drafts/${json.id}`, { as: 'zhou-kai' })
    expect(read.headers.etag).toBe('"1"')
    expect(read.json).toMatchObject({ owner: 'mca', writers: ['zhao-min'], content: { title: '草稿' } })
  })

  it('is replaced only with the ETag of its latest version', async () => {
    const { json } = await write({ title: '一' })
    expect((await replace(json.id, { title: '二' })).status).toBe(428)
    expect((await replace(json.id, { title: '二' }, '"1"')).headers.etag).toBe('"2"')
    const stale = await replace(json.id, { title: '三' }, '"1"')
    expect([stale.status, stale.json.type]).toEqual([412, 'urn:tongchou:problem:version-conflict'])
    expect((await replace(json.id, { title: '三' }, 'W/"2"')).status).toBe(412)
  })

  it('does not exist for another department, nor for reviewers', async () => {
    const { json } = await write({ title: '部内' })
    expect((await world.call('GET', `/v1/projects/drafts/${json.id}`, { as: 'qian-wei' })).status).toBe(404)
    expect((await world.call('GET', `/v1/projects/drafts/${json.id}`, { as: 'chen-hao' })).status).toBe(403)
  })

  it('cannot be written in another department’s name', async () => {
    const answer = await write({ owner: 'mnr' })
    expect([answer.status, answer.json.unmet[0].code]).toEqual([403, 'outOfScope'])
  })

  it('with classified content is refused, and nothing of it is stored', async () => {
    const answer = await write({ title: '绝密标题', containsClassifiedContent: true })
    expect([answer.status, answer.json.unmet[0].code]).toEqual([422, 'classifiedContent'])
    const act = await world.call('POST', '/v1/projects', {
      as: 'zhou-kai',
      body: stageForm({ title: '绝密标题', containsClassifiedContent: true }),
    })
    expect([act.status, act.json.unmet[0].code]).toEqual([422, 'classifiedContent'])
    for (const table of ['draft', 'request', 'prose', 'early_refusal', 'event', 'case_view']) {
      const { rows } = await world.pool.query(`select 1 from ${table} t where t::text like '%绝密标题%'`)
      expect(rows, table).toEqual([])
    }
  })

  it('must be complete to be submitted', async () => {
    const { json } = await write({ title: '不完整' })
    const answer = await submit(json.id)
    expect(answer.status).toBe(422)
    expect(answer.json.errors.map((error: { pointer: string }) => error.pointer)).toContain('/owner')
  })

  it('is submitted by the department’s lead only, and becomes the project of the same id', async () => {
    const { json } = await write(stageForm())
    const refused = await submit(json.id, '"1"', 'zhao-min')
    expect([refused.status, refused.json.unmet[0].code]).toEqual([403, 'roleMayNot'])
    const done = await submit(json.id)
    expect(done.status).toBe(201)
    expect(done.json.case).toMatchObject({ id: json.id, status: { code: 'submitted' } })
    const { rows } = await world.pool.query(`select state -> 'parts' as parts from case_view where id = $1`, [
      json.id,
    ])
    const preparers = rows[0].parts.map(({ person }: { person: string }) => person)
    expect(preparers).toEqual(expect.arrayContaining(['zhao-min', 'zhou-kai']))
    const again = await replace(json.id, { title: '晚了' }, '"1"')
    expect([again.status, again.json.type]).toEqual([409, 'urn:tongchou:problem:state-conflict'])
  })

  it('makes everybody who edited it a preparer', async () => {
    const { json } = await write(stageForm())
    const changed = await world.call('PUT', `/v1/projects/drafts/${json.id}`, {
      as: 'tian-le',
      body: stageForm({ title: '又改过' }),
      headers: { 'if-match': '"1"' },
    })
    expect(changed.json.writers).toEqual(['zhao-min', 'tian-le'])
    await submit(json.id, '"2"')
    const { rows } = await world.pool.query('select state from case_view where id = $1', [json.id])
    const parts: { kind: string; person: string | null }[] = rows[0].state.parts
    const preparers = parts.filter(({ kind }) => kind === 'preparer').map(({ person }) => person)
    expect(preparers).toEqual(['zhou-kai', 'zhao-min', 'tian-le'])
  })

  it('that was refused may be corrected and submitted again', async () => {
    const { json } = await write(stageForm({ files: [{ kind: 'other', digest: 'cd'.repeat(32) }] }))
    const refused = await submit(json.id)
    expect(refused.status).toBe(422)
    expect(refused.json.unmet.map(({ code }: { code: string }) => code).sort()).toEqual([
      'documentMissing',
      'sharingChapterMissing',
    ])
    await replace(json.id, stageForm(), '"1"')
    expect((await submit(json.id, '"2"')).status).toBe(201)
  })

  it('is submitted only with the ETag of its latest version', async () => {
    const { json } = await write(stageForm())
    await replace(json.id, stageForm({ title: '改后' }), '"1"')
    expect((await submit(json.id, null)).status).toBe(428)
    expect((await submit(json.id, '"1"')).status).toBe(412)
    expect((await submit(json.id, '"2"')).status).toBe(201)
  })

  it('counts as submitted from when its request is stored, and no longer when that is refused', async () => {
    const { json } = await write(stageForm())
    const submitted = async () =>
      (await world.call('GET', `/v1/projects/drafts/${json.id}`, { as: 'zhao-min' })).json.submittedCase
    await world.pool.query(
      `insert into request (command_id, case_id, action, envelope, received_at, actor, idempotency_key, body_hash,
         sending_until)
       values ($1, 'project/' || $1, 'submitStage', '{}', now(), 'zhou-kai', $1, '', now() + interval '1 hour')`,
      [json.id],
    )
    expect(await submitted()).toBe(`project/${json.id}`)
    expect((await replace(json.id, { title: '晚了' }, '"1"')).status).toBe(409)
    expect((await remove(json.id, '"1"')).status).toBe(409)
    await world.pool.query(`update request set state = 'done', outcome = '{}' where command_id = $1`, [
      json.id,
    ])
    expect(await submitted()).toBe(null)
  })

  it('is removed permanently with the ETag of its latest version, until it is submitted', async () => {
    const { json } = await write({ title: '不该写的' })
    expect((await remove(json.id, null)).status).toBe(428)
    expect((await remove(json.id, '"2"')).status).toBe(412)
    expect((await remove(json.id, '"1"')).status).toBe(204)
    expect((await remove(json.id, '"1"')).status).toBe(404)
    const { rows } = await world.pool.query(`select 1 from draft d where d::text like '%不该写的%'`)
    expect(rows).toEqual([])
    const kept = await write(stageForm())
    await submit(kept.json.id)
    expect((await remove(kept.json.id, '"1"')).status).toBe(409)
  })
})

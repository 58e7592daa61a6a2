import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiWorld, type Json, openApiWorld, tokenFor } from './api-world.ts'
import { DOCX, filesOf, PDF, sha256, someBytes, uploadTo } from './document-files.ts'
import { stageForm } from './stage-form.ts'
import { docxOf } from './zip-making.ts'

let world: ApiWorld
let project: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  const started = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
  project = started.json.id
})
afterAll(() => world.close())

const documents = () => `/v1/projects/${project}/documents`
const get = async (url: string, headers: Record<string, string> = {}, as = 'chen-hao') =>
  world.app.inject({
    url,
    headers: { authorization: `Bearer ${await tokenFor(world.issuer, as)}`, ...headers },
  })

describe('an uploaded document', () => {
  it('is downloaded byte by byte as it was uploaded, under its own name', async () => {
    const content = someBytes()
    const { status, json, headers } = await uploadTo(world, documents(), {
      content,
      name: '可研（终稿）v1.0.pdf',
    })
    expect(status).toBe(201)
    expect(json).toMatchObject({
      kind: 'stageDocument',
      version: 1,
      digest: sha256(content),
      sizeBytes: content.length,
      mediaType: 'application/pdf',
      name: '可研（终稿）v1.0.pdf',
      uploadedBy: { person: 'zhao-min' },
    })
    expect(headers.location).toBe(json.href)
    const answer = await get(json.href, { accept: 'application/pdf' })
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.equals(content)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      etag: `"${sha256(content)}"`,
      'content-length': String(content.length),
    })
    expect(answer.headers['content-disposition']).toContain(
      `filename*=UTF-8''${encodeURIComponent('可研（终稿）v1.0.pdf')}`,
    )
  })

  it('is sent in ranges, and not again if the client has it', async () => {
    const content = someBytes()
    const { json } = await uploadTo(world, documents(), { content })
    const range = async (value: string, more = {}) => get(json.href, { range: value, ...more })
    const part = await range('bytes=5-9')
    expect([part.statusCode, part.headers['content-range']]).toEqual([206, `bytes 5-9/${content.length}`])
    expect(part.rawPayload.equals(content.subarray(5, 10))).toBe(true)
    expect((await range('bytes=-4')).rawPayload.equals(content.subarray(-4))).toBe(true)
    expect((await range(`bytes=${content.length - 2}-`)).rawPayload.length).toBe(2)
    const beyond = await range(`bytes=${content.length}-`)
    expect([beyond.statusCode, beyond.headers['content-range']]).toEqual([416, `bytes */${content.length}`])
    for (const whole of ['bytes=9-5', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=-']) {
      expect((await range(whole)).statusCode, whole).toBe(200)
    }
    expect((await range('bytes=0-1', { 'if-range': '"other"' })).statusCode).toBe(200)
    const known = await get(json.href, { 'if-none-match': `W/"x", "${json.digest}"` })
    expect([known.statusCode, known.payload]).toEqual([304, ''])
  })

  it('keeps all its versions, and is listed with the latest', async () => {
    const first = await uploadTo(world, documents(), { content: someBytes(), kind: 'sharingChapter' })
    const versions = `/v1/documents/${first.json.document}/versions`
    const content = docxOf()
    const next = await uploadTo(world, versions, { content, name: '篇章.docx', type: DOCX })
    expect([next.status, next.json.version, next.json.kind]).toEqual([201, 2, 'sharingChapter'])
    const read = await get(`/v1/documents/${first.json.document}`)
    expect(read.json().versions.map(({ digest }: Json) => digest)).toEqual([
      first.json.digest,
      sha256(content),
    ])
    const list = await get(`${documents()}?limit=200`)
    const found = list.json().items.filter(({ document }: Json) => document === first.json.document)
    expect(found).toMatchObject([{ version: 2, name: '篇章.docx', digest: sha256(content) }])
    expect((await get(first.json.href)).statusCode).toBe(200)
    expect((await get(`${versions}/3`)).statusCode).toBe(404)
  })

  it('is listed page by page', async () => {
    const pages: string[] = []
    let next = `${documents()}?limit=1`
    for (;;) {
      const { items, next: cursor } = (await get(next)).json()
      pages.push(...items.map(({ document }: Json) => document))
      if (!cursor) break
      next = `${documents()}?limit=1&cursor=${cursor}`
    }
    expect(pages).toEqual([...new Set(pages)].sort())
    expect(pages.length).toBeGreaterThan(2)
  })

  it('with the same content as another is stored once', async () => {
    const content = someBytes()
    const before = await filesOf(world)
    const [a, b] = await Promise.all([
      uploadTo(world, documents(), { content }),
      uploadTo(world, documents(), { content, name: '副本.pdf' }),
    ])
    expect([a?.status, b?.status]).toEqual([201, 201])
    expect(a?.json.document).not.toBe(b?.json.document)
    expect((await filesOf(world)).length).toBe(before.length + 1)
  })

  it('is shown with the acts that name its digest', async () => {
    const held = await uploadTo(world, documents(), { content: someBytes() })
    await world.call('POST', `/v1/projects/${project}/admit`, { as: 'chen-hao', body: {} })
    const body = { reason: 'hearing', document: held.json.digest }
    const paused = await world.call('POST', `/v1/projects/${project}/pause-clock`, { as: 'chen-hao', body })
    expect(paused.status).toBe(200)
    const { items } = (await get(`/v1/projects/${project}/timeline?limit=200`)).json()
    const told = items.find(({ event }: Json) => event.type === 'clockPaused')
    expect(told.documents).toMatchObject([
      { digest: held.json.digest, href: held.json.href, name: '可研报告.pdf' },
    ])
    const submitted = items.find(({ event }: Json) => event.type === 'stageSubmitted')
    expect(submitted.documents, 'files that are stored elsewhere').toEqual([])
    expect((await get(`/v1/projects/${project}`)).json().documents).toMatchObject([
      { digest: held.json.digest },
    ])
  })
})

describe('a person', () => {
  it('who may not read the project finds no documents in it, nor by their ids', async () => {
    const { json } = await uploadTo(world, documents(), { content: someBytes() })
    for (const as of ['qian-wei', 'gu-ming', 'shi-yan', 'ma-lan']) {
      expect((await get(documents(), {}, as)).statusCode, as).toBe(404)
      expect((await get(`/v1/documents/${json.document}`, {}, as)).statusCode, as).toBe(404)
      expect((await get(json.href, {}, as)).statusCode, as).toBe(404)
      const content = someBytes()
      expect((await uploadTo(world, documents(), { as, content })).status, as).toBe(404)
      const versions = `/v1/documents/${json.document}/versions`
      const unknown = '/v1/documents/01890a5d-ac96-774b-bcce-b302099a8057/versions'
      const answers = [
        await uploadTo(world, versions, { as, content }),
        await uploadTo(world, unknown, { as, content }),
      ]
      expect(
        answers.map(({ status }) => status),
        as,
      ).toEqual([404, 404])
    }
    const foreign = await get(json.href, {}, 'qian-wei')
    const absent = await get('/v1/documents/01890a5d-ac96-774b-bcce-b302099a8057/versions/1', {}, 'qian-wei')
    expect({ ...foreign.json(), instance: '' }).toEqual({ ...absent.json(), instance: '' })
  })

  it('of another organisation than the uploader’s cannot add a version, but colleagues of the uploader can', async () => {
    const { json } = await uploadTo(world, documents(), { content: someBytes() })
    const versions = `/v1/documents/${json.document}/versions`
    const foreign = await uploadTo(world, versions, { as: 'chen-hao', content: someBytes() })
    expect([foreign.status, foreign.json.type]).toEqual([403, 'urn:tongchou:problem:forbidden'])
    const own = await uploadTo(world, versions, { as: 'zhou-kai', content: someBytes() })
    expect([own.status, own.json.version]).toEqual([201, 2])
    const report = await uploadTo(world, documents(), { as: 'chen-hao', content: someBytes() })
    const theirs = `/v1/documents/${report.json.document}/versions`
    expect((await uploadTo(world, theirs, { as: 'he-jing', content: someBytes() })).status).toBe(201)
    expect((await uploadTo(world, theirs, { content: someBytes() })).status).toBe(403)
  })

  it('who may only read the project cannot upload', async () => {
    const answer = await uploadTo(world, documents(), { as: 'lu-qing', content: someBytes() })
    expect(answer.status).toBe(403)
    expect((await get(documents(), {}, 'lu-qing')).statusCode).toBe(200)
  })

  it('who may write a draft can add documents, which the project then has', async () => {
    const draft = await world.call('POST', '/v1/projects/drafts', { as: 'zhao-min', body: stageForm() })
    const path = `/v1/projects/drafts/${draft.json.id}/documents`
    const { status, json } = await uploadTo(world, path, { content: someBytes() })
    expect(status).toBe(201)
    expect((await get(json.href, {}, 'zhao-min')).statusCode).toBe(200)
    expect((await get(json.href, {}, 'chen-hao')).statusCode, 'not submitted yet').toBe(404)
    expect((await uploadTo(world, path, { as: 'qian-wei', content: PDF })).status).toBe(404)
    expect((await get(path, {}, 'qian-wei')).statusCode).toBe(404)
    await world.call('POST', `/v1/projects/drafts/${draft.json.id}/submit`, {
      as: 'zhou-kai',
      headers: { 'if-match': '"1"' },
    })
    expect((await get(json.href, {}, 'chen-hao')).statusCode).toBe(200)
    const listed = await get(`/v1/projects/${draft.json.id}/documents`)
    expect(listed.json().items).toMatchObject([{ document: json.document }])
    expect((await uploadTo(world, path, { content: PDF })).status).toBe(409)
  })
})

/** Refusals of header fields: each names the field and shows a correct one to copy. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FILE_REFUSALS } from '#api/documents/inspection/file-refusals.ts'
import { type ApiWorld, openApiWorld, tokenFor } from './api-world.ts'
import { named, PDF, uploadTo } from './document-files.ts'
import { stageForm } from './stage-form.ts'

let world: ApiWorld
let path: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
  const draft = await world.call('POST', '/v1/projects/drafts', { as: 'zhao-min', body: stageForm() })
  path = `/v1/projects/drafts/${draft.json.id}/documents`
})
afterAll(() => world.close())

describe('the refusal of a wrong header', () => {
  /** The header field in the sentence, ready to copy. */
  const shown = (field: string, sentence: string): string =>
    new RegExp(`${field}: ([!-~]+(?: [!-~]+)*?)(?= or |[。；\\s]*$)`).exec(sentence)?.[1] ?? ''
  const TYPOGRAPHIC = /[‘’“”–—…]/

  it('shows a Content-Disposition that works when it is pasted, in both languages', async () => {
    for (const header of ['attachment', 'attachment; filename="a.pdf"; filename="b.pdf"']) {
      const refused = await uploadTo(world, path, {
        content: PDF,
        headers: { 'content-disposition': header },
      })
      for (const language of ['en', 'zh']) {
        const disposition = shown('Content-Disposition', refused.json.unmet[0][language])
        const { status, json } = await uploadTo(world, path, {
          content: PDF,
          headers: { 'content-disposition': disposition },
        })
        expect([status, json.name], disposition).toEqual([201, '可研.pdf'])
      }
    }
  })

  it('shows a Content-Type that works when it is pasted, in both languages', async () => {
    const refused = await uploadTo(world, path, { content: PDF, type: 'text/html' })
    for (const language of ['en', 'zh']) {
      const sentence = refused.json.unmet[0][language]
      expect(sentence).toContain('Content-Type: application/pdf ')
      for (const type of ['application/pdf', 'application/octet-stream']) {
        expect(sentence).toContain(type)
        expect((await uploadTo(world, path, { content: PDF, type })).status).toBe(201)
      }
    }
  })

  it('names the field and what it should be for every field that uploads and other requests have', async () => {
    const authorization = `Bearer ${await tokenFor(world.issuer, 'zhao-min')}`
    const drafts = { method: 'POST' as const, url: '/v1/projects/drafts', payload: '{}' }
    const json = { 'content-type': 'application/json' }
    const upload = { method: 'POST' as const, url: `${path}?kind=other`, payload: PDF }
    const rows: [string, object, Record<string, string>][] = [
      ['Content-Encoding', upload, { 'content-encoding': 'gzip', 'content-disposition': named('a.pdf') }],
      ['Content-Encoding', drafts, { ...json, 'content-encoding': 'gzip' }],
      ['Content-Type: application/json', drafts, { 'content-type': 'text/plain' }],
      ['Accept: application/json', upload, { accept: 'text/html', 'content-disposition': named('a.pdf') }],
      [
        'Content-Length: 209715200',
        upload,
        { 'content-length': '209715201', 'content-disposition': named('a.pdf') },
      ],
      ['content-disposition', upload, { 'content-disposition': `attachment; filename=${'a'.repeat(9_000)}` }],
      ['If-Match: "3"', { method: 'PUT' as const, url: path.replace('/documents', ''), payload: '{}' }, json],
    ]
    for (const [field, options, headers] of rows) {
      for (const language of ['en', 'zh']) {
        const answer = await world.app.inject({
          ...options,
          headers: {
            authorization,
            'idempotency-key': crypto.randomUUID(),
            'accept-language': language,
            ...headers,
          },
        })
        expect(answer.json().detail, `${field} ${language}`).toContain(field)
        expect(answer.json().detail).not.toMatch(TYPOGRAPHIC)
      }
    }
  })

  it('contains only characters that can be copied', () => {
    for (const { en, zh } of Object.values(FILE_REFUSALS)) {
      expect(en).toMatch(/^[ -~]+$/)
      expect(zh).not.toMatch(TYPOGRAPHIC)
    }
  })
})

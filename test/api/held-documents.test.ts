/** If the policy requires uploads, an act may name only documents of its project, also without the API. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { contentHash } from '#wire/content-hash.ts'
import { actUpdate } from '#workflows/messages.ts'
import { type Answer, type ApiWorld, type Json, openApiWorld } from './api-world.ts'
import { someBytes, uploadTo } from './document-files.ts'
import { DIGEST, stageForm } from './stage-form.ts'

let world: ApiWorld
let id: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  const policy = {
    ...{ version: 'held', effectiveFrom: '2020-03-01', appliesToRunningCases: false, source: 'test' },
    values: { documentsHeldHere: true },
  }
  const loaded = await world.call('POST', '/v1/reference/policies', { as: 'shi-yan', body: policy })
  expect(loaded.status, JSON.stringify(loaded.json)).toBe(201)
  const draft = await written()
  const form = stageForm({ files: await filesIn(`/v1/projects/drafts/${draft.id}/documents`) })
  id = (await submitted(draft, form)).json.id
  expect((await act('admit', {})).status).toBe(200)
})
afterAll(() => world.close())

const written = async (): Promise<{ id: string; etag: string }> => {
  const { json, headers } = await world.call('POST', '/v1/projects/drafts', {
    as: 'zhao-min',
    body: stageForm(),
  })
  return { id: json.id, etag: String(headers.etag) }
}

async function submitted({ id: draft, etag }: { id: string; etag: string }, form: object): Promise<Answer> {
  const path = `/v1/projects/drafts/${draft}`
  const saved = await world.call('PUT', path, { as: 'zhao-min', body: form, headers: { 'if-match': etag } })
  const headers = { 'if-match': String(saved.headers.etag) }
  return world.call('POST', `${path}/submit`, { as: 'zhou-kai', headers })
}

async function filesIn(path: string): Promise<{ kind: string; digest: string }[]> {
  const files: { kind: string; digest: string }[] = []
  for (const kind of ['stageDocument', 'sharingChapter']) {
    const { json } = await uploadTo(world, path, { content: someBytes(), kind })
    files.push({ kind, digest: json.digest })
  }
  return files
}

const act = (name: string, body: object, as = 'chen-hao') =>
  world.call('POST', `/v1/projects/${id}/${name}`, { as, body })
const pause = (document: string) => ({ reason: 'hearing', document })

describe('a document that an act names', () => {
  it('is one that was uploaded to the project or to its draft', async () => {
    const { json } = await uploadTo(world, `/v1/projects/${id}/documents`, {
      ...{ as: 'chen-hao', content: someBytes() },
    })
    expect((await act('pause-clock', pause(json.digest))).status).toBe(200)
    expect((await act('resume-clock', pause(json.digest))).status).toBe(200)
  })

  it('is refused with its place in the body when the project has no document with that content', async () => {
    const other = await written()
    const elsewhere = await uploadTo(world, `/v1/projects/drafts/${other.id}/documents`, {
      content: someBytes(),
    })
    for (const digest of [DIGEST, elsewhere.json.digest as string]) {
      const { status, json } = await act('pause-clock', pause(digest))
      expect([status, json.errors]).toMatchObject([
        422,
        [{ pointer: '/document', code: 'unknown-reference', detail_zh: expect.stringContaining('上传') }],
      ])
      const tried = await world.call('POST', `/v1/projects/${id}/pause-clock`, {
        ...{ as: 'chen-hao', body: pause(digest), headers: { 'dry-run': 'true' } },
      })
      expect(tried.status).toBe(422)
    }
  })

  it('is also checked when a project is submitted', async () => {
    const draft = await written()
    const refused = await submitted(draft, stageForm())
    const places = refused.json.errors.map(({ pointer }: Json) => pointer)
    expect([refused.status, places]).toEqual([422, ['/files/0/digest', '/files/1/digest']])
    const direct = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
    expect(direct.status).toBe(422)
  })

  it('is also checked by the record, for messages that are sent directly to Temporal', async () => {
    const body = pause(DIGEST)
    const envelope = {
      ...{ commandId: randomUUID(), action: 'pauseClock', actor: 'chen-hao', role: 'approver' },
      ...{ org: 'ndrc-hightech', case: `project/${id}`, round: null, issuedAt: new Date().toISOString() },
      ...{ body, contentHash: contentHash(body) },
    }
    const refusal = await world.temporal.workflow
      .getHandle(`project/${id}`)
      .executeUpdate(actUpdate, { args: [envelope as never] })
      .catch((error: { cause?: { details?: [{ unmet: unknown }] } }) => error.cause?.details?.[0].unmet)
    expect(refusal).toEqual([{ code: 'documentNotHeld', params: { pointer: '/document', id: DIGEST } }])
  })
})

it('uploads are required by default', () => {
  expect(POLICY_V1.values.documentsHeldHere).toBe(true)
})

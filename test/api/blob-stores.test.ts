/** Both blob stores with the same tests, and the API with the S3 store. */
import { randomBytes } from 'node:crypto'
import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { storeOf } from '#api/documents/chosen-store.ts'
import type { BlobStore } from '#api/documents/store.ts'
import { hasGo } from '#stack/go-build.ts'
import { configFrom } from '#wire/config.ts'
import { type S3Service, startS3 } from '../s3/s3-service.ts'
import { openApiWorld, tokenFor } from './api-world.ts'
import { sha256, someBytes, uploadTo } from './document-files.ts'
import { stageForm } from './stage-form.ts'

const FIRST_BUILD_MS = 600_000
/** The service must be built with Go, which may be missing if the Temporal server was downloaded. */
const withS3 = hasGo()

let s3: S3Service
let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tongchou-stores-'))
  if (withS3) s3 = await startS3()
}, FIRST_BUILD_MS)
afterAll(async () => {
  await s3?.stop()
  await rm(root, { recursive: true, force: true })
})

const ELSEWHERE = { DATABASE_URL: 'postgres://none', TEMPORAL_ADDRESS: 'none:1', TEMPORAL_NAMESPACE: 'none' }
const inFolder = () => storeOf(configFrom({ ...ELSEWHERE, DOCUMENTS_FOLDER: join(root, 'folder') }))
const inBucket = (endpoint = s3.endpoint, receiving = 'receiving') =>
  storeOf(
    configFrom({
      ...ELSEWHERE,
      DOCUMENTS_FOLDER: join(root, receiving),
      S3_BUCKET: s3.bucket,
      S3_ENDPOINT: endpoint,
      S3_PATH_STYLE: '1',
    }),
  )

const whole = (content: Buffer) => ({ start: 0, end: content.length - 1 })
const stored = (content: Buffer) => ({ digest: sha256(content), sizeBytes: content.length })
const read = async (stream: Promise<Readable>): Promise<Buffer> => buffer(await stream)

async function kept(store: BlobStore, content: Buffer, digest = sha256(content)): Promise<string> {
  const path = await store.newIncoming()
  await writeFile(path, content)
  await store.keep(digest, path)
  return path
}

describe.each([
  { place: 'a folder', open: inFolder, isThere: true },
  { place: 'a bucket', open: () => inBucket(), isThere: withS3 },
])('contents in $place', ({ open, isThere }) => {
  beforeEach(({ skip }) => skip(!isThere, 'no Go to build the service'))

  it('can be read whole and in ranges, and leave nothing in the folder for incoming files', async () => {
    const store = await open()
    const content = randomBytes(3_000_000)
    const incoming = await kept(store, content)
    await expect(access(incoming)).rejects.toThrow('ENOENT')
    expect((await read(store.open(stored(content), whole(content)))).equals(content)).toBe(true)
    const part = await read(store.open(stored(content), { start: 1_000, end: 1_009 }))
    expect(part.equals(content.subarray(1_000, 1_010))).toBe(true)
  })

  it('can be stored again, in parallel or later', async () => {
    const store = await open()
    const content = randomBytes(10_000)
    await Promise.all([kept(store, content), kept(store, content), kept(store, content)])
    await kept(store, content)
    expect((await read(store.open(stored(content), whole(content)))).equals(content)).toBe(true)
  })

  it('are never replaced by another content with the same digest', async () => {
    const store = await open()
    const content = randomBytes(500)
    await kept(store, content)
    await expect(kept(store, randomBytes(400), sha256(content))).rejects.toThrow('damaged')
    expect((await read(store.open(stored(content), whole(content)))).equals(content)).toBe(true)
  })

  it('that do not exist, or have an invalid digest as name, give an error and no empty file', async () => {
    const store = await open()
    await expect(read(store.open(stored(randomBytes(10)), { start: 0, end: 9 }))).rejects.toThrow('missing')
    await expect(kept(store, randomBytes(8), '../../etc/passwd')).rejects.toThrow('not a digest')
    const outside = { digest: '..', sizeBytes: 10 }
    await expect((async () => store.open(outside, { start: 0, end: 9 }))()).rejects.toThrow('not a digest')
  })
})

describe.skipIf(!withS3)('a bucket', () => {
  it('refuses a content that does not match its digest', async () => {
    const store = await inBucket()
    const content = randomBytes(8)
    await expect(kept(store, randomBytes(8), sha256(content))).rejects.toThrow()
    await expect(read(store.open(stored(content), whole(content)))).rejects.toThrow('missing')
  })

  it('serves the uploads and downloads of the API', async () => {
    const world = await openApiWorld({ withWorker: true, blobs: await inBucket() })
    try {
      const started = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
      const content = someBytes()
      const { status, json } = await uploadTo(world, `/v1/projects/${started.json.id}/documents`, {
        content,
      })
      expect([status, json.digest]).toEqual([201, sha256(content)])
      const authorization = `Bearer ${await tokenFor(world.issuer, 'chen-hao')}`
      const answer = await world.app.inject({ url: json.href, headers: { authorization } })
      expect(answer.rawPayload.equals(content)).toBe(true)
      const range = { authorization, range: 'bytes=2-4' }
      const part = await world.app.inject({ url: json.href, headers: range })
      expect([part.statusCode, part.rawPayload.toString()]).toEqual([206, content.toString('latin1', 2, 5)])
      expect(await readdir(world.folder)).toEqual([])
    } finally {
      await world.close()
    }
  })

  it('that is unreachable: the sender is asked to retry later, and nothing is stored', async () => {
    const world = await openApiWorld({
      withWorker: true,
      blobs: await inBucket('http://127.0.0.1:9', 'lonely'),
    })
    try {
      const started = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
      const path = `/v1/projects/${started.json.id}/documents`
      const { status, headers } = await uploadTo(world, path, { content: someBytes() })
      expect([status, headers['retry-after']]).toEqual([503, '30'])
      const { json } = await world.call('GET', path, { as: 'chen-hao' })
      expect(json.items).toEqual([])
      expect(await readdir(join(root, 'lonely', 'incoming'))).toEqual([])
    } finally {
      await world.close()
    }
  })
})

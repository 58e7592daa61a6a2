/** Contents that were changed, shortened or lost in the store: a download never ends as if they were complete. */
import { randomUUID } from 'node:crypto'
import { appendFile, mkdtemp, open, readdir, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkedContent } from '#api/documents/checked-content.ts'
import { storeOf } from '#api/documents/chosen-store.ts'
import { hasGo } from '#stack/go-build.ts'
import { configFrom } from '#wire/config.ts'
import { type S3Service, startS3 } from '../s3/s3-service.ts'
import { type ApiWorld, type Json, openApiWorld } from './api-world.ts'
import { sha256, uploadTo } from './document-files.ts'
import { asked, type Came, came, download } from './downloads.ts'

const FIRST_BUILD_MS = 600_000
const withS3 = hasGo()
const ELSEWHERE = { DATABASE_URL: 'postgres://none', TEMPORAL_ADDRESS: 'none:1', TEMPORAL_NAMESPACE: 'none' }

let s3: S3Service
beforeAll(async () => {
  if (withS3) s3 = await startS3()
}, FIRST_BUILD_MS)
afterAll(() => s3?.stop())

let world: ApiWorld
let path: string
/** The folder for incoming files of an S3 store. */
let receiving: string
let log: { error: ReturnType<typeof vi.spyOn> }

async function openWorld(place: string): Promise<void> {
  receiving = await mkdtemp(join(tmpdir(), 'tongchou-receiving-'))
  const settings = {
    DOCUMENTS_FOLDER: receiving,
    S3_BUCKET: s3?.bucket,
    S3_ENDPOINT: s3?.endpoint,
    S3_PATH_STYLE: '1',
  }
  const blobs = place === 'a bucket' ? await storeOf(configFrom({ ...ELSEWHERE, ...settings })) : undefined
  world = await openApiWorld({ withWorker: false, ...(blobs ? { blobs } : {}) })
  const draft = await world.call('POST', '/v1/projects/drafts', { as: 'zhao-min', body: { title: '草稿' } })
  path = `/v1/projects/drafts/${draft.json.id}/documents`
  await world.app.listen({ host: '127.0.0.1', port: 0 })
}

async function closeWorld(): Promise<void> {
  await world.close()
  await rm(receiving, { recursive: true })
}

const problemIn = ({ body }: Came): Json => JSON.parse(body.toString())
const counted = async (damage: string): Promise<number> => {
  const metric = (await world.app.metrics.getMetricsAsJSON()).find(({ name }) =>
    name.startsWith('tongchou_damaged'),
  )
  const value = (metric as Json).values.find(({ labels }: Json) => labels.damage === damage)
  return value?.value ?? 0
}
const logged = (): Json[] => log.error.mock.calls.map(([fields]: unknown[]) => fields)

async function overwrite(file: string, at: number): Promise<void> {
  const handle = await open(file, 'r+')
  const byte = Buffer.alloc(1)
  await handle.read(byte, 0, 1, at)
  await handle.write(Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, at)
  await handle.close()
}

const MEBIBYTE = 1024 ** 2
/** A unique text. */
const someText = (size: number): Buffer => {
  const start = `${randomUUID()}\n`
  return Buffer.from(start + 'a'.repeat(size - start.length))
}

describe.each([
  { place: 'a folder', isThere: true },
  { place: 'a bucket', isThere: withS3 },
])('of a content in $place', ({ place, isThere }) => {
  beforeAll(async () => {
    if (isThere) await openWorld(place)
  })
  afterAll(async () => {
    if (isThere) await closeWorld()
  })
  beforeEach(({ skip }) => {
    skip(!isThere, 'no Go to build the service')
    log = { error: vi.spyOn(world.app.log, 'error') }
  })
  afterEach(() => vi.restoreAllMocks())

  const fileOf = (digest: string): string =>
    place === 'a bucket'
      ? join(s3.folder, digest)
      : join(world.folder, digest.slice(0, 2), digest.slice(2, 4), digest)

  async function kept(content: Buffer): Promise<{ href: string; file: string; digest: string; about: Json }> {
    const sent = { content, name: '文本.txt', type: 'text/plain', kind: 'other' }
    const { status, json } = await uploadTo(world, path, sent)
    expect(status).toBe(201)
    return { href: json.href, digest: json.digest, file: fileOf(json.digest), about: json }
  }

  it.each([
    ['its first byte', 0],
    ['its middle', MEBIBYTE / 2],
    ['its last byte', MEBIBYTE - 1],
  ])('%s changed: the end is never sent, and the log and a metric name the content', async (_where, at) => {
    const content = someText(MEBIBYTE)
    const { href, file, digest, about } = await kept(content)
    const intact = await download(world, href)
    expect([intact.status, intact.isWhole, intact.body.equals(content)]).toEqual([200, true, true])
    await overwrite(file, at)
    const before = await counted('otherBytes')
    const { status, headers, body, isWhole } = await download(world, href)
    expect({ status, length: headers['content-length'], isWhole }).toEqual({
      status: 200,
      length: String(MEBIBYTE),
      isWhole: false,
    })
    expect(body.length).toBeLessThan(MEBIBYTE)
    expect(await counted('otherBytes')).toBe(before + 1)
    expect(logged()).toContainEqual(
      expect.objectContaining({
        event: 'contentDamaged',
        damage: 'otherBytes',
        digest,
        holder: expect.stringMatching(/^[0-9a-f-]{36}$/),
        document: about.document,
        version: 1,
      }),
    )
  })

  it('that is small, nothing is sent: the answer reports the damage instead', async () => {
    const { href, file } = await kept(someText(500))
    await overwrite(file, 250)
    const answer = await download(world, href)
    expect([answer.status, answer.headers['retry-after'], answer.isWhole]).toEqual([503, '300', true])
    expect(problemIn(answer)).toMatchObject({ type: 'urn:tongchou:problem:unavailable' })
    expect(answer.headers.etag, 'no cache stores the answer as the content').toBeUndefined()
    expect(answer.headers['content-disposition']).toBeUndefined()
  })

  it.each([
    ['cut off', (file: string) => truncate(file, MEBIBYTE - 1)],
    ['empty', (file: string) => truncate(file, 0)],
    ['longer than it was', (file: string) => appendFile(file, 'more')],
  ])('%s: the answer reports it, for ranges, too', async (_how, damage) => {
    const { href, file, digest } = await kept(someText(MEBIBYTE))
    await damage(file)
    for (const headers of [{}, { range: 'bytes=0-9' }, { range: 'bytes=-5' }] as Record<string, string>[]) {
      const answer = await download(world, href, headers)
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '300'])
      expect(answer.headers['content-range']).toBeUndefined()
    }
    expect(logged()).toContainEqual(expect.objectContaining({ damage: 'otherSize', digest }))
  })

  it('lost: the answer reports it, and differs from that for an unknown document', async () => {
    const { href, file, digest } = await kept(someText(MEBIBYTE))
    await rm(file)
    const answer = await download(world, href)
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '300'])
    expect(problemIn(answer).detail).toMatch(/缺失或已损坏/)
    expect(logged()).toContainEqual(expect.objectContaining({ damage: 'missing', digest }))
    expect((await download(world, `${href}9`)).status).toBe(404)
  })

  it('ranges are sent unchecked but with the right length, and a range that is the whole content is checked', async () => {
    const content = someText(MEBIBYTE)
    const { href, file } = await kept(content)
    await overwrite(file, 100)
    const part = await download(world, href, { range: 'bytes=200000-200009' })
    expect([part.status, part.isWhole]).toEqual([206, true])
    expect(part.body.equals(content.subarray(200_000, 200_010))).toBe(true)
    const whole = await download(world, href, { range: 'bytes=0-' })
    expect([whole.status, whole.isWhole]).toEqual([206, false])
  })

  it('If-None-Match is answered with 304, also for a damaged content', async () => {
    const { href, file, digest } = await kept(someText(500))
    await rm(file)
    expect((await download(world, href, { 'if-none-match': `"${digest}"` })).status).toBe(304)
  })

  it.each([
    ['cut off', 'otherSize', (file: string) => truncate(file, 100)],
    ['changed', 'otherBytes', (file: string) => overwrite(file, 100)],
  ])(
    'that is uploaded again while the stored one is %s: the sender gets an error, and nothing is replaced',
    async (_how, damage, harm) => {
      const content = someText(500)
      const { file, digest } = await kept(content)
      await harm(file)
      const before = await readFile(file)
      const sent = { content, name: '文本.txt', type: 'text/plain', kind: 'other' }
      const { status, headers } = await uploadTo(world, path, sent)
      expect([status, headers['retry-after']]).toEqual([503, '300'])
      expect(logged()).toContainEqual(expect.objectContaining({ damage, digest }))
      expect((await readFile(file)).equals(before)).toBe(true)
      const folder = place === 'a bucket' ? receiving : world.folder
      expect(await readdir(join(folder, 'incoming'))).toEqual([])
    },
  )
})

describe('a content that is shortened while it is sent', () => {
  beforeAll(() => openWorld('a folder'))
  afterAll(closeWorld)

  it('breaks the connection, and is reported in another way than an abort by the reader', async () => {
    log = { error: vi.spyOn(world.app.log, 'error') }
    const content = someText(32 * MEBIBYTE)
    const sent = { content, name: '文本.txt', type: 'text/plain', kind: 'other' }
    const { json } = await uploadTo(world, path, sent)
    const left = await asked(world, json.href)
    left.destroy()
    const answer = await asked(world, json.href)
    // Nothing is read yet, so most of it is still on the disk.
    await truncate(
      join(world.folder, json.digest.slice(0, 2), json.digest.slice(2, 4), json.digest),
      MEBIBYTE,
    )
    const { isWhole, body } = await came(answer)
    expect([isWhole, body.length < content.length]).toEqual([false, true])
    expect([await counted('cutOff'), await counted('otherBytes')]).toEqual([1, 0])
    vi.restoreAllMocks()
  })

  it('is given up when no more data arrive', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const stalled = new Readable({ read: () => undefined })
      const content = buffer(
        checkedContent(stalled, { digest: sha256(Buffer.from('a')), length: 1, isWhole: true }),
      )
      const outcome = expect(content).rejects.toMatchObject({
        slug: 'unavailable',
        cause: new Error('no data arrived in time'),
      })
      vi.advanceTimersByTime(30_000)
      await outcome
      expect(stalled.destroyed).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })
})

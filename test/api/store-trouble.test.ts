/** When the store of documents fails: it is reported immediately, and works again without a restart. */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildApp } from '#api/app.ts'
import { storeOf } from '#api/documents/chosen-store.ts'
import { folderStore } from '#api/documents/folder-store.ts'
import type { BlobStore } from '#api/documents/store.ts'
import { hasGo } from '#stack/go-build.ts'
import { configFrom } from '#wire/config.ts'
import { type S3Service, startS3 } from '../s3/s3-service.ts'
import { type Answer, type ApiWorld, type Json, openApiWorld, send, tokenFor } from './api-world.ts'
import { PDF, someBytes, uploadTo } from './document-files.ts'

const FIRST_BUILD_MS = 600_000
const withS3 = hasGo()

let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'tongchou-trouble-'))
})
afterAll(() => rm(base, { recursive: true }))

let world: ApiWorld
let path: string
async function openWorld(blobs: BlobStore): Promise<void> {
  world = await openApiWorld({ withWorker: false, blobs })
  const draft = await world.call('POST', '/v1/projects/drafts', { as: 'zhao-min', body: { title: '草稿' } })
  path = `/v1/projects/drafts/${draft.json.id}/documents`
}

const upload = (content = someBytes()): Promise<Answer> => uploadTo(world, path, { content, kind: 'other' })
const get = (href: string): Promise<Answer> => world.call('GET', href, { as: 'zhao-min' })
const ready = async (): Promise<Json> => {
  const { status, json } = await send(world.app, { method: 'GET', url: '/readyz' })
  return { status, says: json.status, documents: json.documents }
}
const notNow = (answer: Answer): void => {
  expect([answer.status, answer.headers['retry-after'], answer.json.type]).toEqual([
    503,
    '30',
    'urn:tongchou:problem:unavailable',
  ])
  expect(answer.json.detail).toMatch(/文件存储暂不可用/)
}
const FINE = { status: 200, says: 'ready', documents: 'ok' }
const degraded = (documents: string) => ({ status: 200, says: 'degraded', documents })

describe('a folder that disappears', () => {
  let root: string
  beforeAll(async () => {
    root = await mkdtemp(join(base, 'folder-'))
    await openWorld(folderStore(root))
  })
  afterAll(() => world.close())

  it('is reported to senders, readers, operators and the log, is not created again, and is used when it is back', async () => {
    const { json } = await upload()
    expect(await ready()).toEqual(FINE)
    const error = vi.spyOn(world.app.log, 'error')
    await rename(root, `${root}-away`)
    notNow(await upload())
    notNow(await get(json.href))
    expect(await ready()).toEqual(degraded('folder missing'))
    await expect(stat(root), 'files in a newly created folder would be lost').rejects.toThrow('ENOENT')
    const said = error.mock.calls.map(([fields]) => String((fields as Json).err?.cause))
    expect(said.filter((cause) => cause.includes('ENOENT')).length).toBe(2)
    expect(
      (await world.call('GET', '/v1/projects/drafts', { as: 'zhao-min' })).status,
      'everything else continues',
    ).toBe(200)
    await rename(`${root}-away`, root)
    expect((await upload()).status).toBe(201)
    expect((await get(json.href)).status).toBe(200)
    expect(await ready()).toEqual(FINE)
    error.mockRestore()
  })

  it('is created again if it is only the folder for incoming files', async () => {
    await rm(join(root, 'incoming'), { recursive: true })
    expect((await upload()).status).toBe(201)
  })
})

describe('a folder that cannot be created', () => {
  it('prevents only documents, not the start, and is created when that becomes possible', async () => {
    const above = join(base, 'above')
    await writeFile(above, 'a file where a folder is to be')
    await openWorld(folderStore(join(above, 'documents')))
    notNow(await upload())
    expect(await ready()).toEqual(degraded('ENOTDIR'))
    await rm(above)
    expect((await upload()).status).toBe(201)
    await world.close()
  })
})

/** Mounts a separate file system; false if this user may not do that. */
function mounted(target: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tongchou-test', target], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('a disk', () => {
  let disk: string
  let isMounted = false
  beforeAll(async () => {
    disk = await mkdtemp(join(base, 'disk-'))
    isMounted = mounted(disk, 'size=2m')
    await openWorld(folderStore(join(disk, 'documents')))
  })
  afterAll(async () => {
    await world.close()
    if (isMounted) execFileSync('umount', ['-l', disk])
  })
  beforeEach(({ skip }) => skip(!isMounted, 'nothing may be mounted here'))

  it('that is full is reported, and nothing of the file stays', async () => {
    const large = Buffer.concat([PDF, Buffer.alloc(3 * 1024 ** 2, ' '), PDF])
    notNow(await upload(large))
    expect(await readdir(join(disk, 'documents', 'incoming'))).toEqual([])
    expect((await upload()).status, 'a small file still fits').toBe(201)
    expect(await ready(), 'a file of the maximum size does not fit').toEqual(degraded('disk full'))
  })

  it('that becomes read-only is reported, and can still be read', async () => {
    const { json } = await upload()
    execFileSync('mount', ['-o', 'remount,ro', disk])
    notNow(await upload())
    expect(await ready()).toEqual(degraded('read-only'))
    expect((await get(json.href)).status).toBe(200)
    execFileSync('mount', ['-o', 'remount,rw', disk])
    expect((await upload()).status).toBe(201)
  })
})

describe.skipIf(!withS3)('a bucket', () => {
  let s3: S3Service
  beforeAll(async () => {
    s3 = await startS3()
  }, FIRST_BUILD_MS)
  afterAll(() => s3.stop())
  afterEach(async () => {
    process.env.AWS_SECRET_ACCESS_KEY = 'only-for-this-test'
    await world.close()
  })

  const inBucket = (settings: Record<string, string> = {}): Promise<BlobStore> =>
    storeOf(
      configFrom({
        ...{ DATABASE_URL: 'postgres://none', TEMPORAL_ADDRESS: 'none:1', TEMPORAL_NAMESPACE: 'none' },
        DOCUMENTS_FOLDER: join(base, 'receiving'),
        ...{ S3_BUCKET: s3.bucket, S3_ENDPOINT: s3.endpoint, S3_PATH_STYLE: '1', ...settings },
      }),
    )
  const nothingLeft = async () => expect(await readdir(join(base, 'receiving', 'incoming'))).toEqual([])

  it('that can be used is reported as ready', async () => {
    await openWorld(await inBucket())
    expect(await ready()).toEqual(FINE)
    expect((await upload()).status).toBe(201)
  })

  it('that refuses these credentials is reported, also to readers', async () => {
    await openWorld(await inBucket())
    const { json } = await upload()
    await world.app.close()
    process.env.AWS_SECRET_ACCESS_KEY = 'another'
    const app = await buildApp({ ...world.deps, blobs: await inBucket() })
    world = { ...world, app, call: async (method, url, call) => callOn(app, { method, url, as: call?.as }) }
    notNow(await upload())
    notNow(await get(json.href))
    expect(await ready()).toEqual(degraded('refused with 403'))
    await nothingLeft()
  })

  it('that does not exist is reported', async () => {
    await openWorld(await inBucket({ S3_BUCKET: 'nowhere' }))
    notNow(await upload())
    expect(await ready()).toEqual(degraded('refused with 404'))
    await nothingLeft()
  })

  it('that does not answer is reported', async () => {
    await openWorld(await inBucket({ S3_ENDPOINT: 'http://127.0.0.1:9' }))
    notNow(await upload())
    expect(await ready()).toEqual(degraded('no answer'))
    await nothingLeft()
  })
})

async function callOn(
  app: ApiWorld['app'],
  { method, url, as }: { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; url: string; as: string | undefined },
): Promise<Answer> {
  const authorization = `Bearer ${await tokenFor(world.issuer, as ?? 'zhao-min')}`
  return send(app, { method, url, headers: { authorization } })
}

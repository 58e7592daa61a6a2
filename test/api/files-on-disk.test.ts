/** The folder of documents: its permissions, its content, and the left-overs of interrupted uploads. */
import { randomBytes, randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { type ClientRequest, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildApp } from '#api/app.ts'
import { folderStore } from '#api/documents/folder-store.ts'
import type { BlobStore } from '#api/documents/store.ts'
import { type ApiWorld, openApiWorld, tokenFor } from './api-world.ts'
import { filesOf, named, PDF, someBytes, uploadTo } from './document-files.ts'

let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'tongchou-on-disk-'))
})
afterAll(() => rm(base, { recursive: true }))

let world: ApiWorld
let path: string
async function openWorld(blobs: BlobStore): Promise<void> {
  world = await openApiWorld({ withWorker: false, blobs })
  const draft = await world.call('POST', '/v1/projects/drafts', { as: 'zhao-min', body: { title: '草稿' } })
  path = `/v1/projects/drafts/${draft.json.id}/documents`
}

describe('left-overs of interrupted uploads', () => {
  let root: string
  let incoming: string
  beforeEach(async () => {
    root = await mkdtemp(join(base, 'left-'))
    incoming = join(root, 'incoming')
    await mkdir(incoming)
  })

  async function leftOver(minutes: number, name: string = randomUUID()): Promise<string> {
    const file = join(incoming, name)
    await writeFile(file, 'half')
    const at = new Date(Date.now() + -60_000 * minutes)
    await utimes(file, at, at)
    return name
  }

  it('are removed when they are an hour old; newer ones and other files stay', async () => {
    await leftOver(61)
    const young = await leftOver(59)
    const foreign = await leftOver(9_999, 'notes.txt')
    await mkdir(join(incoming, randomUUID()))
    expect(await folderStore(root).removeLeftOvers()).toBe(1)
    const left = await readdir(incoming)
    expect(left).toEqual(expect.arrayContaining([young, foreign]))
    expect(left.length).toBe(3)
  })

  it('can be removed by several instances at the same time', async () => {
    for (let n = 0; n < 50; n += 1) await leftOver(90)
    const stores = [folderStore(root), folderStore(root), folderStore(root)]
    await Promise.all(stores.map((store) => store.removeLeftOvers()))
    expect(await readdir(incoming)).toEqual([])
  })

  it('are dated by the clock of the disk: a machine two days ahead removes no current upload', async () => {
    const young = await leftOver(0)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 48 * 3_600_000 })
    try {
      expect(await folderStore(root).removeLeftOvers()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
    expect(await readdir(incoming)).toEqual([young])
  })

  it('are checked a thousand at a time', async () => {
    for (let n = 0; n < 1_100; n += 1) await leftOver(90)
    const store = folderStore(root)
    const first = await store.removeLeftOvers()
    expect(first).toBeLessThanOrEqual(1_000)
    expect(first + (await store.removeLeftOvers())).toBe(1_100)
  })

  it('are removed while the process runs, but not the current upload of another instance', async () => {
    // The test advances the timer of the sweep.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      await openWorld(folderStore(root))
      const other = await buildApp({ ...world.deps, blobs: folderStore(root), instance: randomUUID() })
      await other.listen({ host: '127.0.0.1', port: 0 })
      const sending = await startUpload((other.server.address() as AddressInfo).port)
      await vi.waitFor(async () => expect((await readdir(incoming)).length).toBe(1))
      const [underWay = ''] = await readdir(incoming)
      await leftOver(90)
      vi.advanceTimersByTime(600_000)
      await vi.waitFor(async () => expect(await readdir(incoming)).toEqual([underWay]))
      const answered = new Promise((resolve) =>
        sending.on('response', ({ statusCode }) => resolve(statusCode)),
      )
      sending.end(PDF.subarray(10))
      expect(await answered).toBe(201)
      await other.close()
      await world.close()
    } finally {
      vi.useRealTimers()
    }
  })

  async function startUpload(port: number): Promise<ClientRequest> {
    const headers = {
      authorization: `Bearer ${await tokenFor(world.issuer, 'zhao-min')}`,
      'content-type': 'application/pdf',
      'content-disposition': named('a.pdf'),
      'content-length': PDF.length,
    }
    const sending = request({
      host: '127.0.0.1',
      port,
      path: `${path}?kind=other`,
      method: 'POST',
      agent: false,
      headers,
    })
    sending.write(PDF.subarray(0, 10))
    return sending
  }
})

describe('a file on the disk', () => {
  const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777

  it.each([0o000, 0o077, 0o777])(
    'is readable and usable only for this user, under the umask %s',
    async (umask) => {
      const root = join(base, `umask-${umask}`, 'documents')
      const before = process.umask(umask)
      try {
        await openWorld(folderStore(root))
        expect((await uploadTo(world, path, { content: someBytes(), kind: 'other' })).status).toBe(201)
      } finally {
        process.umask(before)
      }
      await world.close()
      const folders = (await readdir(root, { recursive: true, withFileTypes: true })).filter((one) =>
        one.isDirectory(),
      )
      expect(folders.length, 'incoming, and two above the content').toBe(3)
      for (const one of [root, ...folders.map(({ parentPath, name }) => join(parentPath, name))])
        expect(await modeOf(one), one).toBe(0o700)
      const [file = '', ...others] = await filesOf({ ...world, folder: root })
      expect([await modeOf(file), others]).toEqual([0o400, []])
      expect(basename(file), 'the digest instead of its name').toMatch(/^[0-9a-f]{64}$/)
    },
  )

  it('in a folder that the operator made has the permissions that the operator gave it', async () => {
    const root = await mkdtemp(join(base, 'given-'))
    await chmod(root, 0o750)
    const store = folderStore(root)
    await writeFile(await store.newIncoming(), randomBytes(3))
    expect(await modeOf(root)).toBe(0o750)
  })
})

/** Large, slow and broken uploads over real connections. */
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ApiWorld, openApiWorld, tokenFor } from './api-world.ts'
import { filesOf, named, PDF } from './document-files.ts'

const PEOPLE = ['zhao-min', 'zhou-kai', 'tian-le', 'luo-jun', 'cao-rong']

let world: ApiWorld
let port: number
/** Each person uploads to another draft. */
const ways = new Map<string, { path: string; authorization: string }>()
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
  for (const as of PEOPLE) {
    const draft = await world.call('POST', '/v1/projects/drafts', { as, body: { title: '草稿' } })
    const path = `/v1/projects/drafts/${draft.json.id}/documents?kind=other`
    ways.set(as, { path, authorization: `Bearer ${await tokenFor(world.issuer, as)}` })
  }
  await world.app.listen({ host: '127.0.0.1', port: 0 })
  port = (world.app.server.address() as AddressInfo).port
})
afterAll(() => world.close())

const MEBIBYTE = Buffer.alloc(1024 ** 2, 'a\n')

function upload(headers: Record<string, string | number> = {}, as = 'zhao-min'): ClientRequest {
  const { path, authorization } = ways.get(as) ?? {}
  const sending = request({
    ...{ host: '127.0.0.1', port, path, method: 'POST', agent: false },
    headers: {
      ...{ authorization },
      'content-type': 'text/plain',
      'content-disposition': named('长.txt'),
      ...headers,
    },
  })
  sending.on('error', () => undefined)
  return sending
}

async function send(sending: ClientRequest, mebibytes: number): Promise<number> {
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>
  for (let n = 0; n < mebibytes && !sending.destroyed; n += 1) {
    if (!sending.write(MEBIBYTE)) await Promise.race([once(sending, 'drain'), answered, sleep(5_000)])
  }
  sending.end()
  const [answer] = await answered
  answer.resume()
  await once(answer, 'end')
  return answer.statusCode ?? 0
}

describe('an upload', () => {
  it('of 201 MiB ends with 413, is not held in memory, and leaves nothing', async () => {
    const before = process.memoryUsage().rss
    let most = before
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss)
    }, 20)
    expect(await send(upload(), 201)).toBe(413)
    clearInterval(watch)
    expect((most - before) / 1024 ** 2, 'MiB more than before').toBeLessThan(100)
    await vi.waitFor(async () => expect(await filesOf(world)).toEqual([]))
  })

  it('that announces 201 MiB is refused immediately', async () => {
    const sending = upload({ 'content-length': 201 * 1024 ** 2 })
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>
    sending.write(MEBIBYTE)
    expect((await answered)[0].statusCode).toBe(413)
    sending.destroy()
  })

  it('of 64 MiB is accepted and can be downloaded completely', async () => {
    expect(await send(upload(), 64)).toBe(201)
    expect((await filesOf(world)).length).toBe(1)
  })

  it('that breaks off leaves nothing', async () => {
    const held = await filesOf(world)
    const sending = upload({ 'content-length': 10 * 1024 ** 2 })
    sending.write(MEBIBYTE)
    await vi.waitFor(async () => expect((await filesOf(world)).length).toBe(held.length + 1))
    sending.destroy()
    await vi.waitFor(async () => expect(await filesOf(world)).toEqual(held))
    const { rows } = await world.pool.query('select 1 from document_version')
    expect(rows.length).toBe(held.length)
  })

  it('that breaks off without an announced length leaves nothing', async () => {
    const held = await filesOf(world)
    const sending = upload()
    sending.write(MEBIBYTE)
    await vi.waitFor(async () => expect((await filesOf(world)).length).toBe(held.length + 1))
    sending.destroy()
    await vi.waitFor(async () => expect(await filesOf(world)).toEqual(held))
    const { rows } = await world.pool.query('select 1 from document_version')
    expect(rows.length).toBe(held.length)
  })

  it('that pauses for 30 seconds is answered, and leaves nothing', async () => {
    const held = await filesOf(world)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const sending = upload({ 'content-length': 10 * 1024 ** 2 })
      const answered = once(sending, 'response') as Promise<[IncomingMessage]>
      sending.write(MEBIBYTE)
      const arrived = async (): Promise<number> => {
        const [incoming] = (await filesOf(world)).filter((one) => !held.includes(one))
        return incoming === undefined ? 0 : (await stat(incoming)).size
      }
      while ((await arrived()) < MEBIBYTE.length) await new Promise(setImmediate)
      for (let n = 0; n < 100; n += 1) await new Promise(setImmediate)
      vi.advanceTimersByTime(30_000)
      const [answer] = await answered
      const told = JSON.parse(String(await once(answer, 'data')))
      expect([answer.statusCode, told.unmet[0].code]).toEqual([422, 'fileIncomplete'])
      sending.destroy()
    } finally {
      vi.useRealTimers()
    }
    await vi.waitFor(async () => expect(await filesOf(world)).toEqual(held))
  })

  it('is limited to two per person, and other people can still upload', async () => {
    const held = (await filesOf(world)).length
    const open = [1, 2].map(() => upload({ 'content-length': 10 * 1024 ** 2 }))
    for (const sending of open) sending.write(PDF)
    await vi.waitFor(async () => expect((await filesOf(world)).length).toBe(held + 2))
    expect(await send(upload(), 1)).toBe(429)
    expect(await send(upload({}, 'zhou-kai'), 1)).toBe(201)
    for (const sending of open) sending.destroy()
    await vi.waitFor(async () => expect((await filesOf(world)).length).toBe(held + 1))
    expect(await send(upload(), 1)).toBe(201)
  })

  it('is limited to eight at the same time; the ninth must be retried later', async () => {
    const held = (await filesOf(world)).length
    const [last = '', ...others] = PEOPLE
    const open = [...others, ...others].map((as) => upload({ 'content-length': 10 * 1024 ** 2 }, as))
    for (const sending of open) sending.write(PDF)
    await vi.waitFor(async () => expect((await filesOf(world)).length).toBe(held + 8))
    expect(await send(upload({}, last), 1)).toBe(429)
    for (const sending of open) sending.destroy()
    await vi.waitFor(async () => expect((await filesOf(world)).length).toBe(held))
    expect(await send(upload({}, last), 1)).toBe(201)
  })
})

/** Large, slow and broken uploads over real connections. */
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ApiWorld, openApiWorld, tokenFor } from './api-world.ts'
import { filesOf, named, PDF } from './document-files.ts'

let world: ApiWorld
let path: string
let port: number
let authorization: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: false })
  const draft = await world.call('POST', '/v1/drafts', { as: 'zhao-min', body: { title: '草稿' } })
  path = `/v1/drafts/${draft.json.id}/documents?kind=other`
  authorization = `Bearer ${await tokenFor(world.issuer, 'zhao-min')}`
  await world.app.listen({ host: '127.0.0.1', port: 0 })
  port = (world.app.server.address() as AddressInfo).port
})
afterAll(() => world.close())

const MEBIBYTE = Buffer.alloc(1024 ** 2, 'a\n')

function upload(headers: Record<string, string | number> = {}): ClientRequest {
  const sending = request({
    ...{ host: '127.0.0.1', port, path, method: 'POST', agent: false },
    headers: {
      authorization,
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

  it('that announces 201 MiB is not waited for', async () => {
    const sending = upload({ 'content-length': 201 * 1024 ** 2 })
    const answered = once(sending, 'response') as Promise<[IncomingMessage]>
    sending.write(MEBIBYTE)
    expect((await answered)[0].statusCode).toBe(413)
    sending.destroy()
  })

  it('of 64 MiB is taken and comes back whole', async () => {
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

  it('is one of eight at a time; the ninth is to come again', async () => {
    const held = (await filesOf(world)).length
    const open = Array.from({ length: 8 }, () => upload({ 'content-length': 10 * 1024 ** 2 }))
    for (const sending of open) sending.write(PDF)
    await vi.waitFor(async () => expect((await filesOf(world)).length).toBe(held + 8))
    expect(await send(upload(), 1)).toBe(429)
    for (const sending of open) sending.destroy()
    await vi.waitFor(async () => expect((await filesOf(world)).length).toBe(held))
    expect(await send(upload(), 1)).toBe(201)
  })
})

/** Takes a file in: counted and hashed while it is written to a place that nobody reads. */
import { createHash } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { later } from '../problem.ts'
import { FILE_MAX, tooLarge } from './file-max.ts'
import { FileRefused } from './inspection/file-refusals.ts'
import type { BlobStore } from './store.ts'

/** Nothing for so long, and the sender is taken for gone. */
const IDLE_MS = 30_000
/** How long a sender may go on after it was refused, so that it comes to read the answer. */
const LINGER_MS = 5_000

export interface Received {
  path: string
  digest: string
  sizeBytes: number
}

/** Receives, lets `use` look at the file and keep it, and leaves nothing behind otherwise. */
export async function received<T>(
  blobs: BlobStore,
  source: Readable,
  use: (file: Received) => Promise<T>,
): Promise<T> {
  const path = await blobs.newIncoming()
  try {
    return await use({ path, ...(await writeAll(path, source)) })
  } catch (error) {
    throw isDiskFull(error) ? later('unavailable', 60) : error
  } finally {
    letGo(source)
    await rm(path, { force: true })
  }
}

async function writeAll(path: string, source: Readable): Promise<Omit<Received, 'path'>> {
  const file = await open(path, 'wx', 0o400)
  try {
    return await copy(source, file)
  } finally {
    await file.close()
  }
}

async function copy(source: Readable, file: FileHandle): Promise<Omit<Received, 'path'>> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  for await (const chunk of incoming(source)) {
    sizeBytes += chunk.length
    if (sizeBytes > FILE_MAX) throw tooLarge()
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  return { digest: hash.digest('hex'), sizeBytes }
}

/** The chunks; the connection outlives a refusal, or the answer could not be sent. */
async function* incoming(source: Readable): AsyncGenerator<Buffer> {
  const chunks = source.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await inTime(chunks.next())
      if (next.done) return
      yield next.value as Buffer
    }
  } finally {
    // Not waited for: after a pause the sender may never send what this would wait for.
    chunks.return?.().catch(() => undefined)
  }
}

async function inTime<T>(coming: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const pause = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('nothing came for too long')), IDLE_MS)
  })
  try {
    return await Promise.race([coming, pause])
  } catch {
    throw new FileRefused('fileIncomplete')
  } finally {
    clearTimeout(timer)
  }
}

/** What still comes after a refusal is thrown away, for a while. */
export function letGo(source: Readable): void {
  if (source.readableEnded || source.destroyed) return
  source.on('error', () => undefined)
  source.resume()
  const timer = setTimeout(() => source.destroy(), LINGER_MS)
  timer.unref()
  for (const end of ['end', 'close']) source.once(end, () => clearTimeout(timer))
}

const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')

/** Receives a file: counts and hashes it while it is written to a private folder. */
import { createHash } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { FILE_MAX, tooLarge } from './file-max.ts'
import { withIdleTimeout } from './idle-timeout.ts'
import { FileRefused } from './inspection/file-refusals.ts'
import { type BlobStore, inStore, type Stored } from './store.ts'

/** How long the rest of a refused upload is read. Without this, the sender could not read the answer. */
const LINGER_MS = 5_000
const ONLY_READ = 0o400

export interface Received extends Stored {
  path: string
}

/** Receives the file, lets `use` check and store it, and removes it otherwise. */
export async function received<T>(
  blobs: BlobStore,
  source: Readable,
  use: (file: Received) => Promise<T>,
): Promise<T> {
  const path = await blobs.newIncoming()
  try {
    const written = await inStore(() => writeAll(path, source))
    return await use({ path, ...written })
  } finally {
    discardRest(source)
    // If it cannot be removed now, the sweep does it later. The error that matters was thrown before.
    await rm(path, { force: true }).catch(() => undefined)
  }
}

async function writeAll(path: string, source: Readable): Promise<Stored> {
  const file = await open(path, 'wx', ONLY_READ)
  try {
    // Independent of the umask of the process.
    await file.chmod(ONLY_READ)
    return await copy(source, file)
  } finally {
    await file.close()
  }
}

async function copy(source: Readable, file: FileHandle): Promise<Stored> {
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

/** The chunks of the body. A refusal does not close the connection, because its answer must still be sent. */
async function* incoming(source: Readable): AsyncGenerator<Buffer> {
  const chunks = source.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await withIdleTimeout(chunks.next()).catch(() => {
        throw new FileRefused('fileIncomplete')
      })
      if (next.done) return
      yield next.value as Buffer
    }
  } finally {
    // Not awaited: it would wait for the next chunk, which the sender may never send.
    chunks.return?.().catch(() => undefined)
  }
}

/** Reads and discards the rest of a refused upload, for a limited time. */
export function discardRest(source: Readable): void {
  if (source.readableEnded || source.destroyed) return
  source.on('error', () => undefined)
  source.resume()
  const timer = setTimeout(() => source.destroy(), LINGER_MS)
  timer.unref()
  for (const end of ['end', 'close']) source.once(end, () => clearTimeout(timer))
}

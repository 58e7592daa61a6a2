/**
 * Where the content of documents lies: each under its SHA-256, written once, never changed. The interface is all
 * that the rest of the application knows of it.
 */
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { link, mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'

export interface ByteRange {
  start: number
  /** Inclusive. */
  end: number
}

export interface BlobStore {
  /** A path for a file that is being received, on the side of the store that nobody reads. */
  newIncoming(): Promise<string>
  /** Keeps a received file for good. Content that is here already is left as it is. */
  keep(digest: string, incoming: string): Promise<void>
  open(digest: string, range: ByteRange): Readable
}

const DIGEST = /^[0-9a-f]{64}$/
/** Received files are minutes old at most; older ones were left by a process that died. */
const LEFT_OVER_MS = 24 * 3_600_000

/** A store in a folder, which all instances of the API must share. */
export function folderStore(folder: string): BlobStore {
  const root = resolve(folder)
  const incoming = join(root, 'incoming')
  let ready: Promise<void> | undefined
  const pathOf = (digest: string): string => {
    if (!DIGEST.test(digest)) throw new Error('not a digest')
    return join(root, digest.slice(0, 2), digest.slice(2, 4), digest)
  }
  return {
    async newIncoming() {
      ready ??= prepare(incoming).catch((error: unknown) => {
        ready = undefined
        throw error
      })
      await ready
      return join(incoming, randomUUID())
    },
    keep: (digest, file) => keepFile(file, pathOf(digest)),
    open: (digest, range) => createReadStream(pathOf(digest), range),
  }
}

async function prepare(incoming: string): Promise<void> {
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > LEFT_OVER_MS) await rm(path, { force: true })
  }
}

/** The content reaches the disk before its name does, and both before the caller goes on. */
async function keepFile(file: string, path: string): Promise<void> {
  await synced(file)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    // Unlike a rename, a link never replaces what is there.
    await link(file, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const [kept, given] = await Promise.all([stat(path), stat(file)])
    if (kept.size !== given.size) throw new Error(`the stored content of ${path} is damaged`)
  }
  await rm(file)
  await synced(dirname(path))
  await synced(dirname(dirname(path)))
  await synced(dirname(dirname(dirname(path))))
}

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

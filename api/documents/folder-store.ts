/** A blob store in a folder, which all instances of the API must share. */
import { type FileHandle, link, open, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { mustBeIntact } from './checked-content.ts'
import { incomingFolder } from './incoming-folder.ts'
import { codeOf, ownFolder } from './own-folder.ts'
import { singleFlight } from './single-flight.ts'
import { asDigest, type BlobStore, type ByteRange, ContentDamaged, inStore, type Stored } from './store.ts'

export function folderStore(folder: string): BlobStore {
  const root = resolve(folder)
  const incoming = incomingFolder(root)
  const pathOf = (digest: string): string =>
    join(root, asDigest(digest).slice(0, 2), digest.slice(2, 4), digest)
  return {
    newIncoming: () => inStore(incoming.newPath),
    keep: (digest, file) => inStore(() => keepFile(file, pathOf(digest), digest)),
    open: (stored, range) => inStore(() => openFile(pathOf(stored.digest), { ...stored, range })),
    removeLeftOvers: incoming.removeLeftOvers,
    check: singleFlight(incoming.check),
  }
}

/** Flushes the content to disk, then its name, and returns after both. */
async function keepFile(file: string, path: string, digest: string): Promise<void> {
  await synced(file)
  await ownFolder(dirname(dirname(path)))
  await ownFolder(dirname(path))
  try {
    // Unlike a rename, a link never replaces an existing file.
    await link(file, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    const { size: sizeBytes } = await stat(file)
    const stored = { digest, sizeBytes }
    const kept = await openFile(path, { ...stored, range: { start: 0, end: sizeBytes - 1 } })
    await mustBeIntact(kept, stored)
  }
  await rm(file)
  await synced(dirname(path))
  await synced(dirname(dirname(path)))
  await synced(rootOf(path))
}

const rootOf = (path: string): string => dirname(dirname(dirname(path)))

async function synced(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function openFile(
  path: string,
  { digest, sizeBytes, range }: Stored & { range: ByteRange },
): Promise<Readable> {
  const file = await opened(path, digest)
  const found = await file.stat()
  if (found.isFile() && found.size === sizeBytes) return file.createReadStream(range)
  await file.close()
  throw new ContentDamaged('otherSize', digest)
}

/** A content counts as missing only if the folder of the store exists. */
async function opened(path: string, digest: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    await stat(rootOf(path))
    throw new ContentDamaged('missing', digest)
  }
}

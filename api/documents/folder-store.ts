/** A store in a folder, which all instances of the API must share. */
import { createReadStream } from 'node:fs'
import { link, mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { incomingFolder } from './incoming-folder.ts'
import { asDigest, type BlobStore } from './store.ts'

export function folderStore(folder: string): BlobStore {
  const root = resolve(folder)
  const pathOf = (digest: string): string =>
    join(root, asDigest(digest).slice(0, 2), digest.slice(2, 4), digest)
  return {
    newIncoming: incomingFolder(root),
    keep: (digest, file) => keepFile(file, pathOf(digest)),
    open: (digest, range) => createReadStream(pathOf(digest), range),
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

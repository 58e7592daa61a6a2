/** The folder for files that are being received and inspected. It is on this machine, for every kind of store. */
import { randomUUID } from 'node:crypto'
import { access, constants, opendir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isUuid } from '#domain/values/ids.ts'
import { FILE_MAX } from './file-max.ts'
import { codeOf, ownFolder, ownFolderWithParents } from './own-folder.ts'

/**
 * A file is received within 10 minutes and stored a few minutes later. If nothing was written to a file for this time, its process has
 * ended.
 */
const LEFT_OVER_MS = 3_600_000
/** Files per sweep, so that a folder with many other files does not delay it. */
const FILES_PER_SWEEP_MAX = 1_000

export interface IncomingFolder {
  newPath(): Promise<string>
  removeLeftOvers(): Promise<number>
  check(): Promise<string>
}

/** A folder below `root`. It is created only at the first use: if it is missing later, something is wrong. */
export function incomingFolder(root: string): IncomingFolder {
  const folder = join(root, 'incoming')
  let isMade = false
  const ready = async (): Promise<void> => {
    if (!isMade) await ownFolderWithParents(root)
    await ownFolder(folder)
    isMade = true
  }
  return {
    async newPath() {
      await ready()
      return join(folder, randomUUID())
    },
    async removeLeftOvers() {
      await ready()
      return removeOld(folder)
    },
    async check() {
      try {
        await ready()
        await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
        return (await isFull(folder)) ? 'disk full' : 'ok'
      } catch (error) {
        return WORDS[codeOf(error) ?? ''] ?? codeOf(error) ?? 'unknown error'
      }
    },
  }
}

const WORDS: Readonly<Record<string, string>> = {
  EROFS: 'read-only',
  EACCES: 'no permission',
  EPERM: 'no permission',
  ENOENT: 'folder missing',
  ENOSPC: 'disk full',
  EDQUOT: 'disk full',
}

/** Whether there is no space for another file of the maximum size. */
async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize, files, ffree } = await statfs(folder)
  return bavail * bsize < FILE_MAX || (files > 0 && ffree === 0)
}

/** Only files with names as uploads have them. Another instance may remove the same files at the same time. */
async function removeOld(folder: string): Promise<number> {
  let now: number | undefined
  let [looked, removed] = [0, 0]
  for await (const entry of await opendir(folder)) {
    looked += 1
    if (looked > FILES_PER_SWEEP_MAX) break
    if (!entry.isFile() || !isUuid(entry.name)) continue
    now ??= await clockOf(folder)
    const path = join(folder, entry.name)
    const found = await stat(path).catch(() => undefined)
    if (!found || now - found.mtimeMs <= LEFT_OVER_MS) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}

/** The time by the clock that dates the files, because the clock of a file server may differ from this machine's by hours. */
async function clockOf(folder: string): Promise<number> {
  const path = join(folder, randomUUID())
  try {
    await writeFile(path, '', { flag: 'wx', mode: 0o600 })
    return (await stat(path)).mtimeMs
  } finally {
    await rm(path, { force: true })
  }
}

/** Where files are while they are received and looked at: on this machine, whatever keeps them afterwards. */
import { randomUUID } from 'node:crypto'
import { access, constants, opendir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isUuid } from '#domain/values/ids.ts'
import { FILE_MAX } from './file-max.ts'
import { codeOf, ownFolder, ownFolderWithParents } from './own-folder.ts'

/**
 * A file is received in 10 minutes at most and kept a few minutes later; whatever was not written to for so long, its
 * process is gone.
 */
const LEFT_OVER_MS = 3_600_000
/** Of one sweep: a folder full of something else shall not hold it up. */
const LOOKED_AT_MAX = 1_000

export interface IncomingFolder {
  newPath(): Promise<string>
  removeLeftOvers(): Promise<number>
  check(): Promise<string>
}

/** In a folder below `root`, which is made at first use, and never again: later it is missing for a reason. */
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

/** Whether there is no room for one more file of the largest size. */
async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize, files, ffree } = await statfs(folder)
  return bavail * bsize < FILE_MAX || (files > 0 && ffree === 0)
}

/** Only files that are named as those of uploads are. Another instance may remove the same ones meanwhile. */
async function removeOld(folder: string): Promise<number> {
  let now: number | undefined
  let [looked, removed] = [0, 0]
  for await (const entry of await opendir(folder)) {
    looked += 1
    if (looked > LOOKED_AT_MAX) break
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

/** The time by the clock that dates the files: that of a file server may be hours from this machine's. */
async function clockOf(folder: string): Promise<number> {
  const path = join(folder, randomUUID())
  try {
    await writeFile(path, '', { flag: 'wx', mode: 0o600 })
    return (await stat(path)).mtimeMs
  } finally {
    await rm(path, { force: true })
  }
}

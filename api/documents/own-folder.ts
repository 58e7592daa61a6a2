/** Folders that only this user reads. */
import { chmod, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

const OWN = 0o700

/**
 * Makes a folder if it is missing; its parent must be there. What the process' umask takes away is given back, or
 * nothing could be put into it; a folder that was there is left as the operator made it.
 */
export async function ownFolder(path: string): Promise<void> {
  try {
    await mkdir(path, OWN)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    throw error
  }
  await chmod(path, OWN)
}

/** With the folders above it. */
export async function ownFolderWithParents(path: string): Promise<void> {
  try {
    await ownFolder(path)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error
    await ownFolderWithParents(dirname(path))
    await ownFolder(path)
  }
}

export const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

/** Creates folders that only this user can read. */
import { chmod, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

const OWN = 0o700

/**
 * Creates a folder if it is missing; its parent must exist. Sets its permissions explicitly, because the umask of the process could make
 * the new folder unusable. An existing folder keeps the permissions that the operator gave it.
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

/** Also creates the folders above it. */
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

import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

const CHECKOUT = resolve(import.meta.dirname, '..')

/**
 * The path of something that is built or downloaded once: the folder in which it exists, otherwise a writable folder. All checkouts of a
 * user share it; for a user without a writable home it is in `.tongchou/cache` of this checkout.
 */
export function cachePath(env: NodeJS.ProcessEnv, ...names: readonly string[]): string {
  const folders = cacheFolders(env)
  const present = folders.map((folder) => join(folder, ...names)).find((path) => existsSync(path))
  if (present !== undefined) return present
  const folder = folders.find(canWrite)
  if (folder !== undefined) return join(folder, ...names)
  throw new Error(
    `None of ${folders.join(', ')} can be written: set XDG_CACHE_HOME to a writable folder for built programs.`,
  )
}

/** Whether files can be created in a folder. Creates the folder if it is missing. */
export function canWrite(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

function cacheFolders(env: NodeJS.ProcessEnv): string[] {
  const home = env.HOME || homeOfUser()
  const shared = [env.XDG_CACHE_HOME, home && join(home, '.cache')]
  return [
    // By the standard, relative paths are ignored: https://specifications.freedesktop.org/basedir-spec/latest/
    ...shared.flatMap((folder) => (folder && isAbsolute(folder) ? [join(folder, 'tongchou')] : [])),
    join(CHECKOUT, '.tongchou', 'cache'),
  ]
}

/** Undefined: a container may run as a user that is not in the list of users. */
function homeOfUser(): string | undefined {
  try {
    return homedir()
  } catch {
    return undefined
  }
}

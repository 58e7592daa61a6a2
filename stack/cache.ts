import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

const CHECKOUT = resolve(import.meta.dirname, '..')

/**
 * Path of something that is made or fetched once: where it is already, else where it can be written. All checkouts of
 * a user share it; one without a home that can be written has it in `.tongchou/cache` of this checkout.
 */
export function cachePath(env: NodeJS.ProcessEnv, ...names: readonly string[]): string {
  const folders = cacheFolders(env)
  const present = folders.map((folder) => join(folder, ...names)).find((path) => existsSync(path))
  if (present !== undefined) return present
  const folder = folders.find(canWrite)
  if (folder !== undefined) return join(folder, ...names)
  throw new Error(
    `None of ${folders.join(', ')} can be written: set XDG_CACHE_HOME to a folder of your own for what is built once.`,
  )
}

/** Whether files can be made in a folder, which is made if it is missing. */
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
    // The standard has relative paths ignored: https://specifications.freedesktop.org/basedir-spec/latest/
    ...shared.flatMap((folder) => (folder && isAbsolute(folder) ? [join(folder, 'tongchou')] : [])),
    join(CHECKOUT, '.tongchou', 'cache'),
  ]
}

/** A container may run as a user whom nobody has entered anywhere. */
function homeOfUser(): string | undefined {
  try {
    return homedir()
  } catch {
    return undefined
  }
}

/** Where files are while they are received and looked at: on this machine, whatever keeps them afterwards. */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Received files are minutes old at most; older ones were left by a process that died. */
const LEFT_OVER_MS = 24 * 3_600_000

/** Gives paths in a folder below `root`, which is made, and rid of left-overs, at first use. */
export function incomingFolder(root: string): () => Promise<string> {
  const folder = join(root, 'incoming')
  let ready: Promise<void> | undefined
  return async () => {
    ready ??= prepare(folder).catch((error: unknown) => {
      ready = undefined
      throw error
    })
    await ready
    return join(folder, randomUUID())
  }
}

async function prepare(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > LEFT_OVER_MS) await rm(path, { force: true })
  }
}

import { createHash } from 'node:crypto'
import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findProcesses, identify, type ProcessRecord, record, signalIfAlive } from './process-record.ts'

const ASK_AFTER_MS = 2_000
const WAIT_MS = 10_000

/** The name that every process of the server of this data folder shows in its title. */
export function clusterName(dataFolder: string): string {
  return `tongchou-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`
}

/**
 * Prepares a data folder after its server was killed. Sessions of the old server may still hold the shared memory. They end themselves,
 * but a busy one can take long, and until then a new server refuses to start. It would never start if the lock file names a process id
 * that another program has now.
 */
export async function cleanUpAfterKill(dataFolder: string): Promise<void> {
  if (serverOf(dataFolder)) throw new Error(`another PostgreSQL still serves ${dataFolder}`)
  await waitForSessions(dataFolder)
  disownLock(dataFolder)
}

/** The server that uses a data folder, if there is one. */
export function serverOf(dataFolder: string): ProcessRecord | undefined {
  const owner = lockOwner(dataFolder)
  const server = owner === undefined ? undefined : record(owner)
  return server?.identity.includes(`-D ${dataFolder} `) ? server : undefined
}

/**
 * Replaces the process id of another program in the lock file by our own, because a new server treats the id of its parent as stale.
 * The file stays: from its last lines a new server finds out whether the old shared memory is still in use.
 */
function disownLock(dataFolder: string): void {
  const owner = lockOwner(dataFolder)
  if (owner === undefined || identify(owner) === undefined) return
  // The folder belongs to PostgreSQL's user: root must not follow a link to another file.
  const file = openSync(join(dataFolder, 'postmaster.pid'), constants.O_RDWR | constants.O_NOFOLLOW)
  try {
    const text = readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid))
    ftruncateSync(file)
    writeSync(file, text, 0)
  } finally {
    closeSync(file)
  }
}

function lockOwner(dataFolder: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8'), 10)
    return pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

async function waitForSessions(dataFolder: string): Promise<void> {
  const title = `postgres: ${clusterName(dataFolder)}: `
  const since = Date.now()
  let isAsked = false
  for (let left = findProcesses(title); left.length > 0; left = findProcesses(title)) {
    const waitedMs = Date.now() - since
    if (waitedMs > WAIT_MS) throw new Error(`old sessions still hold ${dataFolder}`)
    if (waitedMs > ASK_AFTER_MS && !isAsked) {
      for (const session of left) signalIfAlive(session, 'SIGQUIT')
      isAsked = true
    }
    await sleep(50)
  }
}

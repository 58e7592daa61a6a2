import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { serverOf } from './postgres-cleanup.ts'
import { endProcess, isAlive } from './process-record.ts'
import { readState, type StateFolder } from './state.ts'

/** A process ends before the processes that it needs. */
const ORDER = ['api', 'worker', 'temporal', 'postgres']
const GRACE_MS = 10_000

/**
 * Ends processes of this checkout that a killed launcher left running. A process counts only if its number, start time and command line
 * equal the stored ones. PostgreSQL is also found by its own lock file.
 */
export async function endLeftovers(state: StateFolder, report: (line: string) => void): Promise<void> {
  const { pids } = readState(state)
  for (const name of ORDER) {
    const left = pids[name] ?? (name === 'postgres' ? postgresLeft(state) : undefined)
    if (!left || !isAlive(left)) continue
    report(`ending ${name} (pid ${left.pid}), left by an earlier start`)
    await endProcess(left, name === 'postgres' ? 'SIGINT' : 'SIGTERM', GRACE_MS)
  }
}

function postgresLeft(state: StateFolder) {
  try {
    return serverOf(realpathSync(join(state.folder, 'postgres')))
  } catch {
    return undefined
  }
}

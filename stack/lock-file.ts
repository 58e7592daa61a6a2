import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isAlive, type ProcessRecord, record } from './process-record.ts'

export type LockResult =
  | { readonly mine: true; release(): void }
  | { readonly mine: false; holder: ProcessRecord }

/**
 * Takes a lock file for this process, or returns its holder.
 * The lock of a process that no longer exists (killed, power failure) is ignored.
 */
export function acquireLock(file: string): LockResult {
  const self = record(process.pid)
  if (!self) throw new Error('cannot read this process from the process table')
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(self))
  try {
    for (;;) {
      if (linked(draft, file)) return { mine: true, release: () => release(file, self) }
      const holder = readHolder(file)
      if (holder && isAlive(holder)) return { mine: false, holder }
      rmSync(file, { force: true })
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The process that holds the lock file, if it is alive. */
export function holderOf(file: string): ProcessRecord | undefined {
  const holder = readHolder(file)
  return holder && isAlive(holder) ? holder : undefined
}

/** By a hard link to a finished file, so that no process can read an incomplete lock. */
function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function readHolder(file: string): ProcessRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord
  } catch {
    return undefined
  }
}

function release(file: string, self: ProcessRecord): void {
  if (readHolder(file)?.identity === self.identity) rmSync(file, { force: true })
}

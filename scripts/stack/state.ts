import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Ports } from './ports.ts'
import type { ProcessRecord } from './process-record.ts'

/** Contents of `.tongchou/stack.json`. It never holds a password. */
export interface StackState {
  readonly ports: Partial<Ports>
  /** What was started, by which process, and whether all of it is up. */
  readonly running?: {
    readonly launcher: string
    readonly processes: 'all' | 'servers'
    readonly isReady: boolean
  }
  readonly pids: Readonly<Record<string, ProcessRecord>>
}

/** Where a checkout keeps its state. */
export interface StateFolder {
  readonly folder: string
  readonly logs: string
  readonly lock: string
  readonly postgresPassword: string
}

export function stateFolder(root: string): StateFolder {
  const folder = join(root, '.tongchou')
  return {
    folder,
    logs: join(folder, 'logs'),
    lock: join(folder, 'launcher.lock'),
    postgresPassword: join(folder, 'postgres.password'),
  }
}

export function readState(state: StateFolder): StackState {
  try {
    return JSON.parse(readFileSync(join(state.folder, 'stack.json'), 'utf8')) as StackState
  } catch {
    return { ports: {}, pids: {} }
  }
}

/** Replaces the file in one step, so that no reader ever meets half of it. */
export function writeState(state: StateFolder, contents: StackState): void {
  mkdirSync(state.folder, { recursive: true })
  const file = join(state.folder, 'stack.json')
  writeFileSync(`${file}.new`, `${JSON.stringify(contents, null, 2)}\n`)
  renameSync(`${file}.new`, file)
}

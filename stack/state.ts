import {
  chmodSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Ports } from './ports.ts'
import type { ProcessRecord } from './process-record.ts'

/** SQLite opens paths of up to 512 bytes, with what it adds to the name of the file; PostgreSQL of up to 1,024. */
const PATH_BYTES_MAX = 480

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

/** Makes the state folder, and says what to do where that does not go. */
export function prepareStateFolder({ folder }: StateFolder): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Error(
      `The state of this checkout needs the folder ${folder}, which cannot be made (${(error as Error).message}): ` +
        'make it and give it to this user, or use a checkout of your own.',
    )
  }
  refuseOtherUser({ folder })
  refuseLongPath(realpathSync(folder))
  // Root's PostgreSQL runs as another user, which must be able to pass through, whatever the umask.
  if (process.getuid?.() === 0) chmodSync(folder, 0o711)
}

/** What one user has written, another can neither go on with nor remove. */
export function refuseOtherUser({ folder }: Pick<StateFolder, 'folder'>): void {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid
  if (owner === undefined || owner === process.getuid?.()) return
  throw new Error(
    `${folder} belongs to another user (uid ${owner}), who has started the system here: ` +
      'run the command as that user, or use a checkout of your own.',
  )
}

function refuseLongPath(folder: string): void {
  const bytes = Buffer.byteLength(folder)
  if (bytes <= PATH_BYTES_MAX) return
  throw new Error(
    `The path of ${folder} has ${bytes} bytes, and SQLite takes no more than ${PATH_BYTES_MAX} here: ` +
      'move the checkout to a shorter one.',
  )
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

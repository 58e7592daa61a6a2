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

/** SQLite opens paths of up to 512 bytes, including its suffixes of the file name; PostgreSQL of up to 1,024. */
const PATH_BYTES_MAX = 480

/** Content of `.tongchou/stack.json`. It never contains a password. */
export interface StackState {
  readonly ports: Partial<Ports>
  /** The launcher and its processes, and whether all of them are ready. */
  readonly running?: {
    readonly launcher: string
    readonly processes: 'all' | 'servers'
    readonly isReady: boolean
  }
  readonly pids: Readonly<Record<string, ProcessRecord>>
}

/** Paths of the state of a checkout. */
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

/** Creates the state folder. Throws an Error that says what to do if this is not possible. */
export function prepareStateFolder({ folder }: StateFolder): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Error(
      `The state of this checkout needs the folder ${folder}, which cannot be created (${(error as Error).message}): ` +
        'create it for this user, or use your own checkout.',
    )
  }
  refuseOtherUser({ folder })
  refuseLongPath(realpathSync(folder))
  // For root, PostgreSQL runs as another user, who must be able to enter the folder, independent of the umask.
  if (process.getuid?.() === 0) chmodSync(folder, 0o711)
}

/** Throws if another user owns the state: this user could neither use nor remove it. */
export function refuseOtherUser({ folder }: Pick<StateFolder, 'folder'>): void {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid
  if (owner === undefined || owner === process.getuid?.()) return
  throw new Error(
    `${folder} belongs to another user (uid ${owner}), who has started the system here: ` +
      'run the command as that user, or use your own checkout.',
  )
}

function refuseLongPath(folder: string): void {
  const bytes = Buffer.byteLength(folder)
  if (bytes <= PATH_BYTES_MAX) return
  throw new Error(
    `The path of ${folder} has ${bytes} bytes, and SQLite allows at most ${PATH_BYTES_MAX} here: ` +
      'move the checkout to a shorter path.',
  )
}

export function readState(state: StateFolder): StackState {
  try {
    return JSON.parse(readFileSync(join(state.folder, 'stack.json'), 'utf8')) as StackState
  } catch {
    return { ports: {}, pids: {} }
  }
}

/** Replaces the file by a rename, so that no process reads an incomplete file. */
export function writeState(state: StateFolder, contents: StackState): void {
  mkdirSync(state.folder, { recursive: true })
  const file = join(state.folder, 'stack.json')
  writeFileSync(`${file}.new`, `${JSON.stringify(contents, null, 2)}\n`)
  renameSync(`${file}.new`, file)
}

import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'

/** The user that runs PostgreSQL, which refuses to run as root. Without ids it is the current user. */
export interface PostgresAccount {
  readonly uid?: number
  readonly gid?: number
}

const USE_ANOTHER_SERVER = 'or set DATABASE_URL to a PostgreSQL server.'

/**
 * A plain user runs PostgreSQL as itself. Root runs it as the owner of the data folder or, before there is one, as the system user
 * `postgres`, which is created if it is missing.
 * @param data path of the data folder, which need not exist
 */
export function postgresAccount(data: string): PostgresAccount {
  if (process.getuid?.() !== 0) return ownAccount()
  const account = ownerOf(data) ?? systemUser()
  if (run(account, '/bin/sh', ['-c', ':']).status === 0) return account
  throw new Error(
    `PostgreSQL cannot run as root, and this system does not let root act as another user (${account.uid}): ` +
      `run the command as a plain user, ${USE_ANOTHER_SERVER}`,
  )
}

/** Makes the account the owner of a file or folder, if it is not the current user. */
export function giveTo({ uid, gid }: PostgresAccount, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

/** Whether the account can enter this folder and write its own files in it. */
export function canKeepFiles(account: PostgresAccount, folder: string): boolean {
  if (account.uid === undefined) return true
  let probe: string | undefined
  try {
    probe = mkdtempSync(join(folder, 'probe-'))
    giveTo(account, probe)
    return run(account, '/bin/sh', ['-c', 'cd -- "$1" && : > file', 'sh', probe]).status === 0
  } catch {
    return false
  } finally {
    if (probe !== undefined) rmSync(probe, { recursive: true, force: true })
  }
}

/** Runs a program as the account until it ends, without the secrets of our environment. */
export function run(
  account: PostgresAccount,
  command: string,
  args: readonly string[],
): SpawnSyncReturns<string> {
  return spawnSync(command, args, {
    ...account,
    cwd: '/',
    env: plainEnvironment(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Without secrets: the account may not be ours, and every process of an account can read the environment of its other processes. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, LD_LIBRARY_PATH } = process.env
  return { PATH, LC_MESSAGES: 'C', ...(LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH }) }
}

function ownAccount(): PostgresAccount {
  try {
    userInfo()
    return {}
  } catch {
    throw new Error(
      `PostgreSQL does not run as a user without a name (uid ${process.getuid?.()}): ` +
        `run the command as a user of /etc/passwd, ${USE_ANOTHER_SERVER}`,
    )
  }
}

function ownerOf(data: string): PostgresAccount | undefined {
  const owner = statSync(data, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : undefined
}

function systemUser(): Required<PostgresAccount> {
  const known = lookUp('postgres')
  if (known) return known
  const shell = ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', '--user-group', 'postgres']
  // After a plain `su`, root does not have these folders in its PATH.
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` }
  spawnSync('useradd', shell, { stdio: 'ignore', env })
  // `_postgres` is the user on macOS.
  const made = lookUp('postgres') ?? lookUp('_postgres') ?? lookUp('nobody')
  if (!made) {
    throw new Error(
      `PostgreSQL cannot run as root: add a system user named "postgres", ${USE_ANOTHER_SERVER}`,
    )
  }
  return made
}

/** Asks the tool of the system; without this tool, or if it does not know the user, reads the list of users. */
function lookUp(name: string): Required<PostgresAccount> | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
  if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const entry = lines.map((line) => line.split(':')).find(([user]) => user === name)
  return entry && { uid: Number(entry[2]), gid: Number(entry[3]) }
}

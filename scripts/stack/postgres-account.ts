import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'

/** How to run PostgreSQL, which refuses to run as root. */
export interface PostgresAccount {
  readonly uid?: number
  readonly gid?: number
  /** Goes before the command: what gives it another account where `uid` alone does not do. */
  readonly prefix: readonly string[]
}

/**
 * A plain user runs PostgreSQL itself. Root runs it as the system user `postgres`, made if it is missing.
 * @param folders what that user must be able to enter
 */
export function postgresAccount(folders: readonly string[]): PostgresAccount {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const { uid, gid } = systemUser()
  if (folders.every((folder) => canEnter(['setpriv', ...switchTo(uid, gid)], folder))) {
    return { uid, gid, prefix: [] }
  }
  // A checkout below /root is closed to everybody else. One capability lets the server pass that door.
  const pass = ['setpriv', ...switchTo(uid, gid), '--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  if (folders.every((folder) => canEnter(pass, folder))) return { prefix: pass }
  throw new Error(
    `PostgreSQL cannot run as root, and the user "postgres" cannot enter ${folders.join(' or ')}: ` +
      'use a checkout outside /root, run as a plain user, or set DATABASE_URL to a PostgreSQL server.',
  )
}

/** Gives a folder to the account, when it is another one than ours. */
export function giveTo(account: PostgresAccount, folder: string): void {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = systemUser()
  chownSync(folder, account.uid ?? uid, account.gid ?? gid)
}

function switchTo(uid: number, gid: number): string[] {
  return [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
}

function canEnter(account: readonly string[], folder: string): boolean {
  const [command = '', ...args] = account
  const result = spawnSync(command, [...args, 'ls', '-d', `${folder}/.`], { stdio: 'ignore' })
  // Without the tool nothing can be tried; then the server's own error must tell.
  return result.error !== undefined || result.status === 0
}

function systemUser(): { uid: number; gid: number } {
  const known = lookUp('postgres')
  if (known) return known
  const shell = ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', '--user-group', 'postgres']
  spawnSync('useradd', shell, { stdio: 'ignore' })
  const made = lookUp('postgres') ?? lookUp('nobody')
  if (!made) throw new Error('PostgreSQL cannot run as root: add a system user named "postgres".')
  return made
}

function lookUp(user: string): { uid: number; gid: number } | undefined {
  try {
    const number = (flag: string) => Number(execFileSync('id', [flag, user], { stdio: 'pipe' }).toString())
    return { uid: number('-u'), gid: number('-g') }
  } catch {
    return undefined
  }
}

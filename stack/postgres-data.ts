import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { canKeepFiles, type PostgresAccount } from './postgres-account.ts'
import type { StateFolder } from './state.ts'

/** Folders in which root creates a home for the data of a checkout that PostgreSQL's user cannot enter; /var/db is for macOS. */
const BASES = ['/var/lib', '/var/db']
/** A file in such a home, with the path of the link in the checkout. */
const MARK = 'tongchou-checkout'
const WRITABLE_BY_OTHERS = 0o022
const STICKY = 0o1000

export interface PostgresData {
  /** Path of the data folder. It may not exist yet. */
  readonly data: string
  /** Folder to which PostgreSQL's programs may be copied. */
  readonly home: string
}

/**
 * The data folder is in the state folder of the checkout. If PostgreSQL's user cannot enter that, the data folder is in its own home,
 * which root created, and `.tongchou/postgres` is a link to it.
 */
export function postgresData(state: StateFolder, account: PostgresAccount): PostgresData {
  const folder = realpathSync(state.folder)
  const inside = join(folder, 'postgres')
  const target = linkTarget(inside)
  if (target !== undefined) return linkedData(inside, target)
  if (canKeepFiles(account, folder)) return { data: inside, home: folder }
  if (existsSync(inside)) {
    throw new Error(
      `PostgreSQL’s user (${account.uid}) cannot enter ${inside} any more: open the folders above it to that user ` +
        '(chmod o+x), or delete all state with `npm run reset`.',
    )
  }
  const home = newHome(inside, account)
  const data = join(home, 'postgres')
  symlinkSync(data, inside)
  return { data, home }
}

/** Removes the data folder if it is outside the checkout and belongs to this checkout. */
export function removeDataElsewhere(state: StateFolder): void {
  const link = join(state.folder, 'postgres')
  const target = linkTarget(link)
  if (target === undefined) return
  const home = dirname(target)
  if (claimedBy(home) === undefined || isOthers(home, realLink(link))) return
  rmSync(home, { recursive: true, force: true })
}

/** A link to a folder without a mark was made by a person: it is only followed. */
function linkedData(link: string, target: string): PostgresData {
  const home = dirname(target)
  const claimant = claimedBy(home)
  if (claimant === undefined) {
    if (existsSync(link)) return { data: realpathSync(link), home: dirname(link) }
    throw new Error(
      `The data folder ${target} is missing: restore it, or delete all state with \`npm run reset\`.`,
    )
  }
  if (isOthers(home, link)) {
    throw new Error(
      `This folder is a copy of ${dirname(claimant)}, whose data folder is ${target}: ` +
        'delete the state of this copy with `npm run reset`.',
    )
  }
  refuseUntrusted(home)
  // The checkout was moved.
  if (claimant !== link) writeMark(home, link)
  return { data: target, home }
}

function newHome(link: string, account: PostgresAccount): string {
  const bases = [...BASES, tmpdir()]
  for (const base of bases) {
    const home = tryHome(base)
    if (home === undefined) continue
    if (isTrusted(home) && canKeepFiles(account, home)) {
      writeMark(home, link)
      return home
    }
    rmSync(home, { recursive: true, force: true })
  }
  throw new Error(
    `PostgreSQL’s user (${account.uid}) cannot enter ${dirname(link)}, and no folder for its data could be made in ` +
      `${bases.join(', ')}: use a checkout that all users can enter, run the command as a plain user, ` +
      'or set DATABASE_URL to a PostgreSQL server.',
  )
}

/** Its name is random, so that no other user can have created it before. */
function tryHome(base: string): string | undefined {
  try {
    const home = mkdtempSync(join(realpathSync(base), 'tongchou-'))
    chmodSync(home, 0o711)
    return home
  } catch {
    return undefined
  }
}

/** Whether only root can change the content of a folder or replace the folder. */
function isTrusted(folder: string): boolean {
  return belongsToRoot(folder, WRITABLE_BY_OTHERS) && isKept(dirname(folder))
}

/** Whether only root can rename root's files in a folder. In a folder with the sticky bit, such as /tmp, only the owner of a file can. */
function isKept(folder: string): boolean {
  const isSticky = (lstatSync(folder).mode & STICKY) !== 0
  if (!belongsToRoot(folder, isSticky ? 0 : WRITABLE_BY_OTHERS)) return false
  return dirname(folder) === folder || isKept(dirname(folder))
}

function belongsToRoot(folder: string, unlessMode: number): boolean {
  const { uid, mode } = lstatSync(folder)
  return uid === 0 && (mode & unlessMode) === 0
}

function refuseUntrusted(home: string): void {
  if (isTrusted(home)) return
  throw new Error(`Other users of this machine can change ${home}: delete all state with \`npm run reset\`.`)
}

/** Whether the mark names another checkout that still has its link. */
function isOthers(home: string, link: string): boolean {
  const claimant = claimedBy(home)
  return (
    claimant !== undefined && claimant !== link && linkTarget(claimant) === join(home, basename(claimant))
  )
}

function claimedBy(home: string): string | undefined {
  try {
    return readFileSync(join(home, MARK), 'utf8')
  } catch {
    return undefined
  }
}

function writeMark(home: string, link: string): void {
  writeFileSync(join(home, MARK), link, { mode: 0o600 })
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

/** The path of the link with all links in its folders resolved, as it is in the mark. */
function realLink(link: string): string {
  return join(realpathSync(dirname(link)), basename(link))
}

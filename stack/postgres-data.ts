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

/** Where root makes a home for what lies in a checkout that PostgreSQL's user cannot enter; /var/db is macOS's. */
const BASES = ['/var/lib', '/var/db']
/** In such a home: the path of the link by which the checkout finds it. */
const MARK = 'tongchou-checkout'
const WRITABLE_BY_OTHERS = 0o022
const STICKY = 0o1000

export interface PostgresData {
  /** Path of the data folder, which need not exist yet. */
  readonly data: string
  /** Where PostgreSQL's programs may be copied to. */
  readonly home: string
}

/**
 * The data folder lies in the checkout's state folder. When PostgreSQL's user cannot enter that, it lies in a home of
 * its own that root made, and `.tongchou/postgres` is a link to it.
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
        '(chmod o+x), or begin anew with `npm run reset`.',
    )
  }
  const home = newHome(inside, account)
  const data = join(home, 'postgres')
  symlinkSync(data, inside)
  return { data, home }
}

/** Removes the data folder where it lies outside the checkout and belongs to this checkout. */
export function removeDataElsewhere(state: StateFolder): void {
  const link = join(state.folder, 'postgres')
  const target = linkTarget(link)
  if (target === undefined) return
  const home = dirname(target)
  if (claimedBy(home) === undefined || isOthers(home, realLink(link))) return
  rmSync(home, { recursive: true, force: true })
}

/** A link without a mark was made by a person, who put the data folder somewhere else: it is only followed. */
function linkedData(link: string, target: string): PostgresData {
  const home = dirname(target)
  const claimant = claimedBy(home)
  if (claimant === undefined) {
    if (existsSync(link)) return { data: realpathSync(link), home: dirname(link) }
    throw new Error(`The data folder ${target} is gone: bring it back, or begin anew with \`npm run reset\`.`)
  }
  if (isOthers(home, link)) {
    throw new Error(
      `This folder is a copy of ${dirname(claimant)}, whose data folder is ${target}: ` +
        'begin anew here with `npm run reset`.',
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

/** Its name cannot be guessed, so nobody can have made it before. */
function tryHome(base: string): string | undefined {
  try {
    const home = mkdtempSync(join(realpathSync(base), 'tongchou-'))
    chmodSync(home, 0o711)
    return home
  } catch {
    return undefined
  }
}

/** Whether nobody but root can change what is in a folder, nor put another one in its place. */
function isTrusted(folder: string): boolean {
  return belongsToRoot(folder, WRITABLE_BY_OTHERS) && isKept(dirname(folder))
}

/** Whether nobody but root can rename what root has in a folder. In a sticky one, as /tmp, only its owner can. */
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
  throw new Error(`Other users of this machine can change ${home}: begin anew with \`npm run reset\`.`)
}

/** Whether the checkout that the mark names is another one which still has its link. */
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

/** The link's own path with all other links resolved, as the mark has it. */
function realLink(link: string): string {
  return join(realpathSync(dirname(link)), basename(link))
}

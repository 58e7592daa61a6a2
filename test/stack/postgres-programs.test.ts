import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { giveTo, type PostgresAccount, postgresAccount, run } from '#stack/postgres-account.ts'
import {
  type PostgresPrograms,
  platformPackage,
  postgresPrograms,
  restoreSymlinks,
} from '#stack/postgres-programs.ts'
import { isRoot } from './stack-fixture.ts'

let folder: string
let home: string
const umask = process.umask()

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tongchou-programs-')))
  chmodSync(folder, 0o711)
  home = join(folder, '统筹 的家')
  mkdirSync(home)
  chmodSync(home, 0o711)
})

afterEach(() => {
  process.umask(umask)
  const closed = join(folder, 'package/native/lib')
  if (existsSync(closed)) chmodSync(closed, 0o700)
  rmSync(folder, { recursive: true, force: true })
})

const account = (): PostgresAccount => postgresAccount(join(folder, 'no data yet'))

/** A copy of the package as npm unpacks it, which a test may damage. */
function unpackedPackage(): string {
  const unpacked = join(folder, 'package')
  cpSync(platformPackage(), unpacked, { recursive: true, verbatimSymlinks: true })
  return unpacked
}

/** A package without the links of its install script, and read-only, so that they cannot be created. */
function spoiltPackage(): string {
  const unpacked = unpackedPackage()
  const library = join(unpacked, 'native/lib')
  for (const entry of readdirSync(library, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) unlinkSync(join(library, entry.name))
  }
  chmodSync(library, 0o555)
  return unpacked
}

/** A package with the modes that a umask of 077 leaves. */
function packageForItsOwnerOnly(): string {
  const unpacked = unpackedPackage()
  for (const name of ['.', ...readdirSync(unpacked, { recursive: true, encoding: 'utf8' })]) {
    const path = join(unpacked, name)
    chmodSync(path, statSync(path).mode & 0o700)
  }
  return unpacked
}

/** Checks that the programs can create a data folder, for which they need all their files. */
function expectToWork({ initdb }: PostgresPrograms, as: PostgresAccount): void {
  const data = join(home, 'data')
  mkdirSync(data)
  giveTo(as, data)
  const { status, stderr } = run(as, initdb, ['-D', data, '--no-sync', '--locale=C', '--encoding=UTF8'])
  expect(status, stderr).toBe(0)
}

describe('PostgreSQL’s programs', () => {
  it('get the links between their libraries that a blocked install script did not create', () => {
    const library = join(folder, 'native/lib')
    mkdirSync(library, { recursive: true })
    writeFileSync(join(library, 'libpq.so.5.18'), 'the library')
    const link = { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }
    writeFileSync(join(folder, 'native/pg-symlinks.json'), JSON.stringify([link]))
    restoreSymlinks(folder)
    restoreSymlinks(folder)
    expect(realpathSync(join(library, 'libpq.so.5'))).toBe(realpathSync(join(library, 'libpq.so.5.18')))
  })

  it.skipIf(isRoot)('run from a copy if the package can neither be run nor written [not as root]', () => {
    const packaged = spoiltPackage()
    const programs = postgresPrograms({}, home, packaged)
    expect(relative(home, programs.postgres)).toMatch(/^postgresql-18\..*\/native\/bin\/postgres$/)
    expectToWork(programs, {})
  })

  it.runIf(isRoot)(
    'run from a copy that no other user can write, if a umask hides the package [as root]',
    () => {
      const packaged = packageForItsOwnerOnly()
      process.umask(0o077)
      const programs = postgresPrograms(account(), home, packaged)
      process.umask(umask)
      expect(programs.postgres.startsWith(home)).toBe(true)
      expectToWork(programs, account())
      for (const name of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
        if (name.startsWith('data')) continue
        const { uid, mode } = statSync(join(home, name))
        expect([name, uid, mode & 0o022]).toEqual([name, 0, 0])
      }
    },
  )

  it('are copied once, and again for another version', () => {
    const packaged = isRoot ? packageForItsOwnerOnly() : spoiltPackage()
    const copies = () => readdirSync(home).filter((name) => name.startsWith('postgresql-'))
    // As after a start that was killed while it copied.
    mkdirSync(join(home, 'postgresql-18.0.new'))
    const first = postgresPrograms(account(), home, packaged)
    const inode = statSync(first.postgres).ino
    expect(postgresPrograms(account(), home, packaged)).toEqual(first)
    expect(statSync(first.postgres).ino).toBe(inode)
    writeFileSync(join(packaged, 'native/share/postgresql/errcodes.txt'), 'another content')
    expect(postgresPrograms(account(), home, packaged)).not.toEqual(first)
    expect(copies()).toHaveLength(1)
  })

  it.each(['$', '"', '`'])(
    'run from a copy if their path has a character with a meaning for a shell: %s',
    (character) => {
      const packaged = join(folder, `a${character}b`)
      renameSync(unpackedPackage(), packaged)
      expectToWork(postgresPrograms(account(), home, packaged), account())
      const sentence = `has a ${character}): rename the folder, or set DATABASE_URL to a PostgreSQL server.`
      expect(() => postgresPrograms(account(), packaged, packaged)).toThrow(sentence)
    },
  )

  it('that cannot run at all end the start with a sentence that says what to do', () => {
    const packaged = unpackedPackage()
    writeFileSync(join(packaged, 'native/bin/postgres'), 'made for another system')
    expect(() => postgresPrograms(account(), home, packaged)).toThrow(
      /^The embedded PostgreSQL does not run here \(.+\): set DATABASE_URL to a PostgreSQL server\.$/,
    )
  })
})

import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canKeepFiles, postgresAccount, run } from '#stack/postgres-account.ts'
import { CHECKOUT } from '../setup/checkout-copy.ts'
import { isRoot } from './stack-fixture.ts'

let folder: string
const { PATH } = process.env

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tongchou-account-')))
})

afterEach(() => {
  process.env.PATH = PATH
  rmSync(folder, { recursive: true, force: true })
})

const isKnown = readFileSync('/etc/passwd', 'utf8').includes('\npostgres:')
const STRANGER = { uid: 54_321, gid: 54_321 }
/** Whether any user of this machine can read the checkout and run this Node. */
const isOpen = run(isRoot ? STRANGER : {}, process.execPath, [
  '--check',
  join(CHECKOUT, 'scripts/typescript.mjs'),
])
const hasSetpriv = spawnSync('setpriv', ['--version']).status === 0

/** The result of `postgresAccount` in a separate process. */
function asked(command: string, args: string[], options = {}): string {
  const script = `import('#stack/postgres-account.ts').then(({ postgresAccount }) => {
    try { console.log(postgresAccount('/nowhere')) } catch (error) { console.log(error.message) }
  })`
  const node = [process.execPath, '--import', './scripts/typescript.mjs', '-e', script]
  const [program = '', ...rest] = [command, ...args, ...node].filter((word) => word !== '')
  const env = { ...process.env, HOME: '/', TMPDIR: folder }
  const result = spawnSync(program, rest, { cwd: CHECKOUT, env, encoding: 'utf8', ...options })
  return result.stdout + result.stderr
}

describe('the user that runs PostgreSQL', () => {
  it.skipIf(isRoot)('is the user who starts it [not as root]', () => {
    expect(postgresAccount(folder)).toEqual({})
    expect(canKeepFiles({}, folder)).toBe(true)
  })

  it.runIf(isRoot && isKnown)(
    'is found also without the tools for users [as root, with a user postgres]',
    () => {
      const found = postgresAccount(join(folder, 'none'))
      process.env.PATH = folder
      expect(postgresAccount(join(folder, 'none'))).toEqual(found)
      expect(found.uid).toBeGreaterThan(0)
    },
  )

  it.runIf(isRoot)('is the owner of the data folder, with any user id [as root]', () => {
    const data = join(folder, 'data')
    mkdirSync(data)
    chownSync(data, STRANGER.uid, STRANGER.gid)
    expect(postgresAccount(data)).toEqual(STRANGER)
  })

  it.runIf(isRoot)('does not get root’s environment [as root]', () => {
    process.env.SMTP_URL = 'smtp://someone:secret@mail'
    try {
      expect(run(postgresAccount(folder), '/usr/bin/env', []).stdout).not.toContain('secret')
    } finally {
      delete process.env.SMTP_URL
    }
  })

  it.runIf(isRoot && isOpen.status === 0)(
    'must have a name [as root, in a checkout that all can read]',
    () => {
      expect(asked('', [], STRANGER)).toMatch(
        /^PostgreSQL does not run as a user without a name \(uid 54321\): run the command as .+ DATABASE_URL .+\.$/m,
      )
    },
  )

  it.runIf(isRoot && hasSetpriv)('must be one that root may become [as root, with setpriv]', () => {
    expect(asked('setpriv', ['--bounding-set=-setuid', '--inh-caps=-setuid'])).toMatch(
      /^PostgreSQL cannot run as root, and this system does not let root act as another user .+ DATABASE_URL .+\.$/m,
    )
  })
})

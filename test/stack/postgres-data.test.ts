import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { identify } from '#stack/process-record.ts'
import { removeState } from '#stack/remove-state.ts'
import { isRunning, type Stack, startStack } from '#stack/stack.ts'
import { stateFolder } from '#stack/state.ts'
import { type TemporaryRoot, temporaryRoot } from '#stack/temporary-root.ts'
import { gone, isRoot, separateLauncher, sql } from './stack-fixture.ts'

let root: TemporaryRoot
let checkout: string
const umask = process.umask()
const started: Stack[] = []

/** A checkout below a folder that only its owner can enter, as below /root. */
beforeEach(() => {
  root = temporaryRoot('closed')
  chmodSync(root.folder, 0o700)
  checkout = join(root.folder, '统筹 系统')
  mkdirSync(checkout)
  chmodSync(checkout, 0o755)
})

afterEach(async () => {
  process.umask(umask)
  for (const stack of started.splice(0)) await stack.stop()
  for (const name of ['统筹 系统', 'moved', 'copied']) removeState(stateFolder(join(root.folder, name)))
  root.remove()
})

/** Starts only PostgreSQL; Temporal is that of the test run. */
const start = async (folder = checkout): Promise<Stack> => {
  const env = { ...process.env, TEMPORAL_ADDRESS: inject('servers').temporalAddress }
  const stack = await startStack({ root: folder, env, processes: 'servers', quiet: true })
  started.push(stack)
  return stack
}
const linkOf = (folder = checkout): string => join(folder, '.tongchou/postgres')

async function keep(word: string): Promise<void> {
  const stack = await start()
  await sql(stack, 'create table if not exists kept (word text)')
  await sql(stack, `insert into kept values ('${word}')`)
  await stack.stop()
}

async function kept(folder = checkout): Promise<unknown[]> {
  const stack = await start(folder)
  const rows = await sql(stack, 'select word from kept')
  await stack.stop()
  return rows.map(({ word }) => word)
}

describe('PostgreSQL’s data', { timeout: 120_000 }, () => {
  it.each(['022', '027', '077'])(
    'is kept over restarts in a folder that is closed to other users, under umask %s',
    async (mask) => {
      process.umask(Number.parseInt(mask, 8))
      await keep('承诺')
      expect(await kept()).toEqual(['承诺'])
      expect(statSync(`${linkOf()}/.`).mode & 0o777).toBe(0o700)
      expect(statSync(join(checkout, '.tongchou/postgres.password')).mode & 0o777).toBe(0o600)
    },
  )

  it.runIf(existsSync('/proc'))('is served without the secrets of the launcher’s environment', async () => {
    process.env.SMTP_URL = 'smtp://someone:secret@mail'
    const stack = await start()
    delete process.env.SMTP_URL
    const environment = readFileSync(`/proc/${stack.pids().postgres}/environ`, 'utf8')
    await stack.stop()
    expect(environment).toContain('LC_MESSAGES=C')
    expect(environment).not.toContain('secret')
  })

  it.runIf(isRoot)('of another user is not changed: the start names that user [as root]', async () => {
    mkdirSync(join(checkout, '.tongchou'))
    chownSync(join(checkout, '.tongchou'), 54_321, 54_321)
    const sentence = /\.tongchou belongs to another user \(uid 54321\).+: run the command as that user/
    await expect(start()).rejects.toThrow(sentence)
  })

  it.skipIf(isRoot)('needs a folder that this user can write: the start says so [not as root]', async () => {
    chmodSync(checkout, 0o500)
    await expect(start()).rejects.toThrow(
      /needs the folder .+\.tongchou, which cannot be created .+: create it for/,
    )
    chmodSync(checkout, 0o700)
  })
})

describe.runIf(isRoot)(
  'PostgreSQL’s data, when root’s checkout is closed to others [as root]',
  { timeout: 120_000 },
  () => {
    const home = (folder = checkout): string => dirname(readlinkSync(linkOf(folder)))

    it('is in a home that root created for PostgreSQL’s user only, and is deleted by a reset', async () => {
      await keep('here')
      const place = home()
      expect(lstatSync(place)).toMatchObject({ uid: 0 })
      expect(lstatSync(place).mode & 0o777).toBe(0o711)
      expect(lstatSync(join(place, 'postgres')).uid).not.toBe(0)
      expect(existsSync(join(place, 'postgres.password.new'))).toBe(false)
      removeState(stateFolder(checkout))
      expect(existsSync(place)).toBe(false)
      expect(existsSync(join(checkout, '.tongchou'))).toBe(false)
    })

    it('stays consistent when the launcher was killed, and is served by one server at a time', async () => {
      const launcher = await separateLauncher(checkout)
      process.kill(launcher.pid, 'SIGKILL')
      await gone([launcher.pid], 10_000)
      expect(identify(launcher.pids.postgres ?? 0)).toBeDefined()
      const stack = await start()
      expect(await gone(Object.values(launcher.pids), 0)).toBe(true)
      expect(await start()).toMatchObject({ isAttached: true, adminDatabaseUrl: stack.adminDatabaseUrl })
      await stack.stop()
      expect(isRunning(checkout)).toBe(false)
    })

    it('still belongs to a checkout that was moved', async () => {
      await keep('moved')
      renameSync(checkout, join(root.folder, 'moved'))
      // A new checkout in the old folder has its own data.
      const fresh = await start()
      await expect(sql(fresh, 'select word from kept')).rejects.toThrow('does not exist')
      await fresh.stop()
      expect(await kept(join(root.folder, 'moved'))).toEqual(['moved'])
      expect(await kept(join(root.folder, 'moved'))).toEqual(['moved'])
    })

    it('is not shared with a copy of the checkout, and a reset of the copy does not delete it', async () => {
      await keep('original')
      const copied = join(root.folder, 'copied')
      cpSync(checkout, copied, { recursive: true, verbatimSymlinks: true })
      await expect(start(copied)).rejects.toThrow(/is a copy of .*统筹 系统.*npm run reset/)
      removeState(stateFolder(copied))
      const stack = await start(copied)
      await stack.stop()
      expect(await kept()).toEqual(['original'])
    })

    it('of a deleted checkout does not prevent a new one', async () => {
      await keep('old')
      const old = home()
      rmSync(checkout, { recursive: true })
      const stack = await start()
      expect(home()).not.toBe(old)
      await stack.stop()
      rmSync(old, { recursive: true })
    })

    it('is made again when the first start was killed before it was complete', async () => {
      const stack = await start()
      await stack.stop()
      rmSync(join(home(), 'postgres'), { recursive: true })
      await keep('second')
      expect(await kept()).toEqual(['second'])
    })

    it('that a person has moved elsewhere is used there, and a reset does not delete it', async () => {
      chmodSync(root.folder, 0o711)
      await keep('on another disk')
      const elsewhere = join(root.folder, 'disk')
      renameSync(linkOf(), elsewhere)
      symlinkSync(elsewhere, linkOf())
      expect(await kept()).toEqual(['on another disk'])
      removeState(stateFolder(checkout))
      expect(existsSync(join(elsewhere, 'PG_VERSION'))).toBe(true)
    })

    it('that is missing, or that other users can change, ends the start with a sentence', async () => {
      await keep('gone')
      chmodSync(home(), 0o777)
      await expect(start()).rejects.toThrow(/^Other users of this machine can change .+`npm run reset`\.$/)
      rmSync(home(), { recursive: true })
      await expect(start()).rejects.toThrow(
        /^The data folder .+ is missing: restore it, or .+`npm run reset`\.$/,
      )
    })

    it('in a checkout that was closed later ends the start with a sentence, and is kept', async () => {
      chmodSync(root.folder, 0o711)
      await keep('inside')
      chmodSync(root.folder, 0o700)
      await expect(start()).rejects.toThrow(/cannot enter .+ any more: open the folders above it/)
      chmodSync(root.folder, 0o711)
      expect(await kept()).toEqual(['inside'])
    })
  },
)

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeState } from '#stack/remove-state.ts'
import { startStack } from '#stack/stack.ts'
import { stateFolder } from '#stack/state.ts'
import { type TemporaryRoot, temporaryRoot } from '#stack/temporary-root.ts'
import { copyCheckout } from '../setup/checkout-copy.ts'
import { FIRST_START_MS, isRemembered, isRoot, sql, startExecution } from './stack-fixture.ts'

const ADDRESS_OF_API = /API +(http:\/\/127\.0\.0\.1:\d+)/
const hasGo = spawnSync('go', ['version']).status === 0
const NO_HOME = '/dev/null/home'

let root: TemporaryRoot
let checkout: string

beforeEach(() => {
  root = temporaryRoot('any')
  // All characters with a meaning in addresses, patterns, shells and lists, except those that are refused with a sentence.
  checkout = join(root.folder, "统筹 系统 #1 (50%20) 'a' [b] & c; d:e")
})

afterEach(() => {
  removeState(stateFolder(checkout))
  root.remove()
})

/** Starts one of our commands as a process. */
function commandIn(folder: string, args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ['--import', './scripts/typescript.mjs', ...args], {
    cwd: folder,
    env: { ...process.env, DATABASE_URL: '', TEMPORAL_ADDRESS: '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Resolves with the first match in the output of the command. */
function outputUntil(command: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((found, failed) => {
    let text = ''
    command.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const match = pattern.exec(text)
      if (match) found(match)
    })
    command.once('close', () => failed(new Error(`it ended before it said ${pattern}: ${text}`)))
  })
}

/** Sets the mode of all folders of a checkout except that of its state. */
function setMode(folder: string, mode: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name !== '.tongchou') setMode(join(folder, entry.name), mode)
  }
  chmodSync(folder, mode)
}

/** Checks that `npm start` runs until the API answers, and can be ended. */
async function expectToRun(command: ChildProcess): Promise<void> {
  const [, api] = await outputUntil(command, ADDRESS_OF_API)
  expect((await fetch(`${api}/readyz`)).status).toBe(200)
  command.kill('SIGTERM')
  await once(command, 'exit')
}

describe('a checkout', { timeout: FIRST_START_MS }, () => {
  it('may have any name: spaces, Chinese, and characters with a meaning elsewhere', async () => {
    copyCheckout(checkout)
    await expectToRun(commandIn(checkout, ['scripts/start.ts']))
    expect(existsSync(join(checkout, '.tongchou/temporal.db'))).toBe(true)
  })

  it.skipIf(isRoot)('may be read-only, once its state has a folder [not as root]', async () => {
    copyCheckout(checkout)
    mkdirSync(join(checkout, '.tongchou'))
    setMode(checkout, 0o555)
    await expectToRun(commandIn(checkout, ['scripts/start.ts']))
    setMode(checkout, 0o755)
  })

  it('may have a path up to the maximum for its database files; a longer path is refused with a sentence', async () => {
    const folder = longPath(root.folder, 480 - '/.tongchou'.length)
    mkdirSync(folder, { recursive: true })
    const stack = await startStack({ root: folder, processes: 'servers', quiet: true })
    expect(await sql(stack, 'select 1 as one')).toEqual([{ one: 1 }])
    await startExecution(stack, 'far/away')
    expect(await isRemembered(stack, 'far/away')).toBe(true)
    await stack.stop()
    removeState(stateFolder(folder))

    const tooLong = startStack({ root: `${folder}x`, processes: 'servers', quiet: true })
    await expect(tooLong).rejects.toThrow(/has 481 bytes, and .+: move the checkout to a shorter path\.$/)
  })

  it.runIf(hasGo)('builds its programs for a user without a home [with Go]', async () => {
    const program = join(root.folder, 'program')
    mkdirSync(program)
    writeFileSync(join(program, 'go.mod'), 'module program\n\ngo 1.21\n')
    writeFileSync(join(program, 'main.go'), 'package main\n\nfunc main() { println("built") }\n')
    const script = `import('#stack/go-build.ts').then(async ({ builtProgram }) => {
      const program = { name: 'program', sources: ${JSON.stringify(program)}, package: '.', says: 'it' }
      console.log('at ' + await builtProgram(process.env, program, () => undefined))
    })`
    const env = { HOME: NO_HOME, XDG_CACHE_HOME: '', GOCACHE: '', GOMODCACHE: '', GOPATH: '' }
    copyCheckout(checkout)
    const command = commandIn(checkout, ['-e', script], env)
    const [, built = ''] = await outputUntil(command, /^at (.+)$/m)
    expect(built.startsWith(join(checkout, '.tongchou/cache/program/'))).toBe(true)
    expect(spawnSync(built, { encoding: 'utf8' }).stderr).toBe('built\n')
  })
})

/** A folder below another one whose path has this many bytes. */
function longPath(folder: string, bytes: number): string {
  const missing = bytes - Buffer.byteLength(folder) - 1
  const [whole, rest] = [Math.floor((missing - 1) / 100), ((missing - 1) % 100) + 1]
  return join(folder, ...Array.from({ length: whole }, () => 'x'.repeat(99)), 'y'.repeat(rest))
}

import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CHECKOUT } from '../setup/checkout-copy.ts'

let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tongchou-before-')))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs a small TypeScript program in the same way as every command. */
function started(env: NodeJS.ProcessEnv, checkout = CHECKOUT) {
  const script = `import('#stack/state.ts').then(({ stateFolder }) => {
    console.log(stateFolder('here').folder, process.env.TMPDIR)
  })`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', './scripts/typescript.mjs', '-e', script],
    { cwd: checkout, env: { ...process.env, ...env }, encoding: 'utf8' },
  )
  return { status, stdout: stdout.trim(), stderr: stderr.trim() }
}

describe('every command', () => {
  it('runs although the folder for temporary files cannot be written', () => {
    writeFileSync(join(folder, 'file'), '')
    expect(started({ TMPDIR: join(folder, 'file') })).toEqual({
      ...{ status: 0, stderr: '' },
      stdout: 'here/.tongchou /tmp',
    })
  })

  it('uses an absolute path for temporary files when TMPDIR is relative', () => {
    mkdirSync(join(CHECKOUT, '.tongchou'), { recursive: true })
    expect(started({ TMPDIR: '.tongchou' }).stdout).toBe(`here/.tongchou ${join(CHECKOUT, '.tongchou')}`)
    rmSync(join(CHECKOUT, '.tongchou', `tsx-${process.geteuid?.()}`), { recursive: true, force: true })
  })

  it('runs no code from a folder that another user may have created', () => {
    const planted = join(folder, `tsx-${process.geteuid?.()}`)
    mkdirSync(planted)
    chmodSync(planted, 0o777)
    expect(started({ TMPDIR: folder })).toMatchObject({ status: 0, stderr: '' })
    expect(readdirSync(planted)).toEqual([])
    chmodSync(planted, 0o700)
    expect(started({ TMPDIR: folder }).status).toBe(0)
    expect(readdirSync(planted)).not.toEqual([])
  })

  it.each(['?', '*', '!'])('says in one sentence that it cannot work below a folder with %s', (character) => {
    const checkout = join(folder, `a${character}b`)
    cpSync(join(CHECKOUT, 'scripts'), join(checkout, 'scripts'), { recursive: true })
    expect(started({}, checkout)).toEqual({
      ...{ status: 1, stdout: '' },
      stderr: `The path ${checkout} contains ${character}, which Node’s tools misread: rename the folder.`,
    })
  })
})

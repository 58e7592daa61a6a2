import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasGo } from '#stack/go-build.ts'
import { fetchToolchain, goEnvironment } from '#stack/go-toolchain.ts'
import { type TemporaryRoot, temporaryRoot } from '#stack/temporary-root.ts'

let root: TemporaryRoot

beforeEach(() => {
  root = temporaryRoot('go')
})

afterEach(() => root.remove())

/** A module that needs this version of Go, on a machine without network. */
function moduleFor(version: string) {
  const cwd = join(root.folder, 'program')
  mkdirSync(cwd)
  writeFileSync(join(cwd, 'go.mod'), `module program\n\ngo ${version}\n`)
  return { cwd, env: goEnvironment({ ...process.env, GOPROXY: 'off' }) }
}

describe.runIf(hasGo())('the Go toolchain of a build [with Go]', () => {
  it('may be downloaded in a newer version, also if the installation is set to `local`', () => {
    expect(goEnvironment({ ...process.env, GOTOOLCHAIN: 'local' }).GOTOOLCHAIN).toBe('auto')
  })

  it('is the one that the environment names', () => {
    expect(goEnvironment({ ...process.env, GOTOOLCHAIN: 'path' }).GOTOOLCHAIN).toBe('path')
  })

  it('is the installed one if that is new enough', async () => {
    await expect(fetchToolchain(moduleFor('1.21'))).resolves.toBeUndefined()
  })

  it('is named in one sentence if the installed one is too old and no newer one can be downloaded', async () => {
    await expect(fetchToolchain(moduleFor('1.99.0'))).rejects.toThrow(
      /^program needs Go 1\.99\.0, installed is Go \d\S+, and the newer one could not be downloaded \([^\n]+\): install it, or let Go reach its module proxy \(GOPROXY\)$/,
    )
  })
})

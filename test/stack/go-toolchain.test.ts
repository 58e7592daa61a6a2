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

/** A module that asks for this Go, on a machine that reaches nothing. */
function moduleFor(version: string) {
  const cwd = join(root.folder, 'program')
  mkdirSync(cwd)
  writeFileSync(join(cwd, 'go.mod'), `module program\n\ngo ${version}\n`)
  return { cwd, env: goEnvironment({ ...process.env, GOPROXY: 'off' }) }
}

describe.runIf(hasGo())('the Go of a build [with Go]', () => {
  it('may fetch a newer one, also where the installation is set to the local one', () => {
    expect(goEnvironment({ ...process.env, GOTOOLCHAIN: 'local' }).GOTOOLCHAIN).toBe('auto')
  })

  it('is the one that somebody chose by name', () => {
    expect(goEnvironment({ ...process.env, GOTOOLCHAIN: 'path' }).GOTOOLCHAIN).toBe('path')
  })

  it('is the installed one where that is new enough', async () => {
    await expect(fetchToolchain(moduleFor('1.21'))).resolves.toBeUndefined()
  })

  it('is asked for in one sentence where it is older and nothing can be fetched', async () => {
    await expect(fetchToolchain(moduleFor('1.99.0'))).rejects.toThrow(
      /^program needs Go 1\.99\.0, here is Go \d\S+, and the newer one could not be fetched \([^\n]+\): install it, or let Go reach its module proxy \(GOPROXY\)$/,
    )
  })
})

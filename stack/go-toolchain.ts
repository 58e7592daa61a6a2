import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { cachePath, canWrite } from './cache.ts'

/** The folder of the module in which a Go command runs, and its environment. */
export interface GoRun {
  readonly cwd: string
  readonly env: NodeJS.ProcessEnv
}

const OWN_CACHES = { GOCACHE: 'build', GOMODCACHE: 'modules' } as const

/** The environment for Go. If Go's default caches are unknown or cannot be written, they are put beside our cache. */
export function goEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = [...Object.keys(OWN_CACHES), 'GOFLAGS', 'GOTOOLCHAIN']
  const { stdout } = spawnSync('go', ['env', '-json', ...names], { env, encoding: 'utf8' })
  const usual = JSON.parse(stdout || '{}') as Record<string, string>
  // With `local`, as some installations have it, Go does not download the newer toolchain that a module needs.
  const toolchain = usual.GOTOOLCHAIN === 'local' ? { GOTOOLCHAIN: 'auto' } : {}
  const missing = Object.entries(OWN_CACHES).filter(([name]) => !isUsable(usual[name]))
  if (missing.length === 0) return { ...env, ...toolchain }
  return {
    ...env,
    ...toolchain,
    ...Object.fromEntries(missing.map(([name, folder]) => [name, cachePath(env, 'go', folder)])),
    // By default modules are read-only, so that even their owner cannot remove the folder.
    GOFLAGS: `${usual.GOFLAGS ?? ''} -modcacherw`.trim(),
  }
}

function isUsable(folder: string | undefined): boolean {
  return folder !== undefined && isAbsolute(folder) && canWrite(folder)
}

/** Lets Go download the toolchain that the module needs, if the installed one is older. */
export async function fetchToolchain(go: GoRun): Promise<void> {
  const said = readFileSync(join(go.cwd, 'go.mod'), 'utf8')
  const [module, wanted] = [/^module (\S+)/m, /^go (\S+)/m].map((pattern) => pattern.exec(said)?.[1] ?? '')
  const answer = await runGo(['version'], go).catch((error: Error) => error)
  unlockToolchains(go)
  if (typeof answer === 'string' && compareVersions(versionIn(answer), wanted ?? '') >= 0) return
  const local = { ...go.env, GOTOOLCHAIN: 'local' }
  const { stdout } = spawnSync('go', ['version'], { env: local, encoding: 'utf8' })
  const reason = typeof answer === 'string' ? '' : ` (${answer.message.split('\n').at(-1)})`
  throw new Error(
    `${module} needs Go ${wanted}, installed is Go ${versionIn(stdout)}, and the newer one could not be downloaded${reason}: ` +
      'install it, or let Go reach its module proxy (GOPROXY)',
  )
}

const versionIn = (answer: string): string => /\bgo(\d\S*)/.exec(answer)?.[1] ?? ''

const compareVersions = (left: string, right: string): number =>
  left.localeCompare(right, 'en', { numeric: true })

/** Makes toolchains in the module cache writable, because `-modcacherw` does not apply to them. */
function unlockToolchains({ env }: GoRun): void {
  const { GOMODCACHE = '' } = env
  const toolchains = join(GOMODCACHE, 'golang.org')
  if (GOMODCACHE !== cachePath(env, 'go', OWN_CACHES.GOMODCACHE) || !existsSync(toolchains)) return
  chmodSync(toolchains, 0o755)
  for (const entry of readdirSync(toolchains, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o755)
  }
}

/** Resolves with the output of Go; rejects with the end of its error output. */
export function runGo(args: readonly string[], { cwd, env }: GoRun): Promise<string> {
  return new Promise((resolve, reject) => {
    const go = spawn('go', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const end = () => go.kill('SIGTERM')
    process.once('exit', end)
    let output = ''
    let errors = ''
    go.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    go.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-2_000)
    })
    go.once('error', reject)
    go.once('close', (code) => {
      process.off('exit', end)
      if (code === 0) return resolve(output)
      reject(new Error(`go ${args[0]} ended with code ${code}: ${errors.trim()}`))
    })
  })
}

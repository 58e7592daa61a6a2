import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cachePath, canWrite } from './cache.ts'
import { claim } from './claim.ts'

export type Report = (line: string) => void

const PROGRESS_EVERY_MS = 20_000

/** A program that is built from a Go module of ours. */
export interface GoProgram {
  name: string
  /** Folder of the module. */
  sources: string
  /** Its main package. */
  package: string
  /** For people who wait. */
  says: string
}

/** Where the program is once it is built. */
export function builtPath(env: NodeJS.ProcessEnv, { name, sources }: GoProgram): string {
  return cachePath(env, name, buildKey(sources), name)
}

/** Identifies what would be built: its sources and the locked versions of all it depends on. */
function buildKey(sources: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(sources).toSorted()) {
    if (!/(\.go|^go\.mod|^go\.sum)$/.test(name)) continue
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(sources, name)))
      .update('\0')
  }
  return `built-${hash.digest('hex').slice(0, 16)}-${process.platform}-${process.arch}`
}

export function hasGo(): boolean {
  return spawnSync('go', ['version'], { stdio: 'ignore' }).status === 0
}

/**
 * The path of the program, which is built into the cache unless it is there. Several checkouts may ask at once: one
 * builds, the others wait for it, and the file appears whole or not at all.
 */
export async function builtProgram(
  env: NodeJS.ProcessEnv,
  program: GoProgram,
  report: Report,
): Promise<string> {
  const target = builtPath(env, program)
  if (existsSync(target)) return target
  mkdirSync(dirname(target), { recursive: true })
  const lock = await lockBuild(`${target}.lock`, program, report)
  try {
    if (!existsSync(target)) await build(env, program, { target, report })
  } finally {
    lock.release()
  }
  return target
}

async function lockBuild(file: string, { says }: GoProgram, report: Report): Promise<{ release(): void }> {
  const progress = progressLine(`another checkout is building ${says}; waiting for it`, report)
  try {
    for (;;) {
      const attempt = claim(file)
      if (attempt.mine) return attempt
      progress.start()
      await sleep(500)
    }
  } finally {
    progress.end()
  }
}

async function build(
  env: NodeJS.ProcessEnv,
  program: GoProgram,
  { target, report }: { target: string; report: Report },
): Promise<void> {
  const draft = `${target}.${process.pid}`
  const progress = progressLine(`building ${program.says}`, report)
  progress.start()
  try {
    const options = ['-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', draft]
    await runGo(['build', ...options, program.package], program.sources, goEnvironment(env))
    chmodSync(draft, 0o755)
    renameSync(draft, target)
  } finally {
    progress.end()
    rmSync(draft, { force: true })
  }
}

const OWN_CACHES = { GOCACHE: 'build', GOMODCACHE: 'modules' } as const

/** With Go's own caches beside ours where those that it would take cannot be written, or where it knows none. */
function goEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names = [...Object.keys(OWN_CACHES), 'GOFLAGS']
  const { stdout } = spawnSync('go', ['env', '-json', ...names], { env, encoding: 'utf8' })
  const usual = JSON.parse(stdout || '{}') as Record<string, string>
  const missing = Object.entries(OWN_CACHES).filter(([name]) => !isUsable(usual[name]))
  if (missing.length === 0) return env
  return {
    ...env,
    ...Object.fromEntries(missing.map(([name, folder]) => [name, cachePath(env, 'go', folder)])),
    // Modules are read-only by default, and then even their owner cannot remove the folder.
    GOFLAGS: `${usual.GOFLAGS ?? ''} -modcacherw`.trim(),
  }
}

function isUsable(folder: string | undefined): boolean {
  return folder !== undefined && isAbsolute(folder) && canWrite(folder)
}

function runGo(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = spawn('go', args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] })
    const end = () => go.kill('SIGTERM')
    process.once('exit', end)
    let errors = ''
    go.stderr.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-2_000)
    })
    go.once('error', reject)
    go.once('close', (code) => {
      process.off('exit', end)
      if (code === 0) return resolve()
      reject(new Error(`go build ended with code ${code}: ${errors.trim()}`))
    })
  })
}

function progressLine(text: string, report: Report): { start(): void; end(): void } {
  let timer: NodeJS.Timeout | undefined
  const since = Date.now()
  return {
    start() {
      if (timer) return
      report(`${text} …`)
      timer = setInterval(() => report(`${text} … ${elapsed(Date.now() - since)}`), PROGRESS_EVERY_MS)
    },
    end: () => clearInterval(timer),
  }
}

function elapsed(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  return minutes === 0 ? `${seconds}s` : `${minutes}m${String(seconds % 60).padStart(2, '0')}s`
}

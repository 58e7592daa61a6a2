import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cachePath } from './cache.ts'
import { fetchToolchain, goEnvironment, runGo } from './go-toolchain.ts'
import { acquireLock } from './lock-file.ts'

export type Report = (line: string) => void

const PROGRESS_EVERY_MS = 20_000

/** A program that is built from one of our Go modules. */
export interface GoProgram {
  name: string
  /** Folder of the module. */
  sources: string
  /** Its main package. */
  package: string
  /** What is built, for the progress lines. */
  says: string
}

/** The path of the built program. */
export function builtPath(env: NodeJS.ProcessEnv, { name, sources }: GoProgram): string {
  return cachePath(env, name, buildKey(sources), name)
}

/** The cache key of the program: the hash of its sources and the locked versions of its dependencies. */
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
 * The path of the program. Builds it into the cache if it is missing. If several checkouts need it at the same time, one builds it and
 * the others wait. The finished file is renamed, so an incomplete one is never used.
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
      const attempt = acquireLock(file)
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
    const go = { cwd: program.sources, env: goEnvironment(env) }
    await fetchToolchain(go)
    await runGo(['build', ...options, program.package], go)
    chmodSync(draft, 0o755)
    renameSync(draft, target)
  } finally {
    progress.end()
    rmSync(draft, { force: true })
  }
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

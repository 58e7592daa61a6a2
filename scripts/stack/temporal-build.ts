import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { claim } from './claim.ts'

export type Report = (line: string) => void

const PROGRESS_EVERY_MS = 20_000

/** Identifies what would be built: its sources and the locked versions of all it depends on. */
export function buildKey(sources: string): string {
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
 * Builds the server into the cache. Several checkouts may ask at once: one builds, the others wait for it, and
 * the file appears whole or not at all.
 */
export async function buildTemporal(sources: string, target: string, report: Report): Promise<void> {
  mkdirSync(dirname(target), { recursive: true })
  const lock = await lockBuild(`${target}.lock`, report)
  try {
    if (!existsSync(target)) await build(sources, target, report)
  } finally {
    lock.release()
  }
}

async function lockBuild(file: string, report: Report): Promise<{ release(): void }> {
  const progress = progressLine('another checkout is building the Temporal server; waiting for it', report)
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

async function build(sources: string, target: string, report: Report): Promise<void> {
  const draft = `${target}.${process.pid}`
  const progress = progressLine('building the Temporal server with Go, first time about 6 minutes', report)
  progress.start()
  try {
    await runGo(['build', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', draft, '.'], sources)
    chmodSync(draft, 0o755)
    renameSync(draft, target)
  } finally {
    progress.end()
    rmSync(draft, { force: true })
  }
}

function runGo(args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = spawn('go', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
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

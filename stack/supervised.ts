import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ProcessRecord, record } from './process-record.ts'

/** One process to keep running. */
export interface ProcessSpec {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  readonly uid?: number
  readonly gid?: number
  /** Runs before each start, for example to clean up after a killed process. */
  readonly before?: () => Promise<void>
  /** Whether the process is ready. Called repeatedly; may throw. */
  readonly isReady: () => Promise<boolean>
  readonly readyTimeoutMs: number
  readonly stopSignal: NodeJS.Signals
  readonly stopGraceMs: number
}

export interface SupervisedEvents {
  /** Called immediately after a process was started, so that it can be stored. */
  readonly started: (name: string, process: ProcessRecord) => void
  readonly died: (name: string, how: string) => void
}

const BACK_OFF_MS_MIN = 100
const BACK_OFF_MS_MAX = 5_000
const READY_POLL_MS = 100
const STEADY_AFTER_MS = 10_000
const LOG_BYTES_MAX = 10 * 1024 * 1024

/** Starts one process, and again whenever it ends, until it is stopped. */
export class Supervised {
  readonly spec: ProcessSpec
  private readonly logs: string
  private readonly events: SupervisedEvents
  private child: ChildProcess | undefined
  private exited: Promise<void> = Promise.resolve()
  private isStopping = false
  private deaths = 0
  private lastDeath = ''
  private loop: Promise<void> | undefined

  constructor(spec: ProcessSpec, logs: string, events: SupervisedEvents) {
    this.spec = spec
    this.logs = logs
    this.events = events
  }

  get pid(): number | undefined {
    return this.child?.pid
  }

  get logFile(): string {
    return join(this.logs, `${this.spec.name}.log`)
  }

  /** Starts it and waits until it is ready. Throws if it ends repeatedly before that. */
  async start(): Promise<void> {
    this.loop = this.keepRunning()
    const deadline = Date.now() + this.spec.readyTimeoutMs
    while (!(await this.isReady())) {
      if (this.isStopping) throw new Error(`${this.spec.name} was stopped while it started`)
      if (this.deaths >= 5) throw this.failure(`it ended ${this.deaths} times (${this.lastDeath})`)
      if (Date.now() > deadline) throw this.failure(`no answer in ${this.spec.readyTimeoutMs / 1000} s`)
      await sleep(READY_POLL_MS)
    }
    this.deaths = 0
  }

  /** Waits until it is ready, also over restarts. */
  async waitReady(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs
    while (!(await this.isReady())) {
      if (Date.now() > deadline) throw this.failure(`no answer in ${timeoutMs / 1000} s`)
      await sleep(READY_POLL_MS)
    }
  }

  /** Signals it to end, and kills its whole process group after the grace time. */
  async stop(): Promise<void> {
    this.isStopping = true
    this.signal(this.spec.stopSignal)
    const timer = setTimeout(() => this.signalGroup('SIGKILL'), this.spec.stopGraceMs)
    await this.loop
    clearTimeout(timer)
  }

  /** Kills it without warning and waits until it has ended. The supervisor starts it again. */
  async kill(): Promise<void> {
    const { exited } = this
    this.signal('SIGKILL')
    await exited
  }

  /** Sends it a signal, if it is running. */
  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal)
  }

  private async isReady(): Promise<boolean> {
    const { child } = this
    if (!child) return false
    const isReady = await this.spec.isReady().catch(() => false)
    // The answer counts only if the process was not restarted meanwhile.
    return isReady && child === this.child
  }

  private async keepRunning(): Promise<void> {
    let backOffMs = BACK_OFF_MS_MIN
    while (!this.isStopping) {
      const startedAt = Date.now()
      await this.runOnce()
      if (this.isStopping) return
      this.deaths += 1
      this.events.died(this.spec.name, this.lastDeath)
      backOffMs = Date.now() - startedAt > STEADY_AFTER_MS ? BACK_OFF_MS_MIN : backOffMs
      await sleep(backOffMs)
      backOffMs = Math.min(backOffMs * 2, BACK_OFF_MS_MAX)
    }
  }

  private async runOnce(): Promise<void> {
    try {
      await this.spec.before?.()
      if (this.isStopping) return
      this.exited = this.spawn()
      await this.exited
    } catch (error) {
      this.lastDeath = error instanceof Error ? error.message : String(error)
    }
  }

  private spawn(): Promise<void> {
    const { spec } = this
    const log = openLog(this.logs, this.logFile)
    // Its own process group: Ctrl-C in the terminal reaches only the launcher, which stops all processes in order. The log is an open
    // file, so that the process gets no broken pipe if the launcher is killed.
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      stdio: ['ignore', log, log],
      ...(spec.uid === undefined ? {} : { uid: spec.uid }),
      ...(spec.gid === undefined ? {} : { gid: spec.gid }),
    })
    closeSync(log)
    const started = child.pid === undefined ? undefined : record(child.pid)
    if (started) this.events.started(spec.name, started)
    this.child = child
    return new Promise((resolve, reject) => {
      child.once('error', (error) => {
        this.child = undefined
        reject(error)
      })
      child.once('exit', (code, signal) => {
        this.child = undefined
        this.lastDeath = signal ?? `exit code ${code}`
        resolve()
      })
    })
  }

  private signalGroup(signal: NodeJS.Signals): void {
    if (this.child?.pid === undefined) return
    try {
      process.kill(-this.child.pid, signal)
    } catch {
      this.signal(signal)
    }
  }

  private failure(reason: string): Error {
    return new Error(
      `${this.spec.name} did not start: ${reason}. Its log is ${this.logFile}${lastLines(this.logFile)}`,
    )
  }
}

function openLog(folder: string, file: string): number {
  mkdirSync(folder, { recursive: true })
  if (existsSync(file) && statSync(file).size > LOG_BYTES_MAX) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}

/** Without stack traces, which would leave no room for the line with the message. */
function lastLines(file: string): string {
  if (!existsSync(file)) return ''
  const said = readFileSync(file, 'utf8').trimEnd().split('\n')
  const lines = said.filter((line) => line.trim() !== '' && !/^\s+at /.test(line)).slice(-5)
  return `; its last lines:\n  ${lines.join('\n  ')}`
}

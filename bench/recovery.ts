/**
 * How long people wait when a worker dies: kill -9 while acts are in flight, until the last of them is answered; first with one worker
 * that is started again, then with a second worker.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { choosePorts } from '#stack/ports.ts'
import type { Stack } from '#stack/stack.ts'
import { openProjects, tokenOf } from './our-api.ts'
import { machine, ownStack } from './own-stack.ts'
import { quantile } from './statistics.ts'

const KILLS = 15
const CASES = 6
/** Minimum number of acts in flight at each kill. */
const ACTS_MIN = 4
/** Acts of a killed worker wait until the server's timeout for a workflow task, and not longer. */
const MEDIAN_MAX_MS = 10_000

/** A worker process that can be killed and is started again. */
interface Host {
  kill(): Promise<void>
  /** Resolves when the worker is ready again. */
  back(): Promise<void>
}

/** True when half of the affected acts are answered within the time that the API lets a caller wait. */
export async function benchRecovery(): Promise<boolean> {
  const { stack, stop } = await ownStack({ LOG_LEVEL: 'warn' })
  const first: Host = { kill: () => stack.kill('worker'), back: () => stack.waitReady('worker') }
  const second = new SecondWorker(stack)
  try {
    const alone = await waits(stack.apiUrl, [first])
    await second.back()
    // In turn: the cases of the killed worker go to the other one, which is killed next.
    const beside = await waits(stack.apiUrl, [first, second])
    process.stdout.write(
      [
        'npm run bench -- recovery: kill -9 of a worker, until the acts in flight are answered',
        `${machine()}, load ${loadavg()[0]?.toFixed(1)}`,
        line('started again', alone),
        line('beside another', beside),
        `Bar: a median of ${MEDIAN_MAX_MS / 1000} s.`,
        '',
      ].join('\n'),
    )
    return [alone, beside].every(({ all }) => quantile(all, 0.5) <= MEDIAN_MAX_MS)
  } finally {
    await second.kill()
    await stop()
  }
}

interface Waits {
  /** Every act that was in flight at a kill. */
  all: number[]
  /** The slowest act of each kill. */
  worst: number[]
}

async function waits(url: string, hosts: readonly Host[]): Promise<Waits> {
  const measured: Waits = { all: [], worst: [] }
  for (let count = 0; count < KILLS; count += 1) {
    // New cases each time, so that their histories stay as short as in real use.
    const acts = await ActsUnderWay.open(url, `${hosts.length}-${count}`)
    await sleep(500 + Math.random() * 500)
    while (acts.underWay.size < ACTS_MIN) await sleep(1)
    const hit = [...acts.underWay.values()]
    const host = hosts[count % hosts.length] as Host
    const at = performance.now()
    await host.kill()
    const stopped = acts.stop()
    const [back, ...each] = await Promise.all([
      host.back().then(() => performance.now() - at),
      ...hit.map((act) => act.then((end) => end - at)),
    ])
    await stopped
    measured.all.push(...each)
    measured.worst.push(Math.max(...each))
    const seconds = [Math.max(...each), back].map((ms) => (ms / 1000).toFixed(1))
    process.stdout.write(`${count + 1} of ${KILLS}: ${seconds[0]} s; worker back after ${seconds[1]} s\n`)
  }
  return measured
}

const line = (name: string, { all, worst }: Waits): string => {
  const seconds = (samples: number[], share: number) => (quantile(samples, share) / 1000).toFixed(1)
  return [
    name.padEnd(15),
    `all acts: median ${seconds(all, 0.5)} s, p90 ${seconds(all, 0.9)} s, max ${seconds(all, 1)} s, n ${all.length};`,
    `slowest of each kill: median ${seconds(worst, 0.5)} s, max ${seconds(worst, 1)} s, n ${worst.length}`,
  ].join(' ')
}

/** A second worker, as another host would run it. */
class SecondWorker implements Host {
  private readonly stack: Stack
  private child: ChildProcess | undefined

  constructor(stack: Stack) {
    this.stack = stack
    // The worker must also end when the benchmark is interrupted.
    process.once('exit', () => this.child?.kill('SIGKILL'))
  }

  async kill(): Promise<void> {
    if (!this.child) return
    const gone = once(this.child, 'exit')
    this.child.kill('SIGKILL')
    await gone
    this.child = undefined
  }

  async back(): Promise<void> {
    if (this.child) return
    const { worker: port } = await choosePorts(['worker'], {}, {})
    const main = fileURLToPath(new URL('../activities/worker-main.ts', import.meta.url))
    this.child = spawn(process.execPath, ['--import', 'tsx', main], {
      env: {
        ...process.env,
        ...{ REHEARSAL: '1', LOG_LEVEL: 'warn', WORKER_PORT: String(port), TEMPORAL_NAMESPACE: 'tongchou' },
        DATABASE_URL: this.stack.databaseUrl('tongchou'),
        TEMPORAL_ADDRESS: this.stack.temporalAddress,
      },
      stdio: 'ignore',
    })
    while (!(await isReady(port))) await sleep(100)
  }
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  )

/** Acts on several cases: on each case one act after the other, each repeated until it is answered. */
class ActsUnderWay {
  /** For each act the time of its answer. */
  readonly underWay = new Map<string, Promise<number>>()
  private isRunning = true
  private work: Promise<unknown> = Promise.resolve()
  private readonly url: string
  private readonly approver: string

  private constructor(url: string, approver: string) {
    this.url = url
    this.approver = approver
  }

  static async open(url: string, series: string): Promise<ActsUnderWay> {
    const acts = new ActsUnderWay(url, await tokenOf(url, 'chen-hao', 'approver'))
    const ids = await openProjects(url, `recovery-${series}`, CASES)
    acts.work = Promise.all(ids.map((id) => acts.keepActing(id)))
    return acts
  }

  async stop(): Promise<void> {
    this.isRunning = false
    await this.work
  }

  /** Notices of missing papers. From the second on they are refused, which is recorded like any other outcome. */
  private async keepActing(id: string): Promise<void> {
    for (let round = 0; this.isRunning; round += 1) {
      const key = `${id}-${round}`
      const answered = this.postUntilAnswered(`/v1/projects/${id}/request-supplement`, key)
      this.underWay.set(key, answered)
      await answered
      this.underWay.delete(key)
    }
  }

  private async postUntilAnswered(path: string, key: string): Promise<number> {
    for (;;) {
      const status = await this.post(path, key).catch(() => 0)
      if (status === 200 || status === 409 || status === 422) return performance.now()
      await sleep(50)
    }
  }

  private async post(path: string, key: string): Promise<number> {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.approver}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ items: [{ kind: 'other', what: '补充说明' }] }),
    })
    await response.arrayBuffer()
    return response.status
  }
}

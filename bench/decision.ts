/**
 * One decision at a time: the bare engine (an Update with one local activity and one INSERT) and our API, which
 * authenticates, checks, persists the request, decides, records, projects and answers. The two alternate sample by
 * sample, so that whatever else the machine does hits both. Every sample is a fresh case that waits for it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startStack } from '#scripts/stack/stack.ts'
import { bareEngine } from './bare/engine.ts'
import { type Contender, ourApi } from './our-api.ts'
import { quiet } from './quiet.ts'
import { quantile, timed } from './statistics.ts'

const WARM_UP = 50
const SAMPLES = 300
/** What an answer leaves to be done, a workflow that ends its task or is closed, must not be charged to the other. */
const PAUSE_MS = 60
const RATIO_MAX = 1.5

/** True when our p50 is at most 1.5 times the bare engine's. */
export async function benchDecision(): Promise<boolean> {
  const root = mkdtempSync(join(tmpdir(), 'tongchou-bench-'))
  const env = { ...process.env, REHEARSAL: '1', DEV_ISSUER: '1', LOG_LEVEL: 'warn' }
  const stack = await startStack({ root, processes: 'all', env })
  const contenders: Contender[] = []
  try {
    const total = WARM_UP + SAMPLES
    process.stdout.write(`preparing ${total} cases each …\n`)
    contenders.push(await bareEngine(stack, total), await ourApi(stack.apiUrl, total))
    await quiet(stack.databaseUrl('tongchou'))
    const [bare = [], ours = []] = await alternate(contenders, total)
    return report(bare.slice(WARM_UP), ours.slice(WARM_UP))
  } finally {
    for (const contender of contenders) await contender.stop()
    await stack.stop()
    rmSync(root, { recursive: true, force: true })
  }
}

async function alternate(contenders: readonly Contender[], total: number): Promise<number[][]> {
  const samples: number[][] = contenders.map(() => [])
  for (let index = 0; index < total; index += 1) {
    for (const [which, contender] of contenders.entries()) {
      samples[which]?.push(await timed(() => contender.decide(index)))
      await sleep(PAUSE_MS)
    }
    if (index % 50 === 49) process.stdout.write(`${index + 1} of ${total}\n`)
  }
  return samples
}

function report(bare: readonly number[], ours: readonly number[]): boolean {
  const line = (name: string, samples: readonly number[]): string =>
    `${name.padEnd(12)} p50 ${quantile(samples, 0.5).toFixed(1)} ms   p99 ${quantile(samples, 0.99).toFixed(1)} ms   n ${samples.length}`
  const ratio = quantile(ours, 0.5) / quantile(bare, 0.5)
  const cpu = cpus()
  process.stdout.write(
    [
      'npm run bench -- decision: one decision at a time',
      `${cpu.length} × ${cpu[0]?.model ?? 'cpu'}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
      line('bare engine', bare),
      line('our API', ours),
      `ratio of p50 ${ratio.toFixed(2)} (bar ${RATIO_MAX})`,
      'Until the answer: ours comes when the record has committed, the bare one when its workflow task has ended.',
      '',
    ].join('\n'),
  )
  return ratio <= RATIO_MAX
}

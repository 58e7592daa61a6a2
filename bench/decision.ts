/**
 * One decision at a time: bare Temporal (an Update with one local activity and one INSERT); the same Update of our case, which decides,
 * records, chains, projects and plans notices; and our API, which also authenticates, checks and stores the request. The three alternate
 * sample by sample, so that other load of the machine affects all of them. Every sample is a new case.
 */
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { bareEngine } from './bare/engine.ts'
import type { Contender } from './contender.ts'
import { ourApi } from './our-api.ts'
import { ourUpdate } from './our-update.ts'
import { machine, ownStack } from './own-stack.ts'
import { quantile, timed } from './statistics.ts'
import { untilIdle } from './until-idle.ts'

const WARM_UP = 50
const SAMPLES = 300
/** Cases that are prepared together. Few enough that each is still in its worker's cache when it is decided. */
const SERIES = 50
/** Work after an answer (the end of a workflow task or of a workflow) must not be measured in the next sample. */
const PAUSE_MS = 60
const RATIO_MAX = 1.5

/** True when the p50 of our Update and that of our API are at most 1.5 times the p50 of bare Temporal. */
export async function benchDecision(): Promise<boolean> {
  const { stack, stop } = await ownStack({ LOG_LEVEL: 'warn' })
  const contenders: Contender[] = []
  try {
    contenders.push(await bareEngine(stack), await ourUpdate(stack), await ourApi(stack.apiUrl))
    const samples: number[][] = contenders.map(() => [])
    for (let first = 0; first < WARM_UP + SAMPLES; first += SERIES) {
      for (const contender of contenders) await contender.prepare(first, SERIES)
      await untilIdle(stack.databaseUrl('tongchou'))
      await alternate(contenders, first, samples)
      process.stdout.write(`${first + SERIES} of ${WARM_UP + SAMPLES}\n`)
    }
    const [bare = [], update = [], api = []] = samples
    return report(bare.slice(WARM_UP), update.slice(WARM_UP), api.slice(WARM_UP))
  } finally {
    for (const contender of contenders) await contender.stop()
    await stop()
  }
}

async function alternate(
  contenders: readonly Contender[],
  first: number,
  samples: readonly number[][],
): Promise<void> {
  for (let index = first; index < first + SERIES; index += 1) {
    for (const [which, contender] of contenders.entries()) {
      samples[which]?.push(await timed(() => contender.decide(index)))
      await sleep(PAUSE_MS)
    }
  }
}

function report(bare: readonly number[], update: readonly number[], api: readonly number[]): boolean {
  const median = (samples: readonly number[]): number => quantile(samples, 0.5)
  const line = (name: string, samples: readonly number[]): string =>
    [
      name.padEnd(12),
      `p50 ${median(samples).toFixed(1)} ms   p99 ${quantile(samples, 0.99).toFixed(1)} ms   n ${samples.length}`,
      `   ratio of p50 ${(median(samples) / median(bare)).toFixed(2)}`,
    ].join(' ')
  process.stdout.write(
    [
      'npm run bench -- decision: one decision at a time',
      `${machine()}, load ${loadavg()[0]?.toFixed(1)}`,
      line('bare engine', bare),
      line('our Update', update),
      line('our API', api),
      `Bar for both of ours: ${RATIO_MAX}. An Update is answered when its workflow task has ended; the API answers`,
      'when the record has committed, which is before that.',
      '',
    ].join('\n'),
  )
  return [update, api].every((ours) => median(ours) / median(bare) <= RATIO_MAX)
}

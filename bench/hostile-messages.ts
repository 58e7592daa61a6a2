/**
 * Whether unreadable messages to some cases make other cases slower: one decision at a time, alternately with and without generated
 * messages that are sent directly to Temporal, to a few open cases at a steady pace.
 */

import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, Connection } from '@temporalio/client'
import fc from 'fast-check'
import { caseIdOf } from '#domain/values/ids.ts'
import { type HostileMessage, hostileMessage } from '../test/hosting/hostile-messages.ts'
import { sendHostile } from '../test/hosting/hostile-sending.ts'
import { openProjects, ourApi } from './our-api.ts'
import { machine, ownStack } from './own-stack.ts'
import { quantile, timed } from './statistics.ts'
import { untilIdle } from './until-idle.ts'

const WARM_UP = 30
const BLOCKS = 8
const BLOCK = 50
const TARGETS = 4
const PACES = [10, 40]
const RATIO_MAX = 2
const SEED = 20_261_128

/** True when at each pace the p95 of a decision is at most twice the p95 without such messages. */
export async function benchHostileMessages(): Promise<boolean> {
  const { stack, stop } = await ownStack({ LOG_LEVEL: 'silent' })
  const connection = await Connection.connect({ address: stack.temporalAddress })
  const client = new Client({ connection, namespace: 'tongchou' })
  const { prepare, decide } = await ourApi(stack.apiUrl)
  try {
    process.stdout.write(`${machine()}\n`)
    const targets = await openProjects(stack.apiUrl, 'target', TARGETS)
    await prepare(0, WARM_UP + PACES.length * BLOCKS * BLOCK)
    await untilIdle(stack.databaseUrl('tongchou'))
    const next = decisions(decide)
    await block(next, WARM_UP)
    const isFair: boolean[] = []
    for (const pace of PACES) isFair.push(await measured(next, new Hostility(client, targets, pace)))
    return isFair.every(Boolean)
  } finally {
    await connection.close()
    await stop()
  }
}

type Next = () => Promise<void>

/** Each decision is on another project. */
function decisions(decide: (index: number) => Promise<void>): Next {
  let index = 0
  return () => decide(index++)
}

async function block(next: Next, count: number): Promise<number[]> {
  const samples: number[] = []
  while (samples.length < count) samples.push(await timed(next))
  return samples
}

async function measured(next: Next, hostility: Hostility): Promise<boolean> {
  const [usual, meanwhile]: [number[], number[]] = [[], []]
  for (let at = 0; at < BLOCKS; at += 2) {
    usual.push(...(await block(next, BLOCK)))
    hostility.start()
    meanwhile.push(...(await block(next, BLOCK)))
    await hostility.stop()
  }
  const p = (samples: number[], share: number): string => quantile(samples, share).toFixed(1)
  const ratio = quantile(meanwhile, 0.95) / quantile(usual, 0.95)
  process.stdout.write(
    `${hostility.pace}/s, ${hostility.sent} sent   p50 ${p(usual, 0.5)} / ${p(meanwhile, 0.5)} ms   ` +
      `p95 ${p(usual, 0.95)} / ${p(meanwhile, 0.95)} ms   ratio ${ratio.toFixed(2)} (bar ${RATIO_MAX})   ` +
      `n ${usual.length}   load ${loadavg()[0]?.toFixed(1)}\n`,
  )
  return ratio <= RATIO_MAX
}

/** Sends messages to a few cases in turn, at a total number per second. */
class Hostility {
  sent = 0
  readonly pace: number
  private readonly client: Client
  private readonly waiting: [caseId: string, message: HostileMessage][]
  private isOn = false
  private work: Promise<unknown> = Promise.resolve()

  constructor(client: Client, targets: readonly string[], pace: number) {
    this.client = client
    this.pace = pace
    const each = 2_000
    const samples = targets.map((id) =>
      fc.sample(hostileMessage(caseIdOf('project', id)), { numRuns: each, seed: SEED + pace }),
    )
    this.waiting = Array.from({ length: each }, (_, index) => index).flatMap((index) =>
      targets.flatMap((id, target) => {
        const message = samples[target]?.[index]
        return message ? [[caseIdOf('project', id), message] as [string, HostileMessage]] : []
      }),
    )
  }

  start(): void {
    this.isOn = true
    this.work = this.keepSending()
  }

  async stop(): Promise<void> {
    this.isOn = false
    await this.work
  }

  private async keepSending(): Promise<void> {
    const under: Promise<unknown>[] = []
    for (let next = this.waiting.shift(); next && this.isOn; next = this.waiting.shift()) {
      const [caseId, message] = next
      under.push(sendHostile(this.client, caseId, [message]))
      this.sent += 1
      await sleep(1_000 / this.pace)
    }
    await Promise.all(under)
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultStack } from './fault-stack.ts'

const PROCESSES = ['worker', 'api', 'temporal', 'postgres'] as const

/** A small seeded generator: the same seed gives the same kills. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

export interface Killed {
  /** Acts in flight at each kill. */
  inFlight: number[]
  /** Kills of a worker between `append`'s commit and the end of its task. */
  afterCommit: number
}

/** Kills one process after another, each at a random time after the previous one has restarted. */
export async function killAtRandom(
  stack: FaultStack,
  { seed, kills, inFlight }: { seed: number; kills: number; inFlight: () => number },
): Promise<Killed> {
  const random = seeded(seed)
  const killed: Killed = { inFlight: [], afterCommit: 0 }
  for (let count = 0; count < kills; count += 1) {
    await sleep(300 + random() * 1_200)
    while (inFlight() < 4) await sleep(5)
    killed.inFlight.push(inFlight())
    if (count === Math.floor(kills / 2)) {
      await stack.killWorkerAfterCommit()
      killed.afterCommit += 1
      continue
    }
    const name = PROCESSES[Math.floor(random() * PROCESSES.length)] ?? 'worker'
    await stack.kill(name)
    await stack.waitReady(name)
  }
  return killed
}

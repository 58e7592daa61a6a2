/** Which features are switched off in a run: ten by a seed, or all. */
import type { Feature, Proof } from './feature.ts'
import { FEATURES } from './features.ts'

export interface Chosen {
  name: string
  proof: Proof
}

const COUNT = 10
const DEFAULT_SEED = 57

/** `FEATURES=all`: every proof of every row. Another `FEATURES_SEED`, for example 8: ten other rows, with one proof of each. */
export function chosenFeatures(env: NodeJS.ProcessEnv): { title: string; chosen: Chosen[] } {
  if (env.FEATURES === 'all') {
    const chosen = FEATURES.flatMap(({ name, proofs }) => proofs.map((proof) => ({ name, proof })))
    return { title: `all ${chosen.length} proofs`, chosen }
  }
  const seed = Number(env.FEATURES_SEED ?? DEFAULT_SEED)
  if (!Number.isSafeInteger(seed)) throw new Error('FEATURES_SEED is a whole number')
  return { title: `${COUNT} features, FEATURES_SEED=${seed}`, chosen: drawn(randomFrom(seed)) }
}

function drawn(random: () => number): Chosen[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const left: Feature[] = [...FEATURES]
  return Array.from({ length: COUNT }, () => {
    const feature = pick(left)
    left.splice(left.indexOf(feature), 1)
    return { name: feature.name, proof: pick(feature.proofs) }
  })
}

/** mulberry32: the same numbers for the same seed, on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

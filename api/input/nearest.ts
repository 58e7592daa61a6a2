/** Suggests known words for a mistyped one. */
import { distance } from 'fastest-levenshtein'

const NEAREST_MAX = 3

/** The candidates of which a word differs from `said` in at most a third of its characters, the most similar first. */
export function nearest<T>(
  candidates: Iterable<T>,
  wordsOf: (candidate: T) => { said: string; known: string },
): T[] {
  const found: { candidate: T; steps: number }[] = []
  for (const candidate of candidates) {
    const { said, known } = wordsOf(candidate)
    const steps = distance(said, known)
    if (steps <= Math.max(2, Math.ceil(known.length / 3))) found.push({ candidate, steps })
  }
  return found
    .toSorted((a, b) => a.steps - b.steps)
    .slice(0, NEAREST_MAX)
    .map(({ candidate }) => candidate)
}

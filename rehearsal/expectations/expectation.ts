/** What an expectation is: how a file writes it, and how it is compared with what can be seen. */
import type { DocumentRegistry } from '../document-registry.ts'
import type { Vocabulary } from '../kind-rehearsal.ts'
import type { Observation } from '../observation.ts'
import type { ReferenceDirectory } from '../reference-directory.ts'
import type { Doer } from '../rehearsal.ts'
import type { Place, YamlSource } from '../yaml-source.ts'

/** Where expectations are read: the file, and the words, people and documents it may name. */
export interface Reading extends Vocabulary {
  source: YamlSource
  directory: ReferenceDirectory
  registry: DocumentRegistry
  /** Who acts in this step. */
  doer: Doer | null
}

export interface Mismatch {
  expected: string
  found: string
}

/** An expectation as it stands in a step: bound to its line, ready to be checked. */
export interface Expected {
  key: string
  line: number
  check(seen: Observation): Promise<Mismatch[]>
}

export interface Expectation {
  zh: string
  en: string
  /** Its check; undefined when the file does not make sense there (the source has noted it). */
  read(place: Place, reading: Reading): ((seen: Observation) => Promise<Mismatch[]>) | undefined
}

/** Equal, or one mismatch that shows both. */
export function same(expected: string | number | boolean | null, found: unknown): Mismatch[] {
  return expected === found ? [] : [{ expected: String(expected ?? 'none'), found: String(found ?? 'none') }]
}

export const labelled =
  (label: string) =>
  ({ expected, found }: Mismatch): Mismatch => ({ expected: `${label} ${expected}`, found })

/** The same things in any order. */
export function sameSet(what: string, expected: readonly string[], found: readonly string[]): Mismatch[] {
  const sorted = (items: readonly string[]): string => items.toSorted().join(', ') || 'none'
  return sorted(expected) === sorted(found)
    ? []
    : [{ expected: `${what} ${sorted(expected)}`, found: sorted(found) }]
}

/** All of `expected`, and maybe more. */
export function includes(what: string, expected: readonly string[], found: readonly string[]): Mismatch[] {
  const missing = expected.filter((item) => !found.includes(item))
  return missing.length === 0
    ? []
    : [{ expected: `${what} ${missing.join(', ')}`, found: found.toSorted().join(', ') || 'none' }]
}

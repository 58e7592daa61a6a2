/** What an expectation is: how a file writes it, and how it is compared with what can be seen. */
import type { DocumentRegistry } from '../document-registry.ts'
import type { Vocabulary } from '../kind-rehearsal.ts'
import type { Observation } from '../observation.ts'
import { listedTexts, NOTHING, type Spot, type Titles } from '../problem.ts'
import type { ReferenceDirectory } from '../reference-directory.ts'
import type { Doer } from '../rehearsal.ts'
import { named, type Words } from '../words.ts'
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
  expected: Titles
  found: Titles
}

/** An expectation as it stands in a step: bound to its place, ready to be checked. */
export interface Expected {
  key: string
  /** What it is called in either language. */
  label: Titles
  spot: Spot
  check(seen: Observation): Promise<Mismatch[]>
}

export interface Expectation {
  zh: string
  en: string
  /** Its check; undefined when the file does not make sense there (the source has noted it). */
  read(place: Place, reading: Reading): ((seen: Observation) => Promise<Mismatch[]>) | undefined
}

/** One mismatch. */
export const differs = (expected: Titles, found: Titles): Mismatch[] => [{ expected, found }]

type Value = string | number | boolean | null

/** A value as a file in either language writes it; `none` for null. */
const told = (value: unknown, words: Words<string>): Titles =>
  value === null || value === undefined ? NOTHING : named(words, String(value))

/** Equal, or one mismatch that shows both, each by its name among the words. */
export const same = (expected: Value, found: unknown, words: Words<string> = {}): Mismatch[] =>
  expected === found ? [] : differs(told(expected, words), told(found, words))

export const labelled =
  (label: Titles) =>
  ({ expected, found }: Mismatch): Mismatch => ({ expected: joined(label, expected), found })

/** A text after what it is about. */
export const joined = (label: Titles, text: Titles): Titles => ({
  zh: `${label.zh} ${text.zh}`.trim(),
  en: `${label.en} ${text.en}`.trim(),
})

const listOf = (items: readonly string[], words: Words<string>): Titles =>
  listedTexts(items.toSorted().map((item) => named(words, item)))

/** The same things in any order. */
export function sameSet(
  what: Titles,
  expected: readonly string[],
  found: readonly string[],
  words: Words<string> = {},
): Mismatch[] {
  const sorted = (items: readonly string[]): string => items.toSorted().join('\n')
  return sorted(expected) === sorted(found)
    ? []
    : differs(joined(what, listOf(expected, words)), listOf(found, words))
}

/** All of `expected`, and maybe more. */
export function includes(
  what: Titles,
  expected: readonly string[],
  found: readonly string[],
  words: Words<string> = {},
): Mismatch[] {
  const missing = expected.filter((item) => !found.includes(item))
  return missing.length === 0
    ? []
    : differs(joined(what, listedTexts(missing.map((item) => named(words, item)))), listOf(found, words))
}

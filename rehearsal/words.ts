/** Files may be written in Chinese, in English or in both: each word has the two, and means one thing. */
import { distance } from 'fastest-levenshtein'
import { asIs, type Titles } from './problem.ts'

export type Words<K extends string> = Readonly<Record<K, { zh: string }>>

const keysOf = <K extends string>(words: Words<K>): K[] => Object.keys(words) as K[]

/** The English word that `text` is, or that it says in Chinese. */
export function wordIn<K extends string>(words: Words<K>, text: string): K | undefined {
  if (Object.hasOwn(words, text)) return text as K
  return keysOf(words).find((word) => words[word].zh === text)
}

/** A word as a file in either language writes it: `admitted`, 已受理. What is not known stays as it is. */
export const named = (words: Words<string>, word: string): Titles =>
  Object.hasOwn(words, word) ? { zh: words[word]?.zh ?? word, en: word } : asIs(word)

/** The words for a message: `on (日期), by (办理人)`; 日期、办理人. */
export const wordsOf = <K extends string>(words: Words<K>, some: readonly K[] = keysOf(words)): Titles => ({
  // A word that has no Chinese is quoted.
  zh: some.map((word) => (words[word].zh === word ? `“${word}”` : words[word].zh)).join('、'),
  en: some.map((word) => (words[word].zh === word ? word : `${word} (${words[word].zh})`)).join(', '),
})

/** The known words that look most like `text`, for messages about long lists. */
export const nearest = <K extends string>(words: Words<K>, text: string, count = 3): Titles =>
  wordsOf(words, byLikeness(words, text).slice(0, count))

/** The word that `text` was perhaps meant to be; undefined where none is like it. */
export function meant<K extends string>(words: Words<K>, text: string): Titles | undefined {
  const [word] = byLikeness(words, text)
  if (word === undefined) return undefined
  const isLike = [word, words[word].zh].some(
    (form) => changes(form, text) <= Math.min(form.length, text.length) / 2,
  )
  return isLike ? named(words, word) : undefined
}

const changes = (form: string, text: string): number => distance(form.toLowerCase(), text.toLowerCase())

/** Those for which fewest letters must change first; of equals the one that fewer are left over of. */
function byLikeness<K extends string>(words: Words<K>, text: string): K[] {
  const share = (form: string): number => changes(form, text) / Math.max(form.length, text.length, 1)
  const likeness = new Map(
    keysOf(words).map((word) => [word, Math.min(share(word), share(words[word].zh))] as const),
  )
  return keysOf(words).toSorted((a, b) => (likeness.get(a) ?? 1) - (likeness.get(b) ?? 1))
}

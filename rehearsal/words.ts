/** Files may be written in Chinese, in English or in both: each word has the two, and means one thing. */

export type Words<K extends string> = Readonly<Record<K, { zh: string }>>

/** The English word that `text` is, or that it says in Chinese. */
export function wordIn<K extends string>(words: Words<K>, text: string): K | undefined {
  if (Object.hasOwn(words, text)) return text as K
  return (Object.keys(words) as K[]).find((word) => words[word].zh === text)
}

/** The known words, for messages: `on (日期), by (办理人)`. */
export const wordsOf = <K extends string>(words: Words<K>): string =>
  (Object.keys(words) as K[]).map((word) => `${word} (${words[word].zh})`).join(', ')

/** The known words that look most like `text`, for messages about long lists. */
export function nearest<K extends string>(words: Words<K>, text: string, count = 3): string {
  const byDistance = (Object.keys(words) as K[])
    .map((word) => ({ word, distance: distanceOf(word.toLowerCase(), text.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)
  return byDistance
    .slice(0, count)
    .map(({ word }) => `${word} (${words[word].zh})`)
    .join(', ')
}

/** Levenshtein's: how many letters must change. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

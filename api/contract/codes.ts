/** The codes of a table of words, for a shape that takes one of them. */
export const codesOf = (words: Readonly<Record<string, unknown>>): [string, ...string[]] =>
  Object.keys(words) as [string, ...string[]]

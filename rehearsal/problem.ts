/** What is wrong with a rehearsal file, or with what it expected: always with the place that says so, in both languages. */

/** A text in both languages. */
export interface Titles {
  zh: string
  en: string
}

export type Lang = keyof Titles

/** Where something stands. */
export interface Spot {
  file: string
  line: number
  column: number
}

export interface FileProblem {
  spot: Spot
  expected: Titles
  found: Titles
  /** A word that is known and looks like the one that was found. */
  near?: Titles | undefined
}

/** `examples/a.yaml:12:5: expected …, found …; did you mean “…”?` */
export function problemText({ spot, expected, found, near }: FileProblem, lang: Lang): string {
  const place = `${spot.file}:${spot.line}:${spot.column}: `
  return lang === 'zh'
    ? `${place}应为${expected.zh}，实为${found.zh}${near ? `；是否想写“${near.zh}”？` : ''}`
    : `${place}expected ${expected.en}, found ${found.en}${near ? `; did you mean “${near.en}”?` : ''}`
}

/** Every problem of the files at once; nothing of them was run. */
export class UnreadableFile extends Error {
  readonly problems: readonly FileProblem[]

  constructor(problems: readonly FileProblem[]) {
    super(problems.map((problem) => problemText(problem, 'en')).join('\n'))
    this.name = 'UnreadableFile'
    this.problems = problems
  }
}

/** Why a step cannot be played. */
export class Unplayable extends Error {
  readonly words: Titles

  constructor(words: Titles) {
    super(words.en)
    this.name = 'Unplayable'
    this.words = words
  }
}

/** The same text in both languages: a date, a name, a number. */
export const asIs = (text: string): Titles => ({ zh: text, en: text })

export const NOTHING: Titles = { zh: '无', en: 'none' }

/** Texts one after the other, in each language with its own comma; `none` for none. */
export const listedTexts = (texts: readonly Titles[]): Titles =>
  texts.length === 0
    ? NOTHING
    : { zh: texts.map(({ zh }) => zh).join('、'), en: texts.map(({ en }) => en).join(', ') }

/** A value as a person would write it, short enough for one line. */
export function shown(value: unknown): Titles {
  if (value === undefined || value === null) return { zh: '空', en: 'nothing' }
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
  return asIs(text.length > 160 ? `${text.slice(0, 157)}…` : text)
}

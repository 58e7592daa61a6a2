/** What is wrong with a rehearsal file, or with what it expected: always with the line that says so. */

export interface FileProblem {
  line: number
  expected: string
  found: string
}

/** `examples/a.yaml:12: expected …, found …` */
export const problemText = (file: string, { line, expected, found }: FileProblem): string =>
  `${file}:${line}: expected ${expected}, found ${found}`

/** Every problem of a file at once; nothing of it was run. */
export class UnreadableFile extends Error {
  readonly problems: readonly FileProblem[]

  constructor(file: string, problems: readonly FileProblem[]) {
    super(problems.map((problem) => problemText(file, problem)).join('\n'))
    this.name = 'UnreadableFile'
    this.problems = problems
  }
}

/** A value as a person would write it, short enough for one line. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  const text = typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
  return text.length > 160 ? `${text.slice(0, 157)}…` : text
}

/** What a long programme is: it reports as it goes on, ends by itself, and answers with the bars that it missed. */
export interface Verdict {
  /** One line each: what was measured. */
  readonly measured: readonly string[]
  /** One line each; none: passed. */
  readonly missed: readonly string[]
}

export type Programme = (report: (line: string) => void) => Promise<Verdict>

/** `expected`, or the line that says what was found instead. */
export function bar(what: string, found: number, expected: number): string[] {
  return found === expected ? [] : [`${what}: ${found} instead of ${expected}`]
}

/** At most `max`, or the line that says what was found instead. */
export function barAtMost(what: string, found: number, max: number): string[] {
  return found <= max ? [] : [`${what}: ${found.toFixed(1)} instead of ${max} at most`]
}

/** The result of a long programme, which reports its progress and ends by itself. */
export interface Verdict {
  /** The measurements, one line each. */
  readonly measured: readonly string[]
  /** The exceeded limits, one line each; empty: passed. */
  readonly missed: readonly string[]
}

export type Programme = (report: (line: string) => void) => Promise<Verdict>

/** Empty if `found` equals `expected`; otherwise a line with the difference. */
export function bar(what: string, found: number, expected: number): string[] {
  return found === expected ? [] : [`${what}: ${found} instead of ${expected}`]
}

/** Empty if `found` is at most `max`; otherwise a line with the difference. */
export function barAtMost(what: string, found: number, max: number): string[] {
  return found <= max ? [] : [`${what}: ${found.toFixed(1)} instead of ${max} at most`]
}

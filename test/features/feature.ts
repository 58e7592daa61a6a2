/** A row of docs/features.md: a feature, who else has it, and the lines of rehearsal files that show it. */
import type { EXPECTATIONS } from '#rehearsal/expectations/all.ts'
import type { PROJECT_EXPECTATIONS } from '#rehearsal/project/expectations.ts'

/** The systems compared with, in the order of the columns. */
export const PEERS = ['C8', 'FL', 'WM', 'OP', 'PM', 'CN', 'T'] as const

/** ● yes, seen; ○ yes, general knowledge; ◐ partial or by modelling; $ paid; – none known; ? unknown. */
export type Mark = '●' | '○' | '◐' | '$' | '–' | '?'

export interface Feature {
  name: string
  /** One mark for each of `PEERS`. */
  peers: readonly [Mark, Mark, Mark, Mark, Mark, Mark, Mark]
  ours: Mark
  proofs: readonly [Proof, ...Proof[]]
}

/** A line that fails when the feature is taken away. */
export interface Proof {
  /** Under examples/. */
  file: string
  /** The line without its indent. It has the expectation, and is the only one with that text that has. */
  line: string
  expects: keyof typeof EXPECTATIONS | keyof typeof PROJECT_EXPECTATIONS
  /** Takes the feature away; more than one where it is guarded more than once. */
  without: readonly Patch[]
}

/** A change of the source: `find` stands in the file exactly once. */
export interface Patch {
  file: string
  find: string
  replace: string
}

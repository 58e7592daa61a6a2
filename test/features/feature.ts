/** A row of docs/features.md: a feature, other systems that have it, and the lines of rehearsal files that show it. */
import type { EXPECTATIONS } from '#rehearsal/expectations/all.ts'
import type { PROJECT_EXPECTATIONS } from '#rehearsal/project/expectations.ts'

/** The other systems, in the order of the columns. */
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

/** A line that fails without the feature. */
export interface Proof {
  /** Path under examples/. */
  file: string
  /** The line without its indent. It is the only line with this text that has the expectation. */
  line: string
  expects: keyof typeof EXPECTATIONS | keyof typeof PROJECT_EXPECTATIONS
  /** Changes that remove the feature; several if it is checked in several places. */
  without: readonly Patch[]
}

/** A change of the source; `find` must occur exactly once in the file. */
export interface Patch {
  file: string
  find: string
  replace: string
}

/** Text that people can read and that displays as it is stored. */
import { withoutIgnorable } from './look-alikes.ts'

/**
 * What hides or reorders other text, or is no character: bidirectional overrides and isolates, annotations, tags (but
 * for the flags of emoji nobody needs them), unpaired surrogates (PostgreSQL and JSON disagree on those).
 */
const HIDING =
  /[\p{Cs}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u
const CONTROL = /\p{Cc}/u
const CONTROL_BUT_LAYOUT = /(?![\t\n\r])\p{Cc}/u
const LINE_ENDS = /[\u2028\u2029]/
/** Whatever leaves ink. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u

const isReadable = (text: string): boolean => !HIDING.test(text) && VISIBLE.test(withoutIgnorable(text))

/** One line with something visible in it, and nothing that hides or reorders. */
export const isLine = (value: unknown): value is string =>
  typeof value === 'string' && isReadable(value) && !CONTROL.test(value) && !LINE_ENDS.test(value)

/** The same in as many lines as people like, and with tabs: opinions and reasons are pasted from documents. */
export const isProse = (value: unknown): value is string =>
  typeof value === 'string' && isReadable(value) && !CONTROL_BUT_LAYOUT.test(value)

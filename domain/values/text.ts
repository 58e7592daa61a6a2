/** Checks that people can read a text, and that it is displayed as it is stored. */
import { withoutIgnorable } from './look-alikes.ts'

/**
 * Characters that hide or reorder other text, and codes that are no characters: bidirectional overrides and isolates,
 * annotations, tags (used only in a few flag emoji), unpaired surrogates (PostgreSQL and JSON treat them differently).
 */
const HIDING =
  /[\p{Cs}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u
const CONTROL = /\p{Cc}/u
const CONTROL_BUT_LAYOUT = /(?![\t\n\r])\p{Cc}/u
const LINE_ENDS = /[\u2028\u2029]/
/** Characters that show something. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u

const isReadable = (text: string): boolean => !HIDING.test(text) && VISIBLE.test(withoutIgnorable(text))

/** One line with something visible in it, without characters that hide or reorder text. */
export const isLine = (value: unknown): value is string =>
  typeof value === 'string' && isReadable(value) && !CONTROL.test(value) && !LINE_ENDS.test(value)

/** The same with several lines and tabs: people paste opinions and reasons from documents. */
export const isProse = (value: unknown): value is string =>
  typeof value === 'string' && isReadable(value) && !CONTROL_BUT_LAYOUT.test(value)

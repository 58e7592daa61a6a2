/** Text that people can read and that displays as it is stored. */

const FORBIDDEN = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]/u
const VISIBLE = /[^\s\u200b-\u200f\u2060]/u

/**
 * True for text with something visible in it and nothing that hides or reorders: no control characters (a line
 * feed is fine), no bidirectional overrides, no unpaired surrogates (PostgreSQL and JSON disagree on those).
 */
export function isReadableText(value: unknown): value is string {
  return typeof value === 'string' && !FORBIDDEN.test(value) && VISIBLE.test(value)
}

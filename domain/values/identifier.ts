/**
 * Codes and numbers that people write. Two that look the same are the same. They are stored as written; only this
 * file compares them.
 */
import { withoutLookAlikes } from './look-alikes.ts'

/** The form in which identifiers are compared: NFKC, radicals as characters, no invisible characters, trimmed. */
export const identifierKey = (text: string): string => withoutLookAlikes(text).replaceAll(/\s+/g, ' ').trim()

/** Whether two identifiers are the same: 财金〔2026〕1号 is the same with radicals or full-width characters in it. */
export const isSameIdentifier = (one: string, other: string): boolean =>
  identifierKey(one) === identifierKey(other)

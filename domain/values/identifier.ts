/**
 * Codes and numbers that people write: the same when they look the same. They are kept as they were written, and
 * compared only here.
 */
import { withoutLookAlikes } from './look-alikes.ts'

/** The form in which identifiers are compared: NFKC, radicals as characters, nothing that is not shown, no blanks around. */
export const identifierKey = (text: string): string => withoutLookAlikes(text).replaceAll(/\s+/g, ' ').trim()

/** Whether two identifiers are one: 财金〔2026〕1号 is, whichever of its characters came from a radical or in full width. */
export const isSameIdentifier = (one: string, other: string): boolean =>
  identifierKey(one) === identifierKey(other)

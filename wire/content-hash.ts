/** The hash of every content: SHA-256 of its canonical JSON. Node only; the sandbox never hashes. */
import { createHash } from 'node:crypto'

/**
 * JSON of RFC 8785: keys sorted by code unit, no white space. Also gives a text for values that the RFC refuses: unpaired surrogates are
 * escaped, undefined fields left out, as in `JSON.stringify`. An act that has them is hashed before it is refused (ADR 0033).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`)
  return `{${fields.join(',')}}`
}

/** SHA-256 of the text in UTF-8, in lower-case hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** What `contentHash` of an act must be for this body. */
export const contentHash = (body: unknown): string => sha256(canonicalJson(body))

/** Splits the content of an act: free text is stored in PostgreSQL, and the message contains its digest instead. */
import type { Shape } from '#domain/values/shape.ts'
import { sha256 } from '#wire/content-hash.ts'

export const PROSE_PREFIX = 'prose:'

export interface Detached {
  body: unknown
  /** Texts by their digest. */
  prose: Map<string, string>
}

/** The body with every prose text replaced by `prose:<SHA-256>`. The body must fit the shape. */
export function detachProse(shape: Shape<unknown>, body: unknown): Detached {
  const prose = new Map<string, string>()
  const walk = (at: Shape<unknown> | undefined, value: unknown): unknown => {
    if (at?.prose && typeof value === 'string') {
      const digest = sha256(value)
      prose.set(digest, value)
      return PROSE_PREFIX + digest
    }
    if (Array.isArray(value)) return value.map((item) => walk(at?.items, item))
    if (typeof value !== 'object' || value === null) return value
    const fields = Object.entries(value).map(([key, field]) => [key, walk(at?.properties?.[key], field)])
    return Object.fromEntries(fields)
  }
  return { body: walk(shape, body), prose }
}

/** Whether the sender declares classified content anywhere in the value. Such a message is not stored in any form. */
export function holdsClassified(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if ('containsClassifiedContent' in value && value.containsClassifiedContent === true) return true
  return Object.values(value).some(holdsClassified)
}

/** Replaces digests in messages and events by their texts. */
import type { Pool } from '#db/connect.ts'
import { readProse } from '#db/queries/timeline.ts'
import { PROSE_PREFIX } from '../acts/content.ts'

const REFERENCE = new RegExp(`^${PROSE_PREFIX}([0-9a-f]{64})$`)

const digestIn = (text: string): string | undefined =>
  text.startsWith(PROSE_PREFIX) ? REFERENCE.exec(text)?.[1] : undefined

/** The value with every `prose:<digest>` replaced by its text, if there is one. */
export async function withProse<T>(pool: Pool, value: T): Promise<T> {
  const digests = new Set<string>()
  collectDigests(value, digests)
  if (digests.size === 0) return value
  const texts = await readProse(pool, [...digests])
  return mapTexts(value, (text) => texts.get(digestIn(text) ?? '') ?? text) as T
}

function collectDigests(value: unknown, digests: Set<string>): void {
  if (typeof value === 'string') {
    const digest = digestIn(value)
    if (digest) digests.add(digest)
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) collectDigests(part, digests)
  }
}

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, mapTexts(field, map)]))
}

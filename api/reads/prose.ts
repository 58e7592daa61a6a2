/** Puts the texts back where messages and events carry their digests. */
import type { Pool } from '#db/connect.ts'
import { readProse } from '#db/queries/project-timeline.ts'
import { PROSE_PREFIX } from '../acts/content.ts'

const REFERENCE = new RegExp(`^${PROSE_PREFIX}([0-9a-f]{64})$`)

/** The value with every `prose:<digest>` replaced by its text, if there is one. */
export async function withProse<T>(pool: Pool, value: T): Promise<T> {
  const digests = new Set<string>()
  mapTexts(value, (text) => {
    const digest = REFERENCE.exec(text)?.[1]
    if (digest) digests.add(digest)
    return text
  })
  const texts = await readProse(pool, [...digests])
  return mapTexts(value, (text) => texts.get(REFERENCE.exec(text)?.[1] ?? '') ?? text) as T
}

function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, mapTexts(field, map)]))
}

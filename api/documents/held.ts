/** Finds the uploaded documents that a view or an event names by digest; other files may be stored elsewhere. */
import type { Pool } from '#db/connect.ts'
import { findHeld } from '#db/intake/documents.ts'
import { isDigest } from '#domain/values/shape.ts'
import { hrefOf } from './version-view.ts'

export interface HeldDocument {
  digest: string
  name: string
  href: string
}

/** The documents of this holder that each value names, in the order of the values. */
export async function heldDocuments(
  pool: Pool,
  holder: string,
  values: readonly unknown[],
): Promise<HeldDocument[][]> {
  const named = values.map((value) => digestsIn(value, new Set()))
  const found = await findHeld(pool, holder, [...new Set(named.flatMap((digests) => [...digests]))])
  const held = found.map((one) => ({ digest: one.digest, name: one.name, href: hrefOf(one) }))
  return named.map((digests) => held.filter(({ digest }) => digests.has(digest)))
}

function digestsIn(value: unknown, digests: Set<string>): Set<string> {
  if (typeof value === 'string') {
    if (isDigest(value)) digests.add(value)
  } else if (typeof value === 'object' && value !== null) {
    for (const field of Object.values(value)) digestsIn(field, digests)
  }
  return digests
}

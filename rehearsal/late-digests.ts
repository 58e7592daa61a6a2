/** Digests that are known only when an act is done, by the words that stand for them in a file. */

/** Stands for the content hash of the act that waits for a second signature. */
export const PENDING = 'pending'
const ANY_DIGEST = '0'.repeat(64)

/** Digests by the words that stand for them. */
export type LateDigests = Readonly<Record<string, string>>

/** Such a word within a body. */
export class LateDigest {
  readonly word: string

  constructor(word: string) {
    this.word = word
  }
}

/** The body with the digests that are known by now. */
export function resolved(body: unknown, known: LateDigests): unknown {
  if (Array.isArray(body)) return body.map((item) => resolved(item, known))
  if (body instanceof LateDigest) return known[body.word] ?? ANY_DIGEST
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(Object.entries(body).map(([key, item]) => [key, resolved(item, known)]))
}

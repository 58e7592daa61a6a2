/** Checks a content while it is sent. The last piece is sent only when the whole content was correct. */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { withIdleTimeout } from './idle-timeout.ts'
import { ContentDamaged, type Stored, storeUnavailable } from './store.ts'

export interface Expected {
  digest: string
  /** Number of bytes expected. */
  length: number
  /** Whether it is the whole content: only then its digest can be checked. */
  isWhole: boolean
}

/** Throws `ContentDamaged` instead of sending the last piece of a wrong content, and `storeUnavailable` at any time. */
export async function* checkedContent(source: Readable, expected: Expected): AsyncGenerator<Buffer> {
  const { digest, length, isWhole } = expected
  const hash = createHash('sha256')
  let count = 0
  let last: Buffer | undefined
  for await (const piece of inPieces(source)) {
    if (last) yield last
    last = piece
    count += piece.length
    if (isWhole) hash.update(piece)
  }
  if (count !== length) throw new ContentDamaged('cutOff', digest)
  if (isWhole && hash.digest('hex') !== digest) throw new ContentDamaged('otherBytes', digest)
  if (last) yield last
}

/** Throws `ContentDamaged` when the content does not match its digest. */
export async function mustBeIntact(source: Readable, { digest, sizeBytes }: Stored): Promise<void> {
  const pieces = checkedContent(source, { digest, length: sizeBytes, isWhole: true })
  for await (const _piece of pieces);
}

/** Throws when the store fails or stops sending. */
async function* inPieces(source: Readable): AsyncGenerator<Buffer> {
  const pieces = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await withIdleTimeout(pieces.next()).catch((error: unknown) => {
        throw storeUnavailable(error)
      })
      if (next.done) return
      yield next.value as Buffer
    }
  } finally {
    source.destroy()
  }
}

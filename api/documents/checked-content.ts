/** A content on its way out: given on one piece behind, so that its end only leaves when the whole was right. */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { inTime } from './in-time.ts'
import { ContentDamaged, type Stored, storeAway } from './store.ts'

export interface Expected {
  digest: string
  /** How many bytes there are to come. */
  length: number
  /** Whether these bytes are all there are: only then their digest can be known. */
  isWhole: boolean
}

/** Throws `ContentDamaged` instead of the last piece when what came is not what was expected; `storeAway` at any time. */
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

/** Throws `ContentDamaged` when the content is not what its digest says. */
export async function mustBeIntact(source: Readable, { digest, sizeBytes }: Stored): Promise<void> {
  const pieces = checkedContent(source, { digest, length: sizeBytes, isWhole: true })
  for await (const _piece of pieces);
}

/** A store that fails or stalls in the middle is given up. */
async function* inPieces(source: Readable): AsyncGenerator<Buffer> {
  const pieces = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await inTime(pieces.next()).catch((error: unknown) => {
        throw storeAway(error)
      })
      if (next.done) return
      yield next.value as Buffer
    }
  } finally {
    source.destroy()
  }
}

/** The contents of the parts of a zip container. They are inflated in pieces and counted, because the directory may be wrong. */
import { Buffer } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { EXECUTABLE_EXTENSIONS } from '../active-extensions.ts'
import { FileRefused } from './file-refusals.ts'
import type { ZipEntry } from './zip-directory.ts'

const PIECE = 64 * 1024

/** Without documents, which are inspected instead, see `container.ts`. */
const ARCHIVE_NAME = /\.(?:zip|jar|war|7z|rar|gz|tgz|bz2|xz|zst|tar|cab|iso|arj|lzh|odt|ods|odp)$/i
/** Programs: macros of office files, ActiveX controls, embedded objects, and files with executable extensions. */
const PROGRAM_NAME = new RegExp(
  String.raw`(?:vbaproject\.bin|vbadata\.xml|\.(?:${EXECUTABLE_EXTENSIONS}))$|(?:^|/)(?:macrosheets|dialogsheets|activex)/|(?:^|/)oleobject[^/]*\.bin$`,
  'i',
)

export function refuseByName(entries: readonly ZipEntry[]): void {
  for (const { name } of entries) {
    if (PROGRAM_NAME.test(name)) throw new FileRefused('zipMacro')
    if (ARCHIVE_NAME.test(name)) throw new FileRefused('zipNested')
  }
}

/** The content of a part. Throws as soon as it is larger than the directory says, and at the end when size or checksum do not match. */
export async function* partContent(file: FileHandle, entry: ZipEntry): AsyncGenerator<Buffer> {
  const { inflated, crc } = entry
  let [count, sum] = [0, 0]
  for await (const piece of inflatedContent(file, entry)) {
    count += piece.length
    if (count > inflated) throw new FileRefused('zipRatio')
    sum = crc32(piece, sum)
    yield piece
  }
  if (count !== inflated || sum !== crc) throw new FileRefused('zipUnreadable')
}

async function* inflatedContent(file: FileHandle, entry: ZipEntry): AsyncGenerator<Buffer> {
  const pieces = Readable.from(piecesOf(file, { start: entry.start, end: entry.start + entry.compressed }))
  if (!entry.isDeflated) {
    yield* pieces as AsyncIterable<Buffer>
    return
  }
  const inflater = createInflateRaw({ chunkSize: PIECE })
  pieces.on('error', (error) => inflater.destroy(error))
  try {
    yield* pieces.pipe(inflater) as AsyncIterable<Buffer>
    // A program that reads from the front could take bytes after the compressed data for another part.
    if (inflater.bytesWritten !== entry.compressed) throw new FileRefused('zipUnreadable')
  } catch (error) {
    const isBroken = String((error as NodeJS.ErrnoException).code).startsWith('Z_')
    throw isBroken ? new FileRefused('zipUnreadable') : error
  } finally {
    pieces.destroy()
    inflater.destroy()
  }
}

/** The bytes from `start` to before `end`. */
export async function* piecesOf(
  file: FileHandle,
  { start, end }: { start: number; end: number },
): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const piece = Buffer.alloc(Math.min(PIECE, end - at))
    const { bytesRead } = await file.read(piece, 0, piece.length, at)
    if (bytesRead === 0) throw new FileRefused('zipUnreadable')
    at += bytesRead
    yield piece.subarray(0, bytesRead)
  }
}

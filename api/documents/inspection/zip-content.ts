/** What the parts of a zip container hold. Inflated piece by piece and counted: the directory may lie. */
import { Buffer } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { RUNS } from '../active-endings.ts'
import { FileRefused } from './file-refusals.ts'
import { partLook } from './part-look.ts'
import type { ZipEntry } from './zip-directory.ts'

const PIECE = 64 * 1024

const ARCHIVE_NAME =
  /\.(?:zip|jar|war|7z|rar|gz|tgz|bz2|xz|zst|tar|cab|iso|arj|lzh|docx|xlsx|pptx|ofd|odt|ods|odp)$/i
/** Programs: macros of office files, ActiveX controls, embedded objects, and what runs by its ending. */
const PROGRAM_NAME = new RegExp(
  String.raw`(?:vbaproject\.bin|vbadata\.xml|\.(?:${RUNS}))$|(?:^|/)(?:macrosheets|dialogsheets|activex)/|(?:^|/)oleobject[^/]*\.bin$`,
  'i',
)

/** Throws the first thing that is wrong. */
export async function inspectZipContent(file: FileHandle, entries: readonly ZipEntry[]): Promise<void> {
  for (const { name } of entries) {
    if (PROGRAM_NAME.test(name)) throw new FileRefused('zipMacro')
    if (ARCHIVE_NAME.test(name)) throw new FileRefused('zipNested')
  }
  for (const entry of entries) await inspectEntry(file, entry)
}

async function inspectEntry(file: FileHandle, entry: ZipEntry): Promise<void> {
  const { name, inflated, crc } = entry
  if (entry.compressed === 0 && inflated === 0) return
  const look = partLook(name)
  let [count, sum] = [0, 0]
  for await (const piece of contentOf(file, entry)) {
    count += piece.length
    // More than it says: stop here, whatever it would become.
    if (count > inflated) throw new FileRefused('zipRatio')
    sum = crc32(piece, sum)
    look.see(piece)
  }
  if (count !== inflated || sum !== crc) throw new FileRefused('zipUnreadable')
  look.end()
}

async function* contentOf(file: FileHandle, entry: ZipEntry): AsyncGenerator<Buffer> {
  const pieces = Readable.from(piecesOf(file, entry))
  if (!entry.isDeflated) {
    yield* pieces as AsyncIterable<Buffer>
    return
  }
  const inflater = createInflateRaw({ chunkSize: PIECE })
  pieces.on('error', (error) => inflater.destroy(error))
  try {
    yield* pieces.pipe(inflater) as AsyncIterable<Buffer>
    // What lies behind the end of the compressed data would be a part for who reads from the front.
    if (inflater.bytesWritten !== entry.compressed) throw new FileRefused('zipUnreadable')
  } catch (error) {
    const isBroken = String((error as NodeJS.ErrnoException).code).startsWith('Z_')
    throw isBroken ? new FileRefused('zipUnreadable') : error
  } finally {
    pieces.destroy()
    inflater.destroy()
  }
}

async function* piecesOf(file: FileHandle, { start, compressed }: ZipEntry): AsyncGenerator<Buffer> {
  for (let done = 0; done < compressed; ) {
    const piece = Buffer.alloc(Math.min(PIECE, compressed - done))
    const { bytesRead } = await file.read(piece, 0, piece.length, start + done)
    if (bytesRead === 0) throw new FileRefused('zipUnreadable')
    done += bytesRead
    yield piece.subarray(0, bytesRead)
  }
}

/** What the parts of a zip container hold. Inflated piece by piece and counted: the directory may lie. */
import { Buffer } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { FileRefused } from './file-refusals.ts'
import type { ZipEntry } from './zip-directory.ts'

const PIECE = 64 * 1024
const CONTENT_TYPES_MAX = 1024 ** 2
const CONTENT_TYPES = '[Content_Types].xml'

const ARCHIVE_NAME =
  /\.(?:zip|jar|war|7z|rar|gz|tgz|bz2|xz|zst|tar|cab|iso|arj|lzh|docx|xlsx|pptx|ofd|odt|ods|odp)$/i
const ARCHIVE_START: readonly Buffer[] = [
  '504b0304',
  '504b0506',
  '377abcaf',
  '52617221',
  '1f8b08',
  'fd377a58',
  '425a68',
  '28b52ffd',
  '4d534346',
].map((hex) => Buffer.from(hex, 'hex'))
/** Programs: macros of office files, ActiveX controls, embedded objects, executables. */
const PROGRAM_NAME =
  /(?:vbaproject\.bin|vbadata\.xml|\.(?:exe|dll|js|vbs|bat|cmd|ps1|scr|com|hta|lnk|jse|wsf))$|(?:^|\/)(?:macrosheets|dialogsheets|activex)\/|(?:^|\/)oleobject[^/]*\.bin$/i
const PROGRAM_START: readonly Buffer[] = ['4d5a9000', '7f454c46', 'd0cf11e0a1b11ae1'].map((hex) =>
  Buffer.from(hex, 'hex'),
)
const XML_NAME = /\.(?:xml|rels|vml)$/i
const DECLARATION = /<!(?:DOCTYPE|ENTITY)/i
const DECLARATION_LENGTH = '<!DOCTYPE'.length * 2

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
  const looker = lookerAt(name)
  let [count, sum] = [0, 0]
  for await (const piece of contentOf(file, entry)) {
    count += piece.length
    // More than it says: stop here, whatever it would become.
    if (count > inflated) throw new FileRefused('zipRatio')
    sum = crc32(piece, sum)
    looker(piece)
  }
  if (count !== inflated || sum !== crc) throw new FileRefused('zipUnreadable')
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

/** Looks at the pieces of one part as they come. */
function lookerAt(name: string): (piece: Buffer) => void {
  let isFirst = true
  let tail = ''
  let head = ''
  return (piece) => {
    if (isFirst) assertHarmlessStart(piece)
    isFirst = false
    if (!XML_NAME.test(name)) return
    // In UTF-16 every second byte of the ASCII characters is zero.
    const text = tail + piece.toString('latin1').replaceAll('\0', '')
    if (DECLARATION.test(text)) throw new FileRefused('zipDtd')
    tail = text.slice(-DECLARATION_LENGTH)
    if (name !== CONTENT_TYPES || head.length > CONTENT_TYPES_MAX) return
    head += piece.toString('latin1').replaceAll('\0', '')
    if (/macroEnabled|vbaProject|macrosheet/i.test(head)) throw new FileRefused('zipMacro')
  }
}

function assertHarmlessStart(piece: Buffer): void {
  const startsWith = (mark: Buffer): boolean => piece.subarray(0, mark.length).equals(mark)
  if (ARCHIVE_START.some(startsWith)) throw new FileRefused('zipNested')
  if (PROGRAM_START.some(startsWith)) throw new FileRefused('zipMacro')
}

/** Scans the content of one zip entry in pieces. Refuses archives, programs, and XML with declared entities. */
import {
  ARCHIVE_HEAD,
  endsAsZip,
  holdsArchiveMark,
  MARK_OVERLAP,
  startsAsArchive,
  ZIP_TAIL,
} from './archive-marks.ts'
import { FileRefused } from './file-refusals.ts'

const CONTENT_TYPES_MAX = 1024 ** 2
const CONTENT_TYPES = '[Content_Types].xml'
/** Programs of Windows, Linux and macOS, scripts with an interpreter line, and compound files, which may contain OLE objects. */
const PROGRAM_START: readonly Buffer[] = [
  '4d5a',
  '7f454c46',
  'cffaedfe',
  'cefaedfe',
  'cafebabe',
  '23212f',
  '232120',
  'd0cf11e0a1b11ae1',
].map((hex) => Buffer.from(hex, 'hex'))
/** These often declare a document type, which is harmless without entities. */
const PAGE_NAME = /\.(?:svg|x?html?)$/i
const XML_NAME = /\.(?:xml|rels|vml)$/i
const DECLARATION = /<!(?:DOCTYPE|ENTITY)/i
const ENTITY = /<!ENTITY/i
const DECLARATION_LENGTH = '<!DOCTYPE'.length
const BYTE_ORDER_LENGTH = 3
const NOTHING = Buffer.alloc(0)

export interface ZipEntryScanner {
  /** Scans the next piece. Throws at the first fault. */
  scan(piece: Buffer): void
  /** Call it after the last piece. It may throw, too. */
  end(): void
}

export function zipEntryScanner(name: string): ZipEntryScanner {
  const scanners = [startScanner(), archiveScanner(), markupScanner(name)]
  if (name === CONTENT_TYPES) scanners.push(contentTypesScanner())
  return {
    scan: (piece) => {
      for (const scanner of scanners) scanner.scan(piece)
    },
    end: () => {
      for (const scanner of scanners) scanner.end()
    },
  }
}

/** Collects the start of the entry, because pieces may be small. */
function startScanner(): ZipEntryScanner {
  let head = NOTHING
  const judge = (): void => {
    if (startsAsArchive(head)) throw new FileRefused('zipNested')
    if (PROGRAM_START.some((mark) => head.subarray(0, mark.length).equals(mark)))
      throw new FileRefused('zipMacro')
  }
  return {
    scan: (piece) => {
      if (head.length >= ARCHIVE_HEAD) return
      head = Buffer.concat([head, piece.subarray(0, ARCHIVE_HEAD)])
      judge()
    },
    end: () => undefined,
  }
}

function archiveScanner(): ZipEntryScanner {
  let tail = NOTHING
  let seen = 0
  return {
    scan: (piece) => {
      const joint = Buffer.concat([tail.subarray(-MARK_OVERLAP), piece.subarray(0, MARK_OVERLAP)])
      if (holdsArchiveMark(piece) || holdsArchiveMark(joint)) throw new FileRefused('zipNested')
      seen += piece.length
      tail = Buffer.concat([tail, piece]).subarray(-ZIP_TAIL)
    },
    end: () => {
      if (endsAsZip(tail, seen - tail.length)) throw new FileRefused('zipNested')
    },
  }
}

/** Markup is recognised by the name or by the first characters, because another part of the container decides which parts are XML. */
function markupScanner(name: string): ZipEntryScanner {
  const forbidden = PAGE_NAME.test(name) ? ENTITY : DECLARATION
  let tail = ''
  let isMarkup: boolean | null = PAGE_NAME.test(name) || XML_NAME.test(name) || null
  return {
    scan: (piece) => {
      if (isMarkup === false) return
      // Without zero bytes, ASCII characters in UTF-16 read like Latin-1.
      const text = tail + piece.toString('latin1').replaceAll('\0', '')
      isMarkup ??= beginsAsMarkup(text)
      if (isMarkup && forbidden.test(text)) throw new FileRefused('zipDtd')
      tail = text.slice(-DECLARATION_LENGTH)
    },
    end: () => undefined,
  }
}

/** Ignores byte order marks of any encoding. Null: not enough characters yet, or only blanks. */
function beginsAsMarkup(text: string): boolean | null {
  if (text.length <= BYTE_ORDER_LENGTH) return null
  const start = text.replace(/^(?:ï»¿|ÿþ|þÿ)/, '').trimStart()
  return start === '' ? null : start.startsWith('<')
}

function contentTypesScanner(): ZipEntryScanner {
  let head = ''
  return {
    scan: (piece) => {
      if (head.length > CONTENT_TYPES_MAX) return
      head += piece.toString('latin1').replaceAll('\0', '')
      if (/macroEnabled|vbaProject|macrosheet/i.test(head)) throw new FileRefused('zipMacro')
    },
    end: () => undefined,
  }
}

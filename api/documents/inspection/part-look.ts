/** Looks at one part of a container, piece by piece: no archive, no program, no declared entities. */
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
/** Of Windows, Linux and macOS, scripts that name their interpreter, and what may hold OLE objects. */
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
/** In these a document type is usual; it declares nothing as long as it names no entities. */
const PAGE_NAME = /\.(?:svg|x?html?)$/i
const XML_NAME = /\.(?:xml|rels|vml)$/i
const DECLARATION = /<!(?:DOCTYPE|ENTITY)/i
const ENTITY = /<!ENTITY/i
const DECLARATION_LENGTH = '<!DOCTYPE'.length
const BYTE_ORDER_LENGTH = 3
const NOTHING = Buffer.alloc(0)

export interface PartLook {
  /** The next piece. Throws the first thing that is wrong. */
  see(piece: Buffer): void
  /** There are no more. */
  end(): void
}

export function partLook(name: string): PartLook {
  const looks = [startLook(), archiveLook(), markupLook(name)]
  if (name === CONTENT_TYPES) looks.push(contentTypesLook())
  return {
    see: (piece) => {
      for (const look of looks) look.see(piece)
    },
    end: () => {
      for (const look of looks) look.end()
    },
  }
}

/** However small the pieces are, the start is judged once there is enough of it. */
function startLook(): PartLook {
  let head = NOTHING
  const judge = (): void => {
    if (startsAsArchive(head)) throw new FileRefused('zipNested')
    if (PROGRAM_START.some((mark) => head.subarray(0, mark.length).equals(mark)))
      throw new FileRefused('zipMacro')
  }
  return {
    see: (piece) => {
      if (head.length >= ARCHIVE_HEAD) return
      head = Buffer.concat([head, piece.subarray(0, ARCHIVE_HEAD)])
      judge()
    },
    end: () => undefined,
  }
}

function archiveLook(): PartLook {
  let tail = NOTHING
  let seen = 0
  return {
    see: (piece) => {
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

/** By its name or by how it begins: the container says elsewhere which parts are read as XML. */
function markupLook(name: string): PartLook {
  const forbidden = PAGE_NAME.test(name) ? ENTITY : DECLARATION
  let tail = ''
  let isMarkup: boolean | null = PAGE_NAME.test(name) || XML_NAME.test(name) || null
  return {
    see: (piece) => {
      if (isMarkup === false) return
      // In UTF-16 every second byte of the ASCII characters is zero.
      const text = tail + piece.toString('latin1').replaceAll('\0', '')
      isMarkup ??= beginsAsMarkup(text)
      if (isMarkup && forbidden.test(text)) throw new FileRefused('zipDtd')
      tail = text.slice(-DECLARATION_LENGTH)
    },
    end: () => undefined,
  }
}

/** Behind the byte order marks of any encoding. Null: too little so far, or blanks only. */
function beginsAsMarkup(text: string): boolean | null {
  if (text.length <= BYTE_ORDER_LENGTH) return null
  const start = text.replace(/^(?:ï»¿|ÿþ|þÿ)/, '').trimStart()
  return start === '' ? null : start.startsWith('<')
}

function contentTypesLook(): PartLook {
  let head = ''
  return {
    see: (piece) => {
      if (head.length > CONTENT_TYPES_MAX) return
      head += piece.toString('latin1').replaceAll('\0', '')
      if (/macroEnabled|vbaProject|macrosheet/i.test(head)) throw new FileRefused('zipMacro')
    },
    end: () => undefined,
  }
}

/** Makes valid and invalid zip containers for tests. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface Part {
  name: string
  content?: Buffer | string
  /** Wrong values in the directory. */
  lies?: { inflated?: number; localName?: string; offset?: number; attributes?: number; local?: LocalLies }
  /** Extra fields of the directory and of the local header. */
  extra?: Buffer
  /** Bytes after the compressed data, counted as a part of it. */
  trailing?: Buffer
  /** The bytes of the name in another encoding than UTF-8, without a flag for it. */
  rawName?: Buffer
}

/** Values that only the local header has; for 64-bit sizes see `extra`. */
interface LocalLies {
  flags?: number
  method?: number
  crc?: number
  compressed?: number
  inflated?: number
}

export function extraField(id: number, content: Buffer): Buffer {
  const header = Buffer.alloc(4)
  header.writeUInt16LE(id, 0)
  header.writeUInt16LE(content.length, 2)
  return Buffer.concat([header, content])
}

const bytesOf = (content: Buffer | string = ''): Buffer => Buffer.from(content)

export function zipOf(parts: readonly Part[], end: { count?: number; comment?: string } = {}): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const [local, central] = entryOf(part, offset)
    locals.push(local)
    centrals.push(central)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const tail = Buffer.alloc(22)
  tail.writeUInt32LE(0x06054b50, 0)
  const count = (end.count ?? parts.length) & 0xffff
  tail.writeUInt16LE(count, 8)
  tail.writeUInt16LE(count, 10)
  tail.writeUInt32LE(directory.length, 12)
  tail.writeUInt32LE(offset, 16)
  const comment = Buffer.from(end.comment ?? '')
  tail.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...locals, directory, tail, comment])
}

const UTF8 = 0x800
const DEFLATED = 8

function entryOf({ name, content, ...part }: Part, offset: number): [Buffer, Buffer] {
  const { lies = {}, extra = Buffer.alloc(0), trailing = Buffer.alloc(0) } = part
  const data = bytesOf(content)
  const packed = Buffer.concat([deflateRawSync(data), trailing])
  const nameBytes = part.rawName ?? Buffer.from(name)
  const localName = lies.localName === undefined ? nameBytes : Buffer.from(lies.localName)
  const truth = {
    flags: (lies.local?.flags ?? 0) & 8 ? 8 : part.rawName ? 0 : UTF8,
    ...{ method: DEFLATED, crc: crc32(data), compressed: packed.length },
    inflated: lies.inflated ?? data.length,
  }
  const common = (header: Buffer, at: number, said: typeof truth, nameLength: number): void => {
    header.writeUInt16LE(20, at)
    header.writeUInt16LE(said.flags, at + 2)
    header.writeUInt16LE(said.method, at + 4)
    header.writeUInt32LE(said.crc, at + 10)
    header.writeUInt32LE(said.compressed, at + 14)
    header.writeUInt32LE(said.inflated, at + 18)
    header.writeUInt16LE(nameLength, at + 22)
    header.writeUInt16LE(extra.length, at + 24)
  }
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  common(local, 4, { ...truth, ...lies.local }, localName.length)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  common(central, 6, truth, nameBytes.length)
  central.writeUInt32LE(((lies.attributes ?? 0) << 16) >>> 0, 38)
  central.writeUInt32LE(lies.offset ?? offset, 42)
  return [Buffer.concat([local, localName, extra, packed]), Buffer.concat([central, nameBytes, extra])]
}

const CONTENT_TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

/** A small workbook, with further parts. */
export const xlsxOf = (...parts: Part[]): Buffer =>
  zipOf([
    { name: '[Content_Types].xml', content: CONTENT_TYPES },
    { name: 'xl/workbook.xml', content: '<workbook/>' },
    ...parts,
  ])

/** A small OFD, with further parts. */
export const ofdOf = (...parts: Part[]): Buffer => zipOf([{ name: 'OFD.xml', content: '<ofd/>' }, ...parts])

/** A small Word file, with further parts. */
export const docxOf = (...parts: Part[]): Buffer =>
  zipOf([
    { name: '[Content_Types].xml', content: CONTENT_TYPES },
    { name: 'word/document.xml', content: '<w:document>正文</w:document>' },
    ...parts,
  ])

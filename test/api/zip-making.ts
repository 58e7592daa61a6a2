/** Zip containers for tests, honest and not. */
import { crc32, deflateRawSync } from 'node:zlib'

export interface Part {
  name: string
  content?: Buffer | string
  /** What the directory says instead of the truth. */
  lies?: { inflated?: number; localName?: string; offset?: number; attributes?: number }
}

const bytesOf = (content: Buffer | string = ''): Buffer => Buffer.from(content)

export function zipOf(parts: readonly Part[], end: { count?: number } = {}): Buffer {
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
  return Buffer.concat([...locals, directory, tail])
}

function entryOf({ name, content, lies = {} }: Part, offset: number): [Buffer, Buffer] {
  const data = bytesOf(content)
  const packed = deflateRawSync(data)
  const inflated = lies.inflated ?? data.length
  const localName = Buffer.from(lies.localName ?? name)
  const common = (header: Buffer, at: number): void => {
    header.writeUInt16LE(20, at)
    header.writeUInt16LE(0x800, at + 2)
    header.writeUInt16LE(8, at + 4)
    header.writeUInt32LE(crc32(data), at + 10)
    header.writeUInt32LE(packed.length, at + 14)
    header.writeUInt32LE(inflated, at + 18)
  }
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  common(local, 4)
  local.writeUInt16LE(localName.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  common(central, 6)
  central.writeUInt16LE(Buffer.byteLength(name), 28)
  central.writeUInt32LE(((lies.attributes ?? 0) << 16) >>> 0, 38)
  central.writeUInt32LE(lies.offset ?? offset, 42)
  return [Buffer.concat([local, localName, packed]), Buffer.concat([central, Buffer.from(name)])]
}

const CONTENT_TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'

/** A small Word file, with further parts. */
export const docxOf = (...parts: Part[]): Buffer =>
  zipOf([
    { name: '[Content_Types].xml', content: CONTENT_TYPES },
    { name: 'word/document.xml', content: '<w:document>正文</w:document>' },
    ...parts,
  ])

/**
 * Unpacks a WOFF font into a TrueType file. fontkit, which pdfmake reads fonts with, unpacks WOFF tables again for every
 * character, 50 times slower for Chinese, and writes no whole font (ADR 0033).
 */
import { inflateSync } from 'node:zlib'

const SIGNATURE = 0x774f4646
const WOFF = { header: 44, entry: 20 }
const SFNT = { header: 12, entry: 16 }

interface Table {
  tag: Buffer
  checksum: number
  data: Buffer
}

export function ttfOf(woff: Buffer): Buffer {
  if (woff.readUInt32BE(0) !== SIGNATURE) throw new Error('not a WOFF font')
  const tables = tablesOf(woff)
  const head = Buffer.alloc(SFNT.header + SFNT.entry * tables.length)
  woff.copy(head, 0, 4, 8)
  const power = Math.floor(Math.log2(tables.length))
  head.writeUInt16BE(tables.length, 4)
  head.writeUInt16BE(16 * 2 ** power, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(16 * (tables.length - 2 ** power), 10)
  let offset = head.length
  const parts: Buffer[] = [head]
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const at = SFNT.header + SFNT.entry * index
    tag.copy(head, at)
    head.writeUInt32BE(checksum, at + 4)
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(data.length, at + 12)
    const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)])
    parts.push(padded)
    offset += padded.length
  }
  return Buffer.concat(parts)
}

function tablesOf(woff: Buffer): Table[] {
  return Array.from({ length: woff.readUInt16BE(12) }, (_, index) => {
    const at = WOFF.header + WOFF.entry * index
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field))
    if (offset === undefined || packed === undefined) throw new Error('not a WOFF font')
    const data = woff.subarray(offset, offset + packed)
    return {
      tag: woff.subarray(at, at + 4),
      checksum: woff.readUInt32BE(at + 16),
      data: packed === length ? data : inflateSync(data),
    }
  })
}

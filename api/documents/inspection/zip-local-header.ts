/**
 * The header in front of an entry's data. It says the same as the directory, or nothing: programs differ in which of
 * the two they read.
 */
import type { FileHandle } from 'node:fs/promises'
import { FileRefused } from './file-refusals.ts'
import { readAt } from './read-at.ts'
import type { Central } from './zip-directory.ts'
import { extraFields } from './zip-extra-fields.ts'

const LOCAL = { signature: 0x04034b50, size: 30 }
/** Checksum and sizes follow the data; in front of it they may be zero. */
const SAID_BEHIND = 0x0008
/** How hard it was compressed: nobody needs it for reading. */
const LEVEL = 0x0006
/** The name is UTF-8; of no consequence where it is ASCII, and then writers differ. */
const UTF8 = 0x0800
const ASCII = /^[\x20-\x7e]+$/
/** A size that stands in the field of the 64-bit form, which some writers always add. */
const SAID_IN_64_BITS = 0xffffffff
const ZIP64 = 0x0001

/** Where the data begins. */
export async function dataStart(file: FileHandle, entry: Central): Promise<number> {
  const header = await readAt(file, entry.offset, LOCAL.size)
  if (header.readUInt32LE(0) !== LOCAL.signature) throw new FileRefused('zipUnreadable')
  const nameLength = header.readUInt16LE(26)
  const behind = await readAt(file, entry.offset + LOCAL.size, nameLength + header.readUInt16LE(28))
  const isSameName = behind.subarray(0, nameLength).equals(entry.nameBytes)
  const zip64 = extraFields(behind.subarray(nameLength)).get(ZIP64)
  const isSame = isSameName && isSameKind(header, entry) && isSameLength(header, entry, zip64)
  if (!isSame) throw new FileRefused('zipUnreadable')
  return entry.offset + LOCAL.size + behind.length
}

function isSameKind(header: Buffer, { name, flags, method }: Central): boolean {
  const ignored = LEVEL | (ASCII.test(name) ? UTF8 : 0)
  return ((header.readUInt16LE(6) ^ flags) & ~ignored) === 0 && header.readUInt16LE(8) === method
}

function isSameLength(
  header: Buffer,
  { flags, crc, compressed, inflated }: Central,
  zip64: Buffer | undefined,
): boolean {
  const wide = zip64?.length === 16 ? zip64 : undefined
  const said = [
    header.readUInt32LE(14),
    narrow(header.readUInt32LE(18), wide?.readBigUInt64LE(8)),
    narrow(header.readUInt32LE(22), wide?.readBigUInt64LE(0)),
  ]
  const isSaidBehind = (flags & SAID_BEHIND) !== 0
  const known = [crc, compressed, inflated]
  return said.every((value, index) => value === known[index] || (isSaidBehind && value === 0))
}

const narrow = (value: number, wide: bigint | undefined): number =>
  value === SAID_IN_64_BITS && wide !== undefined ? Number(wide) : value

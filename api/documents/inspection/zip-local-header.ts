/**
 * The local header before the data of an entry. Its values must equal those of the directory or be empty, because some programs read
 * the header and others the directory.
 */
import type { FileHandle } from 'node:fs/promises'
import { FileRefused } from './file-refusals.ts'
import { readAt } from './read-at.ts'
import type { Central } from './zip-directory.ts'
import { extraFields } from './zip-extra-fields.ts'

const LOCAL = { signature: 0x04034b50, size: 30 }
/** Flag: a data descriptor with checksum and sizes follows the data; in the header they may be zero. */
const HAS_DESCRIPTOR = 0x0008
/** Flags: the compression level, which is not needed to read the data. */
const LEVEL = 0x0006
/** Flag: the name is UTF-8. Ignored for ASCII names, because programs differ there. */
const UTF8 = 0x0800
const ASCII = /^[\x20-\x7e]+$/
/** Value of a size field if the size is in the 64-bit extra field, which some programs always add. */
const IN_64_BIT_FIELD = 0xffffffff
const ZIP64 = 0x0001

/** The position at which the data begin. */
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
  const hasDescriptor = (flags & HAS_DESCRIPTOR) !== 0
  const known = [crc, compressed, inflated]
  return said.every((value, index) => value === known[index] || (hasDescriptor && value === 0))
}

const narrow = (value: number, wide: bigint | undefined): number =>
  value === IN_64_BIT_FIELD && wide !== undefined ? Number(wide) : value

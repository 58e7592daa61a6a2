/**
 * The directory of a zip container, read and judged before anything is inflated. Only one reading is accepted: no
 * bytes before, between or after the entries that another program might see differently.
 */
import type { FileHandle } from 'node:fs/promises'
import { FileRefused } from './file-refusals.ts'
import { readAt } from './read-at.ts'
import { extraFields } from './zip-extra-fields.ts'
import { dataStart } from './zip-local-header.ts'

export const ENTRIES_MAX = 2_000
export const INFLATED_MAX = 1024 ** 3
export const RATIO_MAX = 100
/** Small parts may compress well: blank sheets do. */
const RATIO_FROM = 1024 ** 2
const DIRECTORY_MAX = 4 * 1024 ** 2
/** A data descriptor, with room for alignment. */
const GAP_MAX = 64

const END = { signature: 0x06054b50, size: 22 }
const CENTRAL = { signature: 0x02014b50, size: 46 }
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 0x2041
const SYMBOLIC_LINK = 0xa000

export interface ZipEntry {
  name: string
  isDeflated: boolean
  crc: number
  compressed: number
  inflated: number
  /** Of its local header. */
  offset: number
  /** Of its data. */
  start: number
}

/** As the directory at the end says it. */
export interface Central extends Omit<ZipEntry, 'start'> {
  flags: number
  method: number
  attributes: number
}

const unreadable = (): FileRefused => new FileRefused('zipUnreadable')

/** The entries of the container in the order of their data; throws whatever is wrong with it. */
export async function readZipDirectory(file: FileHandle, size: number): Promise<ZipEntry[]> {
  const end = await readEnd(file, size)
  const bytes = await readAt(file, end.offset, end.size)
  const found = centralEntries(bytes, end.count).sort((a, b) => a.offset - b.offset)
  judge(found, size)
  const entries: ZipEntry[] = []
  let previousEnd = 0
  for (const central of found) {
    const start = await dataStart(file, central)
    const { flags: _flags, method: _method, attributes: _attributes, ...entry } = central
    const gap = entry.offset - previousEnd
    if (gap < 0 || gap > (previousEnd === 0 ? 0 : GAP_MAX)) throw unreadable()
    previousEnd = start + entry.compressed
    entries.push({ ...entry, start })
  }
  if (previousEnd > end.offset || end.offset - previousEnd > GAP_MAX) throw unreadable()
  return entries
}

/** The record at the very end. Comments and the 64-bit form are not needed by any file of ours. */
async function readEnd(file: FileHandle, size: number) {
  if (size < END.size) throw unreadable()
  const bytes = await readAt(file, size - END.size, END.size)
  if (bytes.readUInt32LE(0) !== END.signature || bytes.readUInt16LE(20) !== 0) throw unreadable()
  const disks = bytes.readUInt32LE(4)
  const [onDisk, count] = [bytes.readUInt16LE(8), bytes.readUInt16LE(10)]
  if (count > ENTRIES_MAX) throw new FileRefused('zipTooManyEntries')
  const [length, offset] = [bytes.readUInt32LE(12), bytes.readUInt32LE(16)]
  const fits = offset + length === size - END.size && length <= DIRECTORY_MAX
  if (disks !== 0 || onDisk !== count || count === 0 || !fits) throw unreadable()
  return { count, size: length, offset }
}

function centralEntries(bytes: Buffer, count: number): Central[] {
  const entries: Central[] = []
  let at = 0
  while (at + CENTRAL.size <= bytes.length && bytes.readUInt32LE(at) === CENTRAL.signature) {
    // The count is 16 bits wide: 65,546 entries call themselves 10.
    if (entries.length === count) throw new FileRefused('zipTooManyEntries')
    const nameEnd = at + CENTRAL.size + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const next = extraEnd + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) throw unreadable()
    extraFields(bytes.subarray(nameEnd, extraEnd))
    const method = bytes.readUInt16LE(at + 10)
    entries.push({
      name: nameFrom(bytes.subarray(at + CENTRAL.size, nameEnd)),
      flags: bytes.readUInt16LE(at + 8),
      method,
      isDeflated: method === DEFLATED,
      crc: bytes.readUInt32LE(at + 16),
      compressed: bytes.readUInt32LE(at + 20),
      inflated: bytes.readUInt32LE(at + 24),
      attributes: bytes.readUInt32LE(at + 38) >>> 16,
      offset: bytes.readUInt32LE(at + 42),
    })
    at = next
  }
  if (at !== bytes.length || entries.length !== count) throw unreadable()
  return entries
}

function nameFrom(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw unreadable()
  }
}

function judge(entries: readonly Central[], size: number): void {
  const names = new Set<string>()
  let total = 0
  for (const { name, flags, method, compressed, inflated, attributes } of entries) {
    if (leadsElsewhere(name) || (attributes & 0xf000) === SYMBOLIC_LINK) throw new FileRefused('zipTraversal')
    if (flags & ENCRYPTED) throw new FileRefused('zipEncrypted')
    if (method !== STORED && method !== DEFLATED) throw unreadable()
    if (method === STORED && compressed !== inflated) throw unreadable()
    if (name.endsWith('/') && inflated > 0) throw unreadable()
    if (inflated > RATIO_FROM && inflated > compressed * RATIO_MAX) throw new FileRefused('zipRatio')
    // Office programs do not tell upper case from lower case, nor does a folder have the name of a file.
    const key = name.toLowerCase().replace(/\/$/, '')
    if (names.has(key)) throw unreadable()
    names.add(key)
    total += inflated
  }
  if (total > INFLATED_MAX) throw new FileRefused('zipTooLarge')
  if (total > RATIO_FROM && total > size * RATIO_MAX) throw new FileRefused('zipRatio')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_IN_A_PATH = /[\\:\u0000-\u001f\u007f]/

/** Empty and single-dot steps lead nowhere else, but give one part two names. A folder ends in a slash. */
const leadsElsewhere = (name: string): boolean =>
  NOT_IN_A_PATH.test(name) ||
  name
    .replace(/\/$/, '')
    .split('/')
    .some((step) => step === '' || step === '.' || step === '..')

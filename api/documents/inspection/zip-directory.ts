/**
 * Reads and checks the directory of a zip container before anything is inflated. The container must be unambiguous: no bytes before,
 * between or after the entries that another program might read in another way.
 */
import type { FileHandle } from 'node:fs/promises'
import { type Allowance, RATIO_FROM, RATIO_MAX } from './allowance.ts'
import { FileRefused } from './file-refusals.ts'
import { readAt } from './read-at.ts'
import { extraFields } from './zip-extra-fields.ts'
import { dataStart } from './zip-local-header.ts'

const ENTRIES_MAX = 2_000
const DIRECTORY_MAX = 4 * 1024 ** 2
/** Space for a data descriptor and alignment. */
const GAP_MAX = 64

const END = { signature: Buffer.from('504b0506', 'hex'), size: 22 }
/** Some programs write their name into OFD files here. Longer comments, or ones with other characters, could hide other data. */
const COMMENT = /^[\x20-\x7e]*$/
const COMMENT_MAX = 32
const CENTRAL = { signature: 0x02014b50, size: 46 }
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 0x2041
const UTF8 = 0x0800
const SYMBOLIC_LINK = 0xa000

export interface ZipEntry {
  name: string
  /** The bytes of the name, which must be the same in the local header. */
  nameBytes: Buffer
  isDeflated: boolean
  crc: number
  compressed: number
  inflated: number
  /** Position of its local header. */
  offset: number
  /** Position of its data. */
  start: number
}

/** An entry of the central directory. */
export interface Central extends Omit<ZipEntry, 'start'> {
  flags: number
  method: number
  attributes: number
}

const unreadable = (): FileRefused => new FileRefused('zipUnreadable')

/** The entries of the container in the order of their data. Throws at the first fault. */
export async function readZipDirectory(
  file: FileHandle,
  size: number,
  allowance: Allowance,
): Promise<ZipEntry[]> {
  const end = await readEnd(file, size)
  const bytes = await readAt(file, end.offset, end.size)
  const found = centralEntries(bytes, end.count).sort((a, b) => a.offset - b.offset)
  allowance.take(found.length, checkedSize(found))
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

/** The record at the end. The 64-bit form is refused: no accepted file is large enough to need it. */
async function readEnd(file: FileHandle, size: number) {
  if (size < END.size) throw unreadable()
  const length = Math.min(size, END.size + COMMENT_MAX)
  const tail = await readAt(file, size - length, length)
  const at = tail.lastIndexOf(END.signature)
  if (at === -1 || at + END.size > length) throw unreadable()
  const [bytes, comment] = [tail.subarray(at), tail.subarray(at + END.size)]
  if (bytes.readUInt16LE(20) !== comment.length || !COMMENT.test(comment.toString('latin1')))
    throw unreadable()
  return directoryOf(bytes, size - length + at)
}

/** `at`: the beginning of the end record, where the directory must end. */
function directoryOf(end: Buffer, at: number) {
  const disks = end.readUInt32LE(4)
  const [onDisk, count] = [end.readUInt16LE(8), end.readUInt16LE(10)]
  if (count > ENTRIES_MAX) throw new FileRefused('zipTooManyEntries')
  const [size, offset] = [end.readUInt32LE(12), end.readUInt32LE(16)]
  const fits = offset + size === at && size <= DIRECTORY_MAX
  if (disks !== 0 || onDisk !== count || count === 0 || !fits) throw unreadable()
  return { count, size, offset }
}

function centralEntries(bytes: Buffer, count: number): Central[] {
  const entries: Central[] = []
  let at = 0
  while (at + CENTRAL.size <= bytes.length && bytes.readUInt32LE(at) === CENTRAL.signature) {
    // The count has 16 bits: 65,546 entries are written as 10.
    if (entries.length === count) throw new FileRefused('zipTooManyEntries')
    const nameEnd = at + CENTRAL.size + bytes.readUInt16LE(at + 28)
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30)
    const next = extraEnd + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) throw unreadable()
    extraFields(bytes.subarray(nameEnd, extraEnd))
    const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)]
    const nameBytes = bytes.subarray(at + CENTRAL.size, nameEnd)
    entries.push({
      name: nameFrom(nameBytes, flags),
      nameBytes,
      flags,
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

const BACKSLASH = 0x5c

/**
 * UTF-8, or GBK, in which Windows programs write names of attachments. A name with the byte of a backslash is not read as GBK: it may be
 * half a GBK character, and other programs would read it as a path separator.
 */
function nameFrom(bytes: Buffer, flags: number): string {
  const mayBeGbk = (flags & UTF8) === 0 && !bytes.includes(BACKSLASH)
  const name = decoded('utf-8', bytes) ?? (mayBeGbk ? decoded('gb18030', bytes) : undefined)
  if (name === undefined) throw unreadable()
  return name
}

function decoded(encoding: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Refuses invalid entries and two entries with the same name. Returns the sum of the announced sizes. */
function checkedSize(entries: readonly Central[]): number {
  const names = new Set<string>()
  let total = 0
  for (const entry of entries) {
    checkEntry(entry)
    // Office programs ignore the case of names, and a folder and a file must not have the same name.
    const key = entry.name.toLowerCase().replace(/\/$/, '')
    if (names.has(key)) throw unreadable()
    names.add(key)
    total += entry.inflated
  }
  return total
}

function checkEntry({ name, flags, method, compressed, inflated, attributes }: Central): void {
  if (leadsElsewhere(name) || (attributes & 0xf000) === SYMBOLIC_LINK) throw new FileRefused('zipTraversal')
  if (flags & ENCRYPTED) throw new FileRefused('zipEncrypted')
  if (method !== STORED && method !== DEFLATED) throw unreadable()
  if (method === STORED && compressed !== inflated) throw unreadable()
  if (name.endsWith('/') && inflated > 0) throw unreadable()
  if (inflated > RATIO_FROM && inflated > compressed * RATIO_MAX) throw new FileRefused('zipRatio')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern searches for control characters
const NOT_IN_A_PATH = /[\\:\u0000-\u001f\u007f]/

/** Empty and single-dot steps are refused, too, because they give one part several names. The name of a folder ends with a slash. */
const leadsElsewhere = (name: string): boolean =>
  NOT_IN_A_PATH.test(name) ||
  name
    .replace(/\/$/, '')
    .split('/')
    .some((step) => step === '' || step === '.' || step === '..')

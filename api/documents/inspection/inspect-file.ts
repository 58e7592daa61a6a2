/** Finds out what a received file is, by its content alone, and refuses what is not wholly that. */
import { type FileHandle, open } from 'node:fs/promises'
import { endsAsZip, holdsArchiveMark, MARK_OVERLAP, ZIP_TAIL } from './archive-marks.ts'
import { FileRefused } from './file-refusals.ts'
import { FILE_TYPES, type FileTypeName, typeByName, typesOf } from './file-types.ts'
import { readAt } from './read-at.ts'
import { beginning, endsWell, type WholeFamily } from './whole-file.ts'
import { inspectZipContent } from './zip-content.ts'
import { readZipDirectory } from './zip-directory.ts'

const HEAD = 1_024
const PIECE = 64 * 1024

const START = {
  pdf: Buffer.from('%PDF-'),
  png: Buffer.from('89504e470d0a1a0a', 'hex'),
  jpg: Buffer.from('ffd8ff', 'hex'),
  zip: Buffer.from('504b0304', 'hex'),
}
const ACTIVE_TEXT = /<(?:!doctype|html|head|body|script|svg|iframe|\?php)|%PDF-/i

export interface Claims {
  name: string
  /** The Content-Type of the upload; `application/octet-stream` claims nothing. */
  mediaType: string
}

/** The media type under which the file is kept and served. */
export async function inspectFile(path: string, size: number, claims: Claims): Promise<string> {
  if (size === 0) throw new FileRefused('fileEmpty')
  const file = await open(path, 'r')
  try {
    const claimed = typeByName(claims.name)
    if (!claimed) throw new FileRefused('fileTypeNotAllowed')
    const { mediaType } = FILE_TYPES[claimed]
    const head = await readAt(file, 0, Math.min(HEAD, size))
    const family = familyOf(head)
    const expected = 'mainPart' in FILE_TYPES[claimed] ? 'zip' : claimed
    const isDeclared = [mediaType, 'application/octet-stream'].includes(claims.mediaType)
    if (family !== expected || !isDeclared) throw new FileRefused('fileTypeMismatch')
    if (family === 'txt') await inspectText(file, size, head)
    else if (family === 'zip') await inspectZip(file, size, claimed)
    else await inspectWhole(file, size, family)
    return mediaType
  } finally {
    await file.close()
  }
}

type Family = WholeFamily | 'zip' | 'txt'

function familyOf(head: Buffer): Family {
  const names = Object.keys(START) as (keyof typeof START)[]
  return names.find((name) => head.subarray(0, START[name].length).equals(START[name])) ?? 'txt'
}

async function inspectZip(file: FileHandle, size: number, claimed: FileTypeName): Promise<void> {
  const entries = await readZipDirectory(file, size)
  const names = new Set(entries.map(({ name }) => name))
  const types = typesOf().filter(([, { mainPart }]) => mainPart !== undefined && names.has(mainPart))
  if (types.length !== 1 || types[0]?.[0] !== claimed) throw new FileRefused('fileTypeMismatch')
  await inspectZipContent(file, entries)
}

/** A file that begins and ends as its type does, and is no archive beside. */
async function inspectWhole(file: FileHandle, size: number, family: WholeFamily): Promise<void> {
  const head = await readAt(file, 0, Math.min(PIECE, size))
  const tail = await readAt(file, Math.max(0, size - ZIP_TAIL), Math.min(ZIP_TAIL, size))
  const body = beginning(family, head.toString('latin1'))
  if (body === null || !endsWell(family, tail) || ACTIVE_TEXT.test(body))
    throw new FileRefused('filePolyglot')
  const isAlsoArchive = endsAsZip(tail, size - tail.length) || (await hasArchiveMark(file, size))
  if (isAlsoArchive) throw new FileRefused('filePolyglot')
}

async function hasArchiveMark(file: FileHandle, size: number): Promise<boolean> {
  for (let at = 0; at < size; at += PIECE) {
    const piece = await readAt(file, at, Math.min(PIECE + MARK_OVERLAP, size - at))
    if (holdsArchiveMark(piece)) return true
  }
  return false
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/

async function inspectText(file: FileHandle, size: number, head: Buffer): Promise<void> {
  // A page or a picture in markup is no text, whatever its name.
  const start = head.toString('latin1')
  if (ACTIVE_TEXT.test(start) || start.includes('<?xml')) throw new FileRefused('fileTypeMismatch')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let at = 0; at < size; at += PIECE) {
    const piece = await readAt(file, at, Math.min(PIECE, size - at))
    const text = decode(decoder, piece, at + PIECE < size)
    if (UNREADABLE.test(text)) throw new FileRefused('textUnreadable')
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, piece: Buffer, stream: boolean): string {
  try {
    return decoder.decode(piece, { stream })
  } catch {
    throw new FileRefused('textUnreadable')
  }
}

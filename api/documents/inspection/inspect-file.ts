/** Inspects the content of a received file and refuses it if any part of it does not fit its type. */
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Allowance } from './allowance.ts'
import { endsAsZip, holdsArchiveMark, MARK_OVERLAP, ZIP_TAIL } from './archive-marks.ts'
import { inspectContainer } from './container.ts'
import { FileRefused } from './file-refusals.ts'
import { type FileTypeName, isContainer } from './file-types.ts'
import { readAt } from './read-at.ts'
import { beginning, endsWell, type WholeFamily } from './whole-file.ts'

const HEAD = 1_024
const PIECE = 64 * 1024

const START = {
  pdf: Buffer.from('%PDF-'),
  png: Buffer.from('89504e470d0a1a0a', 'hex'),
  jpg: Buffer.from('ffd8ff', 'hex'),
  zip: Buffer.from('504b0304', 'hex'),
}
const ACTIVE_TEXT = /<(?:!doctype|html|head|body|script|svg|iframe|\?php)|%PDF-/i

/** Returns if the whole file is of this type. Temporary copies of embedded files are put into the same folder. */
export async function inspectFile(path: string, size: number, type: FileTypeName): Promise<void> {
  if (size === 0) throw new FileRefused('fileEmpty')
  const file = await open(path, 'r')
  try {
    const head = await readAt(file, 0, Math.min(HEAD, size))
    const family = familyOf(head)
    if (family !== (isContainer(type) ? 'zip' : type)) throw new FileRefused('fileTypeMismatch')
    if (isContainer(type)) {
      const within = { allowance: new Allowance(size), depth: 0, folder: dirname(path) }
      await inspectContainer(file, { type, size }, within)
    } else if (type === 'txt') await inspectText(file, size, head)
    else await inspectWhole(file, size, type)
  } finally {
    await file.close()
  }
}

type Family = WholeFamily | 'zip' | 'txt'

function familyOf(head: Buffer): Family {
  const names = Object.keys(START) as (keyof typeof START)[]
  return names.find((name) => head.subarray(0, START[name].length).equals(START[name])) ?? 'txt'
}

/** The file must begin and end as its type, and must not be an archive as well. */
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

// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern searches for control characters
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/

async function inspectText(file: FileHandle, size: number, head: Buffer): Promise<void> {
  // A web page or a picture in markup is not a text, even if its name says so.
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

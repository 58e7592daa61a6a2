/**
 * Inspects zip containers: they must have the declared type and no forbidden part. Embedded documents are inspected by the same rules:
 * the workbook of a chart, an attachment of an OFD, the picture of an electronic seal.
 */
import type { FileHandle } from 'node:fs/promises'
import { FILE_MAX } from '../file-max.ts'
import type { Allowance } from './allowance.ts'
import { containersInSeal, isSealName, type Span } from './electronic-seal.ts'
import { FileRefused } from './file-refusals.ts'
import { type ContainerName, containersWith, isContainer, typeByName } from './file-types.ts'
import { readAt } from './read-at.ts'
import { unlinkedCopy } from './unlinked-copy.ts'
import { partContent, piecesOf, refuseByName } from './zip-content.ts'
import { readZipDirectory, type ZipEntry } from './zip-directory.ts'
import { zipEntryScanner } from './zip-entry-scanner.ts'

/** For example an OFD with an attached report that has a chart with a workbook. */
const DEPTH_MAX = 2
const START = Buffer.from('504b0304', 'hex')

export interface Within {
  allowance: Allowance
  /** How many containers there are around this one. */
  depth: number
  /** Folder for temporary copies that need random access. */
  folder: string
}

interface Claimed {
  type: ContainerName
  size: number
}

/** Throws at the first fault. */
export async function inspectContainer(
  file: FileHandle,
  { type, size }: Claimed,
  within: Within,
): Promise<void> {
  const entries = await readZipDirectory(file, size, within.allowance)
  const types = containersWith(new Set(entries.map(({ name }) => name)))
  if (types.length !== 1 || types[0] !== type) {
    throw new FileRefused(within.depth === 0 ? 'fileTypeMismatch' : 'embeddedMismatch')
  }
  refuseByName(entries)
  for (const entry of entries) await inspectPart(file, entry, within)
}

async function inspectPart(file: FileHandle, entry: ZipEntry, within: Within): Promise<void> {
  const { name, compressed, inflated: size } = entry
  if (compressed === 0 && size === 0) return
  const content = partContent(file, entry)
  const type = typeByName(name)
  if (type && isContainer(type)) return inspectDocument(content, { type, size }, within)
  if (isSealName(name)) return inspectSeal(content, { name, size }, within)
  const scanner = zipEntryScanner(name)
  for await (const piece of content) scanner.scan(piece)
  scanner.end()
}

async function inspectDocument(
  content: AsyncIterable<Buffer>,
  claimed: Claimed,
  within: Within,
): Promise<void> {
  if (within.depth >= DEPTH_MAX) throw new FileRefused('zipTooDeep')
  if (claimed.size > FILE_MAX) throw new FileRefused('zipTooLarge')
  const copy = await unlinkedCopy(content, within.folder)
  try {
    const head = await readAt(copy, 0, Math.min(START.length, claimed.size))
    if (!head.equals(START)) throw new FileRefused('embeddedMismatch')
    await inspectContainer(copy, claimed, { ...within, depth: within.depth + 1 })
  } finally {
    await copy.close()
  }
}

/** Inspects the picture as a document, and the rest of the seal like any other part. */
async function inspectSeal(
  content: AsyncIterable<Buffer>,
  { name, size }: { name: string; size: number },
  within: Within,
): Promise<void> {
  if (size > FILE_MAX) throw new FileRefused('zipTooLarge')
  const copy = await unlinkedCopy(content, within.folder)
  try {
    const scanner = zipEntryScanner(name)
    let seen = 0
    for (const picture of await containersInSeal(copy, size)) {
      await inspectDocument(piecesOf(copy, picture), { type: 'ofd', size: lengthOf(picture) }, within)
      for await (const piece of piecesOf(copy, { start: seen, end: picture.start })) scanner.scan(piece)
      seen = picture.end
    }
    for await (const piece of piecesOf(copy, { start: seen, end: size })) scanner.scan(piece)
    scanner.end()
  } finally {
    await copy.close()
  }
}

const lengthOf = ({ start, end }: Span): number => end - start

/**
 * Electronic seals 电子印章 in OFD (GB/T 38540, GM/T 0031): ASN.1 with the picture of the seal as an octet string, which is often an OFD
 * itself.
 */
import type { FileHandle } from 'node:fs/promises'
import { readAt } from './read-at.ts'

const SEAL_NAME = /(?:^|\/)(?:signedvalue\.dat|[^/]+\.esl)$/i
const SEQUENCE = 0x30
const OCTET_STRING = 0x04
const CONSTRUCTED = 0x20
const LONG_FORM = 0x80
const HEADER_MAX = 6
const CONTAINER_START = Buffer.from('504b0304', 'hex')
/** Certificates and their extensions have the most levels and elements. */
const DEPTH_MAX = 24
const ELEMENTS_MAX = 5_000

export interface Span {
  start: number
  /** Exclusive. */
  end: number
}

export const isSealName = (name: string): boolean => SEAL_NAME.test(name)

/**
 * The positions of octet strings in a seal that begin as a container. Content that is no ASN.1 has none; the caller inspects the rest
 * like any other part.
 */
export async function containersInSeal(file: FileHandle, length: number): Promise<Span[]> {
  const root = await elementAt(file, 0, length)
  if (root?.tag !== SEQUENCE) return []
  const found: Span[] = []
  const open = [{ at: root.start, end: root.end, depth: 1 }]
  for (let count = 0; count < ELEMENTS_MAX; count += 1) {
    const level = open.at(-1)
    if (!level) break
    const element = level.at < level.end ? await elementAt(file, level.at, level.end) : undefined
    if (!element) {
      open.pop()
      continue
    }
    level.at = element.end
    if (element.tag & CONSTRUCTED && level.depth < DEPTH_MAX) {
      open.push({ at: element.start, end: element.end, depth: level.depth + 1 })
    } else if (element.tag === OCTET_STRING && (await beginsAsContainer(file, element))) {
      found.push({ start: element.start, end: element.end })
    }
  }
  return found
}

interface Element extends Span {
  tag: number
}

/** An element with a tag and a definite length; undefined when it has another form or is incomplete. */
async function elementAt(file: FileHandle, at: number, end: number): Promise<Element | undefined> {
  const header = await readAt(file, at, Math.min(HEADER_MAX, end - at))
  const [tag, first] = header
  if (tag === undefined || first === undefined) return undefined
  const lengthBytes = first > LONG_FORM ? first - LONG_FORM : 0
  if (first === LONG_FORM || 2 + lengthBytes > header.length) return undefined
  const length = lengthBytes === 0 ? first : header.readUIntBE(2, lengthBytes)
  const start = at + 2 + lengthBytes
  return start + length > end ? undefined : { tag, start, end: start + length }
}

async function beginsAsContainer(file: FileHandle, { start, end }: Span): Promise<boolean> {
  if (end - start < CONTAINER_START.length) return false
  return (await readAt(file, start, CONTAINER_START.length)).equals(CONTAINER_START)
}

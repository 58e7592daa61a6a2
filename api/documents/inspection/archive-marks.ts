/** How archives are recognised: some by how they begin, some wherever they lie, zip by how it ends. */
import { Buffer } from 'node:buffer'

const fromHex = (hex: string): Buffer => Buffer.from(hex, 'hex')

const STARTS: readonly Buffer[] = [
  '504b0304',
  '504b0506',
  '377abcaf',
  '52617221',
  '1f8b08',
  'fd377a58',
  '425a68',
  '28b52ffd',
  '4d534346',
].map(fromHex)
const TAR = { mark: Buffer.from('ustar'), at: 257 }
/** So much of the start shows an archive. */
export const ARCHIVE_HEAD = TAR.at + TAR.mark.length

export const startsAsArchive = (head: Buffer): boolean =>
  STARTS.some((mark) => head.subarray(0, mark.length).equals(mark)) ||
  head.subarray(TAR.at, ARCHIVE_HEAD).equals(TAR.mark)

/** RAR and 7z: their programs look for these behind anything else. Long enough not to come up by chance. */
const MARKS: readonly Buffer[] = ['526172211a07', '377abcaf271c'].map(fromHex)
/** So much of one piece is to be seen again with the next. */
export const MARK_OVERLAP = 5

export const holdsArchiveMark = (bytes: Buffer): boolean => MARKS.some((mark) => bytes.includes(mark))

const ZIP_END = fromHex('504b0506')
const ZIP_END_SIZE = 22
/** A zip's end may have a comment of 64 KiB behind it. */
export const ZIP_TAIL = 65_535 + ZIP_END_SIZE
const SAID_ELSEWHERE = 0xffffffff

/**
 * Unpackers look for a zip's end from behind, whatever is in front. `before`: how many bytes there are before this
 * tail. A directory that would not fit in front of its end is four bytes that came up by chance.
 */
export function endsAsZip(tail: Buffer, before: number): boolean {
  for (let at = tail.indexOf(ZIP_END); at !== -1; at = tail.indexOf(ZIP_END, at + 1)) {
    if (at + ZIP_END_SIZE > tail.length) return false
    const directory = tail.readUInt32LE(at + 12)
    if (directory <= before + at || directory === SAID_ELSEWHERE) return true
  }
  return false
}

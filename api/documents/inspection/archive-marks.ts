/** Byte patterns of archives: at the start, anywhere, or for zip at the end of a file. */
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
/** Number of bytes at the start that show whether it is an archive. */
export const ARCHIVE_HEAD = TAR.at + TAR.mark.length

export const startsAsArchive = (head: Buffer): boolean =>
  STARTS.some((mark) => head.subarray(0, mark.length).equals(mark)) ||
  head.subarray(TAR.at, ARCHIVE_HEAD).equals(TAR.mark)

/** RAR and 7z: their programs find these also after other data. They are too long to occur by chance. */
const MARKS: readonly Buffer[] = ['526172211a07', '377abcaf271c'].map(fromHex)
/** Number of bytes at the end of a piece that must be searched again with the next piece. */
export const MARK_OVERLAP = 5

export const holdsArchiveMark = (bytes: Buffer): boolean => MARKS.some((mark) => bytes.includes(mark))

const ZIP_END = fromHex('504b0506')
const ZIP_END_SIZE = 22
/** The end record of a zip may be followed by a comment of 64 KiB. */
export const ZIP_TAIL = 65_535 + ZIP_END_SIZE
const IN_ZIP64_RECORD = 0xffffffff

/**
 * Unpackers search the end record of a zip backwards from the end of the file and ignore what is before the archive. `before`: number
 * of bytes before this tail. If the directory would not fit before its end record, the signature occurred by chance.
 */
export function endsAsZip(tail: Buffer, before: number): boolean {
  for (let at = tail.indexOf(ZIP_END); at !== -1; at = tail.indexOf(ZIP_END, at + 1)) {
    if (at + ZIP_END_SIZE > tail.length) return false
    const directory = tail.readUInt32LE(at + 12)
    if (directory <= before + at || directory === IN_ZIP64_RECORD) return true
  }
  return false
}

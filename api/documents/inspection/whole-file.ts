/** The beginning and the end of file types that are not containers. */
import { Buffer } from 'node:buffer'

export type WholeFamily = 'pdf' | 'png' | 'jpg'

const HEAD = 1_024
const PDF_END = '%%EOF'
const PNG_END = Buffer.from('0000000049454e44ae426082', 'hex')
const JPEG_END = Buffer.from('ffd9', 'hex')
/** White space by the PDF standard. */
const ONLY_BLANKS = /^[\0\t\n\f\r ]*$/
/** Version, white space and comments, then the first object: so no other kind of file can be at the start. */
const PDF_START = /^%PDF-\d\.\d(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])*\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+obj/
const MARK_LENGTH = 4

/** The beginning, which must not be readable as another type; null when the head does not begin as this family. */
export function beginning(family: WholeFamily, head: string): string | null {
  if (family !== 'pdf') return head.slice(MARK_LENGTH, HEAD)
  const start = PDF_START.exec(head)?.[0].length
  return start === undefined ? null : head.slice(MARK_LENGTH, Math.max(HEAD, start))
}

export function endsWell(family: WholeFamily, tail: Buffer): boolean {
  switch (family) {
    case 'pdf': {
      const end = tail.lastIndexOf(PDF_END)
      return end !== -1 && ONLY_BLANKS.test(tail.toString('latin1', end + PDF_END.length))
    }
    case 'png':
      return tail.subarray(-PNG_END.length).equals(PNG_END)
    case 'jpg': {
      // Cameras add zeros at the end.
      const end = tail.lastIndexOf(JPEG_END)
      return end !== -1 && tail.subarray(end + JPEG_END.length).every((byte) => byte === 0)
    }
  }
}

/** Real files of a rehearsal: the smallest content of a type, around the text that a file gives it. */
import { createHash } from 'node:crypto'

/** What a file really is, whatever its name says. */
export const FILE_FORMATS = {
  pdf: { zh: 'pdf', mediaType: 'application/pdf', around: pdfAround },
  txt: { zh: 'txt', mediaType: 'text/plain', around: (text: string) => `${text}\n` },
  html: { zh: 'html', mediaType: 'text/html', around: (text: string) => `<!doctype html><p>${text}</p>\n` },
} as const

export type FileFormat = keyof typeof FILE_FORMATS

/** One empty page; the text is a comment, so that other texts make other files. */
function pdfAround(text: string): string {
  const objects = [
    '1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj',
    '2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj',
    '3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj',
  ]
  return `%PDF-1.7\n% ${text}\n${objects.join('\n')}\ntrailer <</Root 1 0 R/Size 4>>\n%%EOF\n`
}

/** The format that the ending of a name claims; undefined for endings that no rehearsal makes. */
export const formatOf = (name: string): FileFormat | undefined =>
  (Object.keys(FILE_FORMATS) as FileFormat[]).find((format) => name.endsWith(`.${format}`))

export const contentOf = (format: FileFormat, text: string): Buffer =>
  Buffer.from(FILE_FORMATS[format].around(text))

export const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex')

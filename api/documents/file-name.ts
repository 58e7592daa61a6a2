/** The name of an uploaded file. It is only ever shown: the content is stored under its digest. */
import { isReadableText } from '#domain/text.ts'
import { RUNS, SHOWS } from './active-endings.ts'
import { FileRefused } from './inspection/file-refusals.ts'

const GRAPHEMES_MAX = 200
/** Of UTF-8: one visible character may be any number of combining marks. */
const BYTES_MAX = 1_024

/** Only the form that says its encoding (RFC 8187); every client can make it by `encodeURIComponent`. */
const DISPOSITION =
  /^attachment\s*;\s*filename\*\s*=\s*UTF-8'[a-z-]{0,35}'([A-Za-z0-9!#$&'()*+.^_`|~%-]{1,4096})$/i

/** Separators of any system, and what Windows gives a meaning. */
const SEPARATORS = /[/\\:*?"<>|]/
/**
 * Whatever is shown as nothing: marks that reorder, join or hide, fillers, tags; and line ends, which titles may have
 * but names may not. Variation selectors stay: rare characters of personal names need them.
 */
const HIDDEN = /[\n\u2028\u2029\ufff9-\ufffb]|(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u
/** What does something when it is opened, hidden before an innocent ending; Windows drops blanks and dots at the end. */
const ACTIVE = new RegExp(String.raw`\.(?:${RUNS}|${SHOWS})[\s.]*\.[^.]+$`, 'i')
/** What Windows takes for a device, whatever the ending. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i

export function fileNameOf(disposition: string | string[] | undefined): string {
  const encoded = typeof disposition === 'string' ? DISPOSITION.exec(disposition.trim())?.[1] : undefined
  if (encoded === undefined) throw new FileRefused('fileNameMissing')
  return checkedName(decoded(encoded).normalize('NFC'))
}

function decoded(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    throw new FileRefused('fileNameInvalid')
  }
}

function checkedName(name: string): string {
  if (Buffer.byteLength(name) > BYTES_MAX || graphemes(name) > GRAPHEMES_MAX) {
    throw new FileRefused('fileNameTooLong')
  }
  const isBare = name === name.trim() && !name.startsWith('.') && !name.endsWith('.')
  const isPlain = isReadableText(name) && !SEPARATORS.test(name) && !HIDDEN.test(name)
  if (!isBare || !isPlain || ACTIVE.test(name) || DEVICE.test(name)) throw new FileRefused('fileNameInvalid')
  return name
}

const SEGMENTER = new Intl.Segmenter('zh')
const graphemes = (text: string): number => [...SEGMENTER.segment(text)].length

/** The header field that gives a file its name again; the plain form is for clients that know no better. */
export function dispositionOf(name: string): string {
  const extension = name.slice(name.lastIndexOf('.'))
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="document${/^\.[a-z]{3,4}$/i.test(extension) ? extension : ''}"; filename*=UTF-8''${encoded}`
}

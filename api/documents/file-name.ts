/** Names of files. They are only shown: the content is stored under its digest. */
import { isLine } from '#domain/values/text.ts'
import { ACTIVE_CONTENT_EXTENSIONS, EXECUTABLE_EXTENSIONS } from './active-extensions.ts'
import { sentName } from './disposition.ts'
import { FileRefused } from './inspection/file-refusals.ts'

const GRAPHEMES_MAX = 200
/** In UTF-8, because one visible character may have any number of combining marks. */
const BYTES_MAX = 1_024

/** Path separators of all systems, and characters with a meaning in Windows. */
const SEPARATORS = /[/\\:*?"<>|]/
/**
 * Invisible characters: marks that reorder, join or hide text, fillers and tags; and line ends, which only titles may have. Variation
 * selectors are allowed, because rare characters of personal names need them.
 */
const HIDDEN = /[\n\u2028\u2029\ufff9-\ufffb]|(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u
/** An extension with active content before a harmless one. Windows drops spaces and dots at the end. */
const ACTIVE = new RegExp(
  String.raw`\.(?:${EXECUTABLE_EXTENSIONS}|${ACTIVE_CONTENT_EXTENSIONS})[\s.]*\.[^.]+$`,
  'i',
)
/** Names of Windows devices, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i

/** The name in the Content-Disposition of an upload, normalised to NFC. */
export function fileNameOf(disposition: string | undefined): string {
  if (disposition === undefined) throw new FileRefused('fileNameMissing')
  return checkedName(sentName(disposition).normalize('NFC'))
}

function checkedName(name: string): string {
  if (Buffer.byteLength(name) > BYTES_MAX || graphemes(name).length > GRAPHEMES_MAX) {
    throw new FileRefused('fileNameTooLong')
  }
  const isBare = name === name.trim() && !name.startsWith('.') && !name.endsWith('.')
  const isPlain = isLine(name) && !SEPARATORS.test(name) && !HIDDEN.test(name)
  if (!isBare || !isPlain || ACTIVE.test(name) || DEVICE.test(name)) throw new FileRefused('fileNameInvalid')
  return name
}

const SEGMENTER = new Intl.Segmenter('zh')
const graphemes = (text: string): string[] => [...SEGMENTER.segment(text)].map(({ segment }) => segment)

const NOT_IN_NAMES = new RegExp(`${SEPARATORS.source}|${HIDDEN.source}|[\\p{Cc}\\p{Cs}]`, 'gu')
const TITLE_MAX = 100

/** A file name made from a title: characters that names may not have are replaced. */
export function nameFromTitle(title: string, extension: string): string {
  const shown = graphemes(title.replaceAll(NOT_IN_NAMES, ' ')).slice(0, TITLE_MAX).join('')
  return `${shown.replaceAll(/\s+/g, ' ').replaceAll(/^[\s.]+|[\s.]+$/g, '') || 'document'}.${extension}`
}

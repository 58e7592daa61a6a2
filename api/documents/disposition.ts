/**
 * The header field Content-Disposition: reads the forms that clients send (RFC 6266, RFC 8187), and writes a form that old and new
 * browsers understand.
 */
import { FileRefused } from './inspection/file-refusals.ts'

const unreadable = (): FileRefused => new FileRefused('dispositionUnreadable')

/** The name of the file, as it was sent. `filename*` is preferred to `filename`, in any order. */
export function sentName(header: string): string {
  const parameters = parametersOf(textOf(header))
  const plain = parameters.get('filename')
  const extended = parameters.get('filename*')
  const name = (extended === undefined ? undefined : decoded(extended, plain)) ?? plain
  if (name === undefined) throw new FileRefused('fileNameMissing')
  return name
}

/** UTF-8, and GBK of older Windows programs. Bytes in any other encoding are refused, not guessed. */
const RAW_ENCODINGS = ['utf-8', 'gb18030'] as const

/** Node gives each byte of a header field as one character. */
function textOf(header: string): string {
  const bytes = Buffer.from(header, 'latin1')
  for (const encoding of RAW_ENCODINGS) {
    const text = readAs(encoding, bytes)
    if (text !== undefined) return text
  }
  throw unreadable()
}

function readAs(encoding: string, bytes: Buffer): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/
/** Quoted strings, the text between them, and the separators; a quotation mark without its pair is a piece of its own. */
const PIECE = /"(?:[^"\\]|\\.)*"|[^";]+|[";]/gs

/** A repeated parameter is invalid (RFC 6266 §4.1): some programs read the first value, others the last one. */
function parametersOf(text: string): Map<string, string> {
  const [type, ...parts] = partsOf(text)
  if (type?.length !== 1 || !TOKEN.test(type[0]?.trim() ?? '')) throw unreadable()
  const parameters = new Map<string, string>()
  for (const part of parts) {
    if (part.join('').trim() === '') continue
    const [name, value] = parameterOf(part)
    if (parameters.has(name)) throw unreadable()
    parameters.set(name, value)
  }
  return parameters
}

function partsOf(text: string): string[][] {
  const parts: string[][] = [[]]
  for (const [piece] of text.matchAll(PIECE)) {
    if (piece === ';') parts.push([])
    else parts.at(-1)?.push(piece)
  }
  return parts
}

/** `name=value` or `name="value"`. Values without quotes may contain spaces, because many clients ignore the rule. */
function parameterOf([head = '', quoted, ...rest]: string[]): [string, string] {
  const equals = head.indexOf('=')
  const name = head.slice(0, Math.max(0, equals)).trim().toLowerCase()
  const value = head.slice(equals + 1).trim()
  if (!TOKEN.test(name)) throw unreadable()
  if (quoted === undefined) return [name, value]
  if (value !== '' || quoted.length < 2 || rest.join('').trim() !== '') throw unreadable()
  return [name, quoted.slice(1, -1).replaceAll(/\\(.)/gs, '$1')]
}

/** RFC 8187: encoding, language, and percent-encoded bytes. The standard defines only the first two encodings. */
const CHARSETS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'iso-8859-1': 'latin1',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
}

/** If the encoding is unknown, the plain name is used, if there is one. */
function decoded(extended: string, plain: string | undefined): string | undefined {
  const [charset = '', , ...rest] = extended.split("'")
  const encoding = CHARSETS[charset.toLowerCase()]
  if (encoding === undefined && plain !== undefined) return undefined
  if (encoding === undefined || rest.length === 0) throw unreadable()
  const name = encoding === 'latin1' ? bytesOf(rest).toString('latin1') : readAs(encoding, bytesOf(rest))
  if (name === undefined) throw unreadable()
  return name
}

function bytesOf(rest: string[]): Buffer {
  const value = rest.join("'")
  if (/%(?![\da-f]{2})/i.test(value)) throw unreadable()
  const escaped = Buffer.from(value).toString('latin1')
  const bytes = escaped.replaceAll(/%([\da-f]{2})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1')
}

/** Contains nothing that an old or new browser would decode, unquote or read as a path. */
const SAFE = /^[A-Za-z0-9][A-Za-z0-9 ._()+-]*$/
const EXTENSION = /\.[A-Za-z0-9]{1,5}$/

/** The header for a file with this name. `filename` is for old browsers, and comes first, because some read only the first parameter. */
export function dispositionOf(name: string): string {
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const fallback = SAFE.test(name) ? name : `document${EXTENSION.exec(name)?.[0] ?? ''}`
  return `attachment; filename="${fallback}"; filename*=UTF-8''${encoded}`
}

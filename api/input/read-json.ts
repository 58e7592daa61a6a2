/**
 * Reads JSON strictly: refuses everything that two readers could understand differently. Refused are invalid UTF-8, a byte order mark,
 * deep nesting (checked before parsing), repeated names, names of prototype properties, and numbers that would be rounded.
 */
import { inexactNumber } from '#wire/exact-numbers.ts'
import { Problem } from '../problem.ts'

const DEPTH_MAX = 32
const NOT_A_NAME = new Set(['__proto__', 'constructor', 'prototype'])
const PUNCTUATION = new Set('{}[]:,')

const malformed = (en: string, zh: string): Problem => new Problem('malformed-json', { detail: { en, zh } })

export function readJson(bytes: Buffer): unknown {
  const text = decode(bytes)
  if (text.trim() === '') throw malformed('The body is empty.', '请求正文为空。')
  assertShallow(text)
  const value = parse(text)
  assertExactNumbers(bytes)
  assertPlainNames(text)
  return value
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw malformed('The body is not UTF-8.', '请求正文不是 UTF-8。')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('The body is not JSON.', '请求正文不是 JSON。')
  }
}

function assertExactNumbers(json: Buffer): void {
  const number = inexactNumber(json)
  if (number === undefined) return
  throw malformed(
    `The number ${number} has more digits than can be stored exactly.`,
    `数字 ${number} 的位数超出可保存的精度。`,
  )
}

/** The methods of a text that are used here; tests count their calls. */
export interface Characters {
  readonly length: number
  readonly [place: number]: string
  slice(from: number, to: number): string
}

/**
 * Strings as one token, so that brackets in them are ignored, and the punctuation between them. Each character is read only once; a
 * regular expression would take quadratic time for a string that does not end.
 */
export function* tokensIn(text: Characters): Generator<string> {
  let at = 0
  while (at < text.length) {
    const character = text[at] as string
    if (character === '"') {
      const end = endOfString(text, at)
      yield text.slice(at, end)
      at = end
    } else {
      if (PUNCTUATION.has(character)) yield character
      at += 1
    }
  }
}

/** The position after the closing quotation mark of the string that begins at `start`; the end of the text when there is none. */
function endOfString(text: Characters, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return Math.min(at + 1, text.length)
}

function assertShallow(text: string): void {
  let depth = 0
  for (const token of tokensIn(text)) {
    if (token === '{' || token === '[') depth += 1
    if (token === '}' || token === ']') depth -= 1
    if (depth > DEPTH_MAX) throw malformed(`Nested deeper than ${DEPTH_MAX}.`, `嵌套超过 ${DEPTH_MAX} 层。`)
  }
}

/** Only for valid JSON, where a string before a colon is a name. */
function assertPlainNames(text: string): void {
  const open: (Set<string> | null)[] = []
  let last = ''
  for (const token of tokensIn(text)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(null)
    else if (token === '}' || token === ']') open.pop()
    else if (token === ':') takeName(open.at(-1), JSON.parse(last) as string)
    last = token
  }
}

function takeName(names: Set<string> | null | undefined, name: string): void {
  if (NOT_A_NAME.has(name)) throw malformed('A field has a forbidden name.', '字段名称不允许使用。')
  if (names?.has(name)) throw malformed('A field is given twice.', '字段重复。')
  names?.add(name)
}

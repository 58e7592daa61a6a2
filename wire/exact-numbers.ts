/** Finds JSON numbers that JavaScript would round, for example 12000000000.0000001: nothing is rounded silently. */

const [QUOTE, BACKSLASH, MINUS, ZERO, NINE] = [0x22, 0x5c, 0x2d, 0x30, 0x39]
const IN_A_NUMBER = new Set([...'+-.0123456789Ee'].map((character) => character.charCodeAt(0)))
/** A number with at most so many digits is never rounded. */
const DIGITS_KEPT = 15

/**
 * The first number of a JSON text in UTF-8 that would be rounded; undefined when there is none. Integers that are not safe are left to
 * the checks of shapes, which refuse them and name the field.
 */
export function inexactNumber(json: Uint8Array): string | undefined {
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] as number
    if (byte === QUOTE) at = endOfString(json, at)
    else if (byte === MINUS || (byte >= ZERO && byte <= NINE)) {
      const start = at
      while (IN_A_NUMBER.has(json[at + 1] as number)) at += 1
      const length = at + 1 - start
      const literal = String.fromCharCode(...json.subarray(start, start + Math.min(length, LITERAL_MAX)))
      if (length > LITERAL_MAX || !isExact(literal)) return literal
    }
  }
  return undefined
}

/** Characters of a number at most; no message of ours needs more. */
const LITERAL_MAX = 100

/** The position of the closing quotation mark. */
function endOfString(json: Uint8Array, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== QUOTE) at += json[at] === BACKSLASH ? 2 : 1
  return at
}

function isExact(literal: string): boolean {
  if (literal.length <= DIGITS_KEPT && !/e/i.test(literal)) return true
  const value = Number(literal)
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return true
  return valueWritten(literal) === valueWritten(String(value))
}

/** The same text for every spelling of a number: its digits without leading and trailing zeros, and the exponent. */
function valueWritten(literal: string): string | undefined {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(literal)
  if (!parts) return undefined
  const [, sign, whole, fraction = '', exponent = '0'] = parts
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const kept = digits.replace(/0+$/, '')
  if (kept === '') return '0'
  return `${sign}${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`
}

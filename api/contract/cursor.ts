/** Cursors: the end of a page as opaque text. A forged cursor is only an invalid request. */
import { isInstant } from '#domain/values/plain-date.ts'
import { invalid } from '../problem.ts'

export const cursorOf = (...parts: (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url')

// Checked here, because an error of the database would look like an error of the server.

/** The number of an event or of an entry. */
export const isNumber = (part: unknown): boolean =>
  Number.isSafeInteger(part) && (part as number) >= 0 && (part as number) <= 2_147_483_647

export const isMoment = (part: unknown): boolean => isInstant(part) && !part.startsWith('0000')

export const isKey = (part: unknown): boolean => typeof part === 'string' && !part.includes('\0')

/** The parts of a cursor, if each passes its check. */
export function readCursor<T extends readonly ((part: unknown) => boolean)[]>(
  cursor: string | undefined,
  ...checks: T
): unknown[] | null {
  if (cursor === undefined) return null
  const parts = parse(cursor)
  const isOurs =
    Array.isArray(parts) && parts.length === checks.length && checks.every((check, i) => check(parts[i]))
  if (isOurs) return parts as unknown[]
  throw invalid([{ pointer: '/cursor', code: 'invalid-value', en: 'is not a cursor', zh: '不是有效的游标' }])
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

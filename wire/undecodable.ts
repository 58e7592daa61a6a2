/** A payload that cannot be decoded, or is too large, as a value: handlers refuse it and the case continues. */
import type { Payload } from '@temporalio/common'

export interface Undecodable {
  __undecodable: true
  why: 'unreadable' | 'tooLarge' | 'inexact'
  encoding: string
  /** Size of the payload's data in bytes. */
  size: number
  /** The first bytes, Base64, for the dead letter. */
  head: string
}

export const isUndecodable = (value: unknown): value is Undecodable =>
  typeof value === 'object' && value !== null && (value as Partial<Undecodable>).__undecodable === true

/** Bytes of such a payload that are kept. */
const HEAD_BYTES = 200

/** The value that replaces a payload that is not decoded. */
export function undecodable(payload: Payload | null | undefined, why: Undecodable['why']): Undecodable {
  const data = bytesOf(payload?.data)
  const encoding = [...bytesOf(payload?.metadata?.encoding).subarray(0, 60)]
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '?'))
    .join('')
  return { __undecodable: true, why, encoding, size: data.length, head: base64(data.subarray(0, HEAD_BYTES)) }
}

const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array())

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

// Our own code, because the sandbox has neither Buffer nor btoa.
function base64(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3)
    const group = (a << 16) | (b << 8) | c
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((group >> shift) & 63)).join('')
    text += digits.slice(0, Math.min(bytes.length - i, 3) + 1).padEnd(4, '=')
  }
  return text
}

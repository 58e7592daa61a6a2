/**
 * The payload converter of workers and of the sandbox. Decoding never throws: a workflow task that fails on one
 * message is tried again for ever, and the case is stuck. What cannot be decoded becomes a marked value instead,
 * which the shape checks refuse and the handlers put down as a dead letter.
 */
import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common'
import type { Undecodable } from './undecodable.ts'

/** Deeper values than any message has; encoding them again, say for a dead letter, would overflow the stack. */
const DEPTH_MAX = 100
/** Bytes of what could not be decoded that are kept. */
const HEAD_BYTES = 200

export const payloadConverter: PayloadConverter = {
  toPayload(value) {
    return defaultPayloadConverter.toPayload(value)
  },
  fromPayload<T>(payload: Payload): T {
    try {
      const value = defaultPayloadConverter.fromPayload<T>(payload)
      return isTooDeep(value, DEPTH_MAX) ? (undecodable(payload) as T) : value
    } catch {
      return undecodable(payload) as T
    }
  },
}

function isTooDeep(value: unknown, left: number): boolean {
  // Raw bytes are one value, however many there are.
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false
  return left === 0 || Object.values(value).some((part) => isTooDeep(part, left - 1))
}

function undecodable(payload: Payload | null | undefined): Undecodable {
  const data = bytesOf(payload?.data)
  const encoding = [...bytesOf(payload?.metadata?.encoding).subarray(0, 60)]
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '?'))
    .join('')
  return { __undecodable: true, encoding, size: data.length, head: base64(data.subarray(0, HEAD_BYTES)) }
}

const bytesOf = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array())

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

// By hand: the sandbox has neither Buffer nor btoa.
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

/**
 * The payload converter of workers and of the sandbox. Decoding never throws, because a workflow task that fails on a message is
 * retried for ever and blocks the case. A payload that cannot be decoded becomes a marked value instead: shape checks refuse it, and
 * handlers store it as a dead letter.
 */
import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common'
import { decode } from '@temporalio/common/lib/encoding.js'
import { inexactNumber } from './exact-numbers.ts'
import { undecodable } from './undecodable.ts'

/** No message is so deep. Encoding a deeper value again, for example for a dead letter, would overflow the stack. */
const DEPTH_MAX = 100

export const payloadConverter: PayloadConverter = {
  toPayload(value) {
    return defaultPayloadConverter.toPayload(value)
  },
  fromPayload<T>(payload: Payload): T {
    try {
      const value = defaultPayloadConverter.fromPayload<T>(payload)
      if (isJson(payload) && inexactNumber(payload.data as Uint8Array))
        return undecodable(payload, 'inexact') as T
      return isTooDeep(value, DEPTH_MAX) ? (undecodable(payload, 'unreadable') as T) : value
    } catch {
      return undecodable(payload, 'unreadable') as T
    }
  },
}

const isJson = ({ metadata }: Payload): boolean =>
  metadata?.encoding !== undefined && metadata.encoding !== null && decode(metadata.encoding) === 'json/plain'

function isTooDeep(value: unknown, left: number): boolean {
  // Raw bytes count as one value.
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false
  return left === 0 || Object.values(value).some((part) => isTooDeep(part, left - 1))
}

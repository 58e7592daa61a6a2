import { defaultPayloadConverter, type Payload } from '@temporalio/common'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { payloadConverter } from '#wire/payload-converter.ts'
import { isUndecodable } from '#wire/undecodable.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const json = (text: string): Payload => ({ metadata: { encoding: bytes('json/plain') }, data: bytes(text) })

describe('decoding', () => {
  it('returns the encoded value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const payload = payloadConverter.toPayload(value)
        expect(payload && payloadConverter.fromPayload(payload)).toEqual(
          payload && defaultPayloadConverter.fromPayload(payload),
        )
      }),
    )
  })

  it('never throws, for any payload', () => {
    const metadata = fc.oneof(
      fc.record({ encoding: fc.oneof(fc.uint8Array(), fc.constantFrom(...ENCODINGS.map(bytes))) }),
      fc.dictionary(fc.string(), fc.uint8Array()),
      fc.constantFrom(null, undefined),
    )
    const data = fc.oneof(fc.uint8Array(), fc.json().map(bytes), fc.constantFrom(null, undefined))
    fc.assert(
      fc.property(fc.record({ metadata, data }), (payload) => {
        const value = payloadConverter.fromPayload(payload as Payload)
        // The result can be encoded again.
        payloadConverter.toPayload(value)
      }),
      { numRuns: 5_000 },
    )
  })

  it('does not round a number', () => {
    const value = payloadConverter.fromPayload(json('{"amountFen":12000000000.0000001}'))
    expect(value).toMatchObject({ __undecodable: true, why: 'inexact' })
  })

  it.each([
    ['invalid JSON', json('{"a"'), 'json/plain'],
    [
      'an unknown encoding',
      { metadata: { encoding: bytes('bin\nary\u00e9') }, data: bytes('x') },
      'bin?ary??',
    ],
    ['a missing encoding', { metadata: {}, data: bytes('x') }, ''],
    ['nesting without end', json('['.repeat(20_000) + ']'.repeat(20_000)), 'json/plain'],
  ])('marks %s', (_what, payload, encoding) => {
    const value = payloadConverter.fromPayload(payload)
    expect(isUndecodable(value)).toBe(true)
    expect(value).toMatchObject({ encoding, size: payload.data?.length })
    const { head } = value as { head: string }
    expect(head).toBe(
      Buffer.from(payload.data ?? [])
        .subarray(0, 200)
        .toString('base64'),
    )
  })

  it.each([undefined, null])('accepts %s as a payload', (payload) => {
    expect(isUndecodable(payloadConverter.fromPayload(payload as unknown as Payload))).toBe(true)
  })
})

const ENCODINGS = [
  'json/plain',
  'binary/null',
  'binary/plain',
  'json/protobuf',
  'binary/protobuf',
  'binary/encrypted',
]

import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, contentHash } from '#wire/content-hash.ts'

/** Any JSON value with such texts, and numbers that are written in unusual ways. */
const jsonOver = (text: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(null, true, false, -0, 1e21, 1e-7, 5e-324, 2 ** 53, Number.MAX_VALUE),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      text,
      fc.array(tie('value')),
      fc.dictionary(text, tie('value')),
    ),
  })).value

const NAMES = [
  '__proto__',
  'constructor',
  'toJSON',
  '',
  '10',
  '9',
  'é',
  'e\u0301',
  '\ufb33',
  '𠮷',
  '\u2028',
  '\r',
]
const wellFormed = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...NAMES))
const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))

describe('canonical JSON', () => {
  it('is that of RFC 8785 for all values that the RFC allows', () => {
    fc.assert(
      fc.property(jsonOver(wellFormed), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value))
      }),
      { numRuns: 2_000 },
    )
  })

  it('also exists for texts with unpaired surrogates, which RFC 8785 refuses, because a signalled act may have them', () => {
    expect(() => canonicalize({ 'a\ud800': 1 })).toThrow('surrogate')
    expect(canonicalJson({ 'a\ud800': 1 })).toBe('{"a\\ud800":1}')
    fc.assert(
      fc.property(jsonOver(fc.string({ unit: codeUnit })), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('gives the usual hash of the empty body', () => {
    expect(contentHash({})).toBe(createHash('sha256').update('{}').digest('hex'))
  })

  it('leaves undefined fields out, and hashes a missing content as null', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, '附件'] })).toBe('{"a":[null,"附件"]}')
    expect(canonicalJson(undefined)).toBe('null')
  })
})

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, contentHash } from '#wire/content-hash.ts'

describe('canonical JSON', () => {
  it('is JSON for the same value, whatever the order of its fields', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('hashes the empty body as everybody does', () => {
    expect(contentHash({})).toBe(createHash('sha256').update('{}').digest('hex'))
  })

  it('leaves undefined fields out', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, '附件'] })).toBe('{"a":[null,"附件"]}')
  })
})

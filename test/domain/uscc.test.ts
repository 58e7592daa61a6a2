import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUscc } from '#domain/values/uscc.ts'

const VALID = [
  '11100000MT00000144',
  '11100000MT0000022Y',
  '11100000MT0000030R',
  // The sum is a multiple of 31, written '0'.
  '11100000MT00001450',
  '91350100M000100Y43',
  // Computed: the check of its organisation code is 10, written X.
  '11100000MT000009XR',
]
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

describe('a unified social credit code', () => {
  it('is accepted with the right check characters', () => {
    for (const code of VALID) expect(isUscc(code), code).toBe(true)
  })

  it('is refused with the misprinted check character of the often copied example', () => {
    expect(isUscc('91350100M000100Y4Z')).toBe(false)
    expect(isUscc('91350100M000100Y4Y')).toBe(false)
  })

  it('is refused in any other form', () => {
    const bad = ['', '11100000MT0000014', '11100000MT000001444', '11100000mt00000144', '11100000MT0000014４']
    for (const s of [...bad, ' 11100000MT00000144', '11100000MT00000144\n', 11100000, null]) {
      expect(isUscc(s), String(s)).toBe(false)
    }
    for (const letter of 'IOSVZ') expect(isUscc(`11100000${letter}T00000144`)).toBe(false)
    expect(isUscc('111A0000MT00000144')).toBe(false)
  })

  it('is refused when only the organisation code inside it is wrong', () => {
    const organisationWrong = [...ALPHABET].map((last) => `11100000MT0000015${last}`)
    expect(organisationWrong.filter(isUscc)).toEqual([])
  })

  it('is refused with any one mistyped character', () => {
    const place = fc.nat(17)
    fc.assert(
      fc.property(fc.constantFrom(...VALID), place, fc.constantFrom(...ALPHABET), (code, at, typed) => {
        fc.pre(code[at] !== typed)
        expect(isUscc(code.slice(0, at) + typed + code.slice(at + 1))).toBe(false)
      }),
    )
  })
})

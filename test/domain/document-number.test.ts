import { describe, expect, it } from 'vitest'
import { isDocumentNumber } from '#domain/values/document-number.ts'
import { isSameIdentifier } from '#domain/values/identifier.ts'

describe('a document number', () => {
  it('is the word for the authority, the year in 〔〕 and the number', () => {
    for (const s of ['国办发〔2019〕57号', '发改高技〔2026〕1号', '发改投资〔2020〕1439号']) {
      expect(isDocumentNumber(s), s).toBe(true)
    }
  })

  it('is the same with look-alike characters', () => {
    for (const s of [
      '财⾦〔2026〕1号',
      '财金〔２０２６〕１号',
      ' 财金〔2026〕1号\u3000',
      '财\u00ad金〔2026〕1号',
      '财金﹝2026﹞1号',
    ]) {
      expect(isDocumentNumber(s), s).toBe(true)
      expect(isSameIdentifier(s, '财金〔2026〕1号'), s).toBe(true)
    }
    expect(isSameIdentifier('财金〔2026〕1号', '财金〔2026〕11号')).toBe(false)
  })

  it('is refused with any other bracket', () => {
    for (const s of ['国办发[2019]57号', '国办发(2019)57号', '国办发（2019）57号', '国办发【2019】57号']) {
      expect(isDocumentNumber(s), s).toBe(false)
    }
  })

  it('is refused when a part is missing or misspelt', () => {
    const bad = [
      '',
      '〔2019〕57号',
      '国办发〔2019〕号',
      '国办发〔19〕57号',
      '国办发〔2019〕57',
      '国办发〔2019〕057号',
    ]
    for (const s of [...bad, '国办发〔2019〕0号', '国办发 〔2019〕57号', '国办发〔2019〕第57号', null]) {
      expect(isDocumentNumber(s), String(s)).toBe(false)
    }
  })
})

import { describe, expect, it } from 'vitest'
import { isDocumentNumber } from '#domain/document-number.ts'

describe('a document number', () => {
  it('is the word for the authority, the year in 〔〕 and the number', () => {
    for (const s of ['国办发〔2019〕57号', '发改高技〔2026〕1号', '发改投资〔2020〕1439号']) {
      expect(isDocumentNumber(s), s).toBe(true)
    }
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
    for (const s of [
      ...bad,
      '国办发〔2019〕0号',
      '国办发〔２０１９〕57号',
      '国办发 〔2019〕57号',
      '国办发〔2019〕第57号',
      null,
    ]) {
      expect(isDocumentNumber(s), String(s)).toBe(false)
    }
  })
})

import { identifierKey } from './identifier.ts'

/** The number of an approval letter 批复文号: `机关代字〔YYYY〕N号`. */
export type DocumentNumber = string & { readonly __brand: 'DocumentNumber' }

// 〔〕 only: [] and () are the usual typing mistakes (rulebook §6). No zero before the number, so that one
// letter has one spelling.
const SHAPE = /^\p{Script=Han}{1,20}〔(?:19|20|21)\d\d〕[1-9]\d{0,5}号$/u

/** Whether `s` is a document number such as '发改高技〔2026〕123号', also when written with characters that look the same. */
export function isDocumentNumber(s: unknown): s is DocumentNumber {
  return typeof s === 'string' && SHAPE.test(identifierKey(s))
}

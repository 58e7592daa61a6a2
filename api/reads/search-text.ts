/** The search text that people type or paste. */
import { searchTermsOf } from '#domain/values/search-words.ts'
import type { Shape } from '#domain/values/shape.ts'

const QUESTION_MAX = 100

/** Any characters: pasted text may contain invisible ones, which is no error. */
export const searchText: Shape<string> = {
  type: 'string',
  minLength: 1,
  maxLength: QUESTION_MAX,
  description:
    'words of the title (two characters are enough) or of the numbers; the case must have every word',
}

/** Explains an empty result when the text contains nothing to search for. */
export function noteOn(q: string | undefined): { note?: { zh: string; en: string } } {
  if (q === undefined || searchTermsOf(q).length > 0) return {}
  return {
    note: {
      zh: '“q”中只有标点或空白，没有可查找的内容：请输入文字、字母、数字或符号。',
      en: '“q” contains only punctuation or spaces: give characters, letters, digits or signs.',
    },
  }
}

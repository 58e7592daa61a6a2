import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type SearchTerm,
  searchForm,
  searchTermsOf,
  wordsOfNumber,
  wordsOfTitle,
} from '#domain/values/search-words.ts'
import { anyTitle, lookingLike, piecesOf } from './odd-titles.ts'

/** Whether a query finds a row with these words, as in the index. */
function isFound(question: string, words: readonly string[]): boolean {
  const has = (asked: SearchTerm): boolean => {
    if ('gram' in asked) return words.includes(asked.gram)
    const { word, isPrefix, grams } = asked
    return (
      words.some((one) => (isPrefix ? one.startsWith(word) : one === word)) ||
      grams.every((gram) => words.includes(gram))
    )
  }
  const asked = searchTermsOf(question)
  return asked.length > 0 && asked.every(has)
}

const isNothing = (question: string): boolean => searchTermsOf(question).length === 0

describe('a title is found by', () => {
  it('every visible part of it, in any script, and by look-alike characters', () => {
    fc.assert(
      fc.property(anyTitle, fc.nat(), (title, seed) => {
        const words = wordsOfTitle(title)
        for (const piece of piecesOf(title)) {
          for (const typed of [piece, lookingLike(piece, seed)]) {
            if (!isNothing(typed)) expect(isFound(typed, words), JSON.stringify({ title, typed })).toBe(true)
          }
        }
      }),
      { numRuns: 2_000 },
    )
  }, 60_000)

  it.each([
    ['互联网+监管平台', '互联网+监管', '互联网＋', '互联网 监管', '+'],
    ['互联网 ＋ 监管平台', '互联网+监管'],
    ['金税工程（三期）', '金税工程（三期）', '金税工程(三期', '金税工程三期', '工程）', '（三'],
    ['𠮷林省𬭎测平台', '𠮷', '𠮷林', '𬭎测'],
    ['财政\u200b资金', '财政资金', '政资', '财\u2060政'],
    ['财⾦管理', '财金', '财⾦', '⾦管'],
    ['ＡＩ大模型２．０', 'ai', 'AI大模型', '2.0', '型2', '２．０'],
    ['E-Government Platform', 'government', 'GOV', 'platform', 'egovernment', 'form'],
    ['“数据‘一张图’”系统', '"数据', "数据'一张图'", '「数据」', '数据一张图', '一张图系统'],
    ['二〇二六年', '二〇二六', '〇', '二○二六', '二◯'],
    ['投资1,200万元', '1,200', '1，200', '1200', '200万'],
    ['Café 项目', 'café', 'cafe\u0301', 'CAFÉ', 'cafe'],
    ['🏥医院📊数据👨‍👩‍👧', '🏥', '医院📊', '👨‍👩‍👧', '📊数据'],
    ['㈠期①号㎡', '一期', '1号', 'm2', '㈠', '①'],
    ['C#与R&D', 'c#', 'R&D', 'R & D'],
    ['Wi-Fi 6', 'wifi', 'wi-fi', 'WI—FI', '6'],
    ['用⼾中心', '用户', '用戶'],
    ['Straße ΟΔΟΣ', 'STRASSE', 'οδος', 'οδοσ'],
    ['データ・ｶﾞｽ', 'ガス', 'データ'],
    ['대한민국', '대한', '한민'],
  ])('%s: its parts and look-alikes of them', (title, ...questions) => {
    for (const question of questions) {
      expect(isFound(question, wordsOfTitle(title)), `${question} in ${title}`).toBe(true)
    }
  })

  it.each([
    ['婚姻登记数据平台', '登记平台', '航天', '记数平'],
    ['互联网监管', '互联网+', '互联网+监管'],
    ['C与R', 'c#'],
    ['版本20', '2.0'],
    ['ガス', 'カス'],
    ['二期', '二〇'],
  ])('%s: nothing that is not in it', (title, ...questions) => {
    for (const question of questions) {
      expect(isFound(question, wordsOfTitle(title)), `${question} in ${title}`).toBe(false)
    }
  })
})

describe('a number is found', () => {
  const code = wordsOfNumber('2603-100000-04-04-300001')
  const letter = wordsOfNumber('发改高技〔2026〕123号')

  it.each(['2603-100000-04-04-300001', '２６０３－１０００００', '2603—100000—04', '2603', '300001', '3000'])(
    'as a whole, by its parts and from their beginning on: %s',
    (question) => expect(isFound(question, code)).toBe(true),
  )

  it.each(['603', '00001', '2603-100001', '04/05', '26031'])('not from its middle: %s', (question) =>
    expect(isFound(question, code)).toBe(false),
  )

  it.each(['发改高技〔2026〕123号', '发改高技[2026]123号', '高技（２０２６）123', '123号', '12'])(
    'by its words: %s',
    (question) => expect(isFound(question, letter)).toBe(true),
  )

  it.each(['发改高技〔2025〕123号', '12号', '发改高技〔2026〕1号'])('not by other ones: %s', (question) =>
    expect(isFound(question, letter)).toBe(false),
  )
})

describe('a query', () => {
  it.each(['（）', '，。', '——', '"', '\\', "'", '~|', '\u200b', ' \t\n', '\0', '・', '《》', '', '\u0301'])(
    'of nothing but what stands between asks for nothing: %j',
    (question) => expect(isNothing(question)).toBe(true),
  )

  it('with a letter or a number has at least one term', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 10 }), (question) => {
        const shows = /[\p{L}\p{N}]/u.test(searchForm(question))
        if (shows) expect(isNothing(question)).toBe(false)
      }),
    )
  })
})

it('normalising is idempotent for every character', () => {
  for (let code = 0; code <= 0x10ffff; code += code === 0xd7ff ? 0x801 : 1) {
    const form = searchForm(String.fromCodePoint(code))
    if (searchForm(form) !== form) throw new Error(`U+${code.toString(16)} has the form ${form}`)
  }
}, 60_000)

import { describe, expect, it } from 'vitest'
import { languageOf } from '#api/language.ts'

describe('the language of an answer', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['*', 'zh'],
    ['fr, *;q=0.5', 'zh'],
    ['en', 'en'],
    ['EN-us', 'en'],
    ['de, en-GB;q=0.3', 'en'],
    ['zh-TW, en;q=0.9, zh;q=0.8', 'zh'],
    ['en-US, zh-CN;q=0.8, zh;q=0.7, zh-TW;q=0.5, en;q=0.2', 'en'],
    ['zh;q=0.5, en;q=0.5', 'zh'],
    ['en;q=0.5, zh;q=0.5', 'en'],
    ['en;q=0, zh;q=0.1', 'zh'],
    ['en;q=0', 'zh'],
    ['en;level=1;q=0.2, zh;q=0.1', 'en'],
  ] as const)('for %j is %s', (header, language) => {
    expect(languageOf(header)).toBe(language)
  })

  it.each(['"en', ';q=1', 'en;q=', ',,;;==""\\', 'q\u0000', 'en,'.repeat(3_000)])(
    'is chosen also for the invalid header %j',
    (header) => {
      expect(['zh', 'en']).toContain(languageOf(header))
    },
  )
})

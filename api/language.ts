import Negotiator from 'negotiator'

export type Language = 'zh' | 'en'

/** Chinese unless the caller prefers English (Accept-Language). */
export function languageOf(header: string | undefined): Language {
  // Without a list of our languages: with one, negotiator chooses English for "zh-CN, en;q=0.9, zh;q=0.8".
  const preferred = new Negotiator({ headers: { 'accept-language': header } }).languages()
  const first = preferred.find((tag) => /^(zh|en)/i.test(tag))
  return first && /^en/i.test(first) ? 'en' : 'zh'
}

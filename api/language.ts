export type Language = 'zh' | 'en'

/** Chinese unless the caller prefers English: quality values of Accept-Language decide, the first wins ties. */
export function languageOf(header: string | undefined): Language {
  let best: { language: Language; quality: number } | undefined
  for (const part of (header ?? '').slice(0, 200).split(',')) {
    const [range = '', quality = 'q=1'] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/, 2)
    const language = range.startsWith('en') ? 'en' : range.startsWith('zh') ? 'zh' : undefined
    const weight = Number(quality.replace('q=', ''))
    if (language && weight > (best?.quality ?? 0)) best = { language, quality: weight }
  }
  return best?.language ?? 'zh'
}
